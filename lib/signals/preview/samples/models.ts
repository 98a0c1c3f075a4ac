import { each, either, failing, measured, median, Minute, Model, number, requests, times } from './minute';
import { between, wander } from './noise';

/** Servers in each zone, in as many zones as a platform has. */
const SERVERS_PER_ZONE = 2;
const ZONES = 3;
const SERVERS = SERVERS_PER_ZONE * ZONES;

/** One request in so many is answered later than promised. */
const SLOW = 0.004;

/** What happens seldom in things that are seldom done: in a minute. */
const SELDOM = 0.003;

/** So much of what fails is not even answered. */
const UNANSWERED = 0.05;

/** Beside services with their traffic, a platform has functions and queues that do something each minute. */
const QUIET = /^(AWS\/(Lambda|States|SQS|SNS|Events)|GoldenPath\/)/;

const MILLISECONDS = /^AWS\/(Lambda|ApiGateway|States|DynamoDB)/;

/** Which samples a metric has, by its namespace and name; the first that fits counts. */
const MODELS: ReadonlyArray<readonly [pattern: RegExp, model: Model]> = [
  [/^GoldenPath\/Service Failures$/, (subject, at) => spoken(either(requests(subject, at), failing(subject, at)))],
  [/^GoldenPath\/Service SlowAnswers$/, (subject, at) => spoken(either(requests(subject, at), SLOW))],
  [/^GoldenPath\/Service Services$/, ({ world }) => number(world.hosts.length)],
  [/LatencyP\d+$/, latencyOfRelease],
  [/ Requests$/, (subject, at) => (requests(subject, at) === 0 ? undefined : number(requests(subject, at)))],
  [/RequestCountPerTarget/, (subject, at) => each(requests(subject, at) / SERVERS)],
  [/4XX/i, (subject, at) => each(0.004 * requests(subject, at))],
  [/unhealthy|pending|terminating|standby|alarm/i, () => measured(0)],
  [/fail|error|5XX|fault|refus|reject|throttl|timed?out|dropped|denied|aborted|attention/i, mishaps],
  [
    /HealthyHostCount/,
    ({ metric: { dimensions } }) => measured(dimensions.AvailabilityZone ? SERVERS_PER_ZONE : SERVERS),
  ],
  [/ GroupMinSize$/, () => measured(ZONES)],
  [/ GroupMaxSize$/, () => measured(2 * SERVERS)],
  [/ Group\w+/, () => measured(SERVERS)],
  [/ApproximateNumberOfMessages|AgeOfOldest/, () => measured(0)],
  [/latency|duration|time$|delay/i, duration],
  [/mem(ory)?_?(used|util)/i, level(48, 58, 9000)],
  [/disk/i, level(36, 40, 30_000)],
  [/cpu|utilization|percent/i, level(30, 60, 2400)],
  [
    /bytes/i,
    (subject, at) => ({
      ...each(requests(subject, at)),
      mean: 18_000,
      quantile: (share) => 6000 + 60_000 * share ** 4,
    }),
  ],
  [/count|invocations|executions|messages|connections|started|succeeded/i, things],
];

/** The samples of a metric in the minute at a moment. */
export const minuteOf: Model = (subject, at) => {
  const name = `${subject.metric.namespace} ${subject.metric.name}`;
  const [, model] = MODELS.find(([pattern]) => pattern.test(name)) ?? [undefined, level(20, 80, 3600)];
  return model(subject, at);
};

/** Outcomes of requests are not written in a minute without requests. */
function spoken(minute: Minute): Minute | undefined {
  return minute.samples > 0 ? minute : undefined;
}

/** The recorder writes one percentile of each release; that of the service is the slowest release's. */
function latencyOfRelease(subject: Parameters<Model>[0], at: number): Minute | undefined {
  if (requests(subject, at) === 0) return undefined;
  const share = Number(/\d+$/.exec(subject.metric.name)?.[0] ?? 50) / 100;
  return measured(times(1, median(subject, at)).quantile(share));
}

/** Most of what fails are answers of the application; that one gets no answer at all is seldom. */
function mishaps(subject: Parameters<Model>[0], at: number): Minute {
  const { namespace, name } = subject.metric;
  if (QUIET.test(namespace)) return each(SELDOM);
  return each(failing(subject, at) * requests(subject, at) * (/Target_5XX/.test(name) ? 1 : UNANSWERED));
}

function things(subject: Parameters<Model>[0], at: number): Minute {
  return each(QUIET.test(subject.metric.namespace) ? 1 : requests(subject, at));
}

function duration(subject: Parameters<Model>[0], at: number): Minute {
  const factor = MILLISECONDS.test(subject.metric.namespace) ? 1000 : 1;
  return times(things(subject, at).samples, factor * median(subject, at));
}

/** What goes up and down between two values, about every so many seconds. */
function level(low: number, high: number, length: number): Model {
  return (subject, at) => {
    const name = `${subject.metric.name} ${subject.owner}`;
    const middle = between(low, high, name);
    const swing = Math.min(middle - low, high - middle) * 0.8 + (high - low) * 0.1;
    const value = middle + swing * wander(name, at, length) + (swing / 6) * wander(`${name} fine`, at, length / 20);
    return measured(value, [-(high - low) / 6, (high - low) / 5]);
  };
}
