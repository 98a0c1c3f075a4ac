import { Answers, Query } from './account';
import { Reading } from './judge';
import { RECORDED_DIMENSIONS, RECORDED_METRICS, RECORDED_NAMESPACE } from './recorded';
import { TargetGroup } from './target-group';

const NAMESPACE = 'AWS/ApplicationELB';

/** Which metric, and what of it. */
type Source = readonly [name: string, statistic: string];

/** Where each part of a reading comes from. */
function sourcesOf({ objectiveSeconds }: TargetGroup): { readonly [Part in keyof Required<Reading>]: Source } {
  return {
    requests: ['RequestCount', 'Sum'],
    answered2xx: ['HTTPCode_Target_2XX_Count', 'Sum'],
    answered3xx: ['HTTPCode_Target_3XX_Count', 'Sum'],
    answered4xx: ['HTTPCode_Target_4XX_Count', 'Sum'],
    answered5xx: ['HTTPCode_Target_5XX_Count', 'Sum'],
    refused: ['TargetConnectionErrorCount', 'Sum'],
    timed: ['TargetResponseTime', 'SampleCount'],
    // A trimmed count is of the values above its lower bound: an answer in just the promised time is not late.
    late: ['TargetResponseTime', `TC(${objectiveSeconds}:)`],
    p50: ['TargetResponseTime', 'p50'],
    p90: ['TargetResponseTime', 'p90'],
    p99: ['TargetResponseTime', 'p99'],
  };
}

const LOAD_BALANCER_ID = 'lb';

/** The 5xx that the load balancer gave by itself; of these, CloudWatch does not know the target group. */
export function loadBalancerQuery(loadBalancer: string): Query {
  return {
    id: LOAD_BALANCER_ID,
    namespace: NAMESPACE,
    name: 'HTTPCode_ELB_5XX_Count',
    dimensions: { LoadBalancer: loadBalancer },
    statistic: 'Sum',
  };
}

export function groupQueries(targetGroup: TargetGroup, index: number, loadBalancer: string): Query[] {
  const dimensions = { LoadBalancer: loadBalancer, TargetGroup: targetGroup.name };
  return Object.entries(sourcesOf(targetGroup)).map(([part, [name, statistic]]) => ({
    id: groupId(index, part),
    namespace: NAMESPACE,
    name,
    dimensions,
    statistic,
  }));
}

/** Whether a service has been recorded in this minute before: written again, everything would count twice. */
export function recordedQuery(host: string, index: number): Query {
  return {
    id: hostId(index),
    namespace: RECORDED_NAMESPACE,
    name: RECORDED_METRICS.requests,
    dimensions: { [RECORDED_DIMENSIONS.host]: host },
    statistic: 'SampleCount',
  };
}

/** Whether the load balancer's own 5xx are known; and if so, how many there were. */
export function loadBalancerAnswer(answers: Answers): { readonly known: boolean; readonly value?: number } {
  return { known: answers.has(LOAD_BALANCER_ID), value: answers.get(LOAD_BALANCER_ID) };
}

/** `undefined` if any part is not known: a service must not look well because nobody could look. */
export function readingOf(targetGroup: TargetGroup, index: number, answers: Answers): Reading | undefined {
  const parts = Object.keys(sourcesOf(targetGroup));
  if (!parts.every((part) => answers.has(groupId(index, part)))) return undefined;
  return Object.fromEntries(parts.map((part) => [part, answers.get(groupId(index, part))]));
}

/** `undefined` if it is not known. */
export function wasRecorded(index: number, answers: Answers): boolean | undefined {
  return answers.has(hostId(index)) ? (answers.get(hostId(index)) ?? 0) > 0 : undefined;
}

function groupId(index: number, part: string): string {
  return `g${index}_${part}`;
}

function hostId(index: number): string {
  return `h${index}`;
}
