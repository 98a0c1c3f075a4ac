import { Account, Answers, Datum, Query } from './account';
import { batchesOf, dataOf, heartbeat } from './data';
import { RecorderError } from './errors';
import { judge, Judgement, together } from './judge';
import { minuteOf, ScheduleEvent } from './minute';
import {
  groupQueries,
  loadBalancerAnswer,
  loadBalancerQuery,
  readingOf,
  recordedQuery,
  wasRecorded,
} from './questions';
import { sortGroups, TargetGroup } from './target-group';

/** Whose signals are recorded. */
export interface Subject {
  /** The load balancer as CloudWatch names it: `app/name/id`. */
  readonly loadBalancer: string;
  /** The domain of the platform. */
  readonly platform: string;
}

/** Takes one line of the log: an object that becomes JSON. */
export type Journal = (line: object) => void;

/** A service and what is to be written of it. */
interface Written {
  readonly host: string;
  readonly data: Datum[];
}

/** A service that could not be recorded, and why. */
interface Problem {
  readonly host: string;
  readonly why: string;
}

/**
 * Writes down how the users of each service fared in one minute.
 *
 * What is at fault with one service costs no other one its minute. But the run fails in the end, so that it is seen, and
 * tried again: the next try finds what has been written, and writes only what is missing.
 */
export async function record(event: ScheduleEvent, subject: Subject, account: Account, journal: Journal) {
  const minute = minuteOf(event);
  const { targetGroups, leftOut } = sortGroups(await account.targetGroups(), subject.platform);
  const hosts = [...new Set(targetGroups.map(({ host }) => host))].sort();
  const answers = await account.ask(minute, queriesOf(subject.loadBalancer, targetGroups, hosts));
  const { before, seen, unseen } = look(targetGroups, hosts, answers);

  const { written, problems } = await writeAll(minute, seen, account);
  await account.write(minute, [heartbeat(subject.platform, before + written.length)]);

  const broken = leftOut.filter(({ isOurs }) => isOurs).map(({ targetGroup, why }) => ({ host: targetGroup, why }));
  const missing = [...unseen, ...problems, ...broken];
  journal({ event: 'recorded', minute: minute.toISOString(), services: written.length, before, leftOut, missing });
  if (missing.length > 0) {
    throw new RecorderError(
      `${missing.length} could not be recorded, ${written.length + before} services were: ${missing[0].why}`,
    );
  }
}

function queriesOf(loadBalancer: string, targetGroups: TargetGroup[], hosts: string[]): Query[] {
  return [
    loadBalancerQuery(loadBalancer),
    ...hosts.map(recordedQuery),
    ...targetGroups.flatMap((targetGroup, index) => groupQueries(targetGroup, index, loadBalancer)),
  ];
}

interface Look {
  /** How many services were recorded by a try before this one. */
  readonly before: number;
  readonly seen: Written[];
  readonly unseen: Problem[];
}

function look(targetGroups: TargetGroup[], hosts: string[], answers: Answers): Look {
  const loadBalancer = loadBalancerAnswer(answers);
  if (!loadBalancer.known)
    throw new RecorderError('CloudWatch could not say what the load balancer answered by itself');
  const judgements = targetGroups.map((targetGroup, index) => {
    const reading = readingOf(targetGroup, index, answers);
    return { targetGroup, judgement: reading && judge(reading, loadBalancer.value) };
  });

  let before = 0;
  const seen: Written[] = [];
  const unseen: Problem[] = [];
  for (const [index, host] of hosts.entries()) {
    const recorded = wasRecorded(index, answers);
    const releases = byRelease(judgements.filter(({ targetGroup }) => targetGroup.host === host));
    if (recorded) before++;
    else if (recorded === undefined || releases === undefined) unseen.push({ host, why: `${host} could not be read` });
    else seen.push({ host, data: dataOf({ host, releases }) });
  }
  return { before, seen, unseen };
}

interface Judged {
  readonly targetGroup: TargetGroup;
  readonly judgement: Judgement | undefined;
}

/** `undefined` if one of them is: half a service is not the service. */
function byRelease(judged: Judged[]): { [release: string]: Judgement } | undefined {
  const releases: { [release: string]: Judgement } = {};
  for (const { targetGroup, judgement } of judged) {
    if (judgement === undefined) return undefined;
    const { release } = targetGroup;
    releases[release] = releases[release] ? together([releases[release], judgement]) : judgement;
  }
  return releases;
}

async function writeAll(minute: Date, services: Written[], account: Account) {
  const written: Written[] = [];
  const problems: Problem[] = [];
  for (const batch of batchesOf(services)) {
    try {
      await account.write(
        minute,
        batch.flatMap(({ data }) => data),
      );
      written.push(...batch);
    } catch (error) {
      problems.push(...batch.map(({ host }) => ({ host, why: (error as Error).message })));
    }
  }
  return { written, problems };
}
