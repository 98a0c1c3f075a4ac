/** What was reported of a target group in a minute; nothing is `undefined`. */
export interface Reading {
  /** Requests that the load balancer chose a server for. */
  readonly requests?: number;
  readonly answered2xx?: number;
  readonly answered3xx?: number;
  readonly answered4xx?: number;
  readonly answered5xx?: number;
  /** Connections that a server did not take. */
  readonly refused?: number;
  /** Answers whose time was measured... */
  readonly timed?: number;
  /** ...and those among them that took longer than promised. */
  readonly late?: number;
  /** In seconds. */
  readonly p50?: number;
  readonly p90?: number;
  readonly p99?: number;
}

/** How users fared in a minute. */
export interface Judgement {
  readonly requests: number;
  /** Never more than the requests. */
  readonly failures: number;
  readonly answers: number;
  /** Never more than the answers. */
  readonly slowAnswers: number;
  /** In seconds; `undefined` where no answer was timed. */
  readonly p50?: number;
  readonly p90?: number;
  readonly p99?: number;
}

/**
 * Judges a target group by what was reported of it, and by the 5xx that the load balancer gave by itself.
 *
 * A request that got no answer from a server is not counted as failed anywhere: the load balancer counts the 504 that it
 * gives instead for itself. But not everything without an answer failed: an upgrade to WebSocket (101) is counted nowhere
 * either, nor is a client that gave up (460). So what was lost counts as failed as far as the load balancer did answer 5xx.
 */
export function judge(reading: Reading, loadBalancer5xx: number | undefined): Judgement {
  const refused = count(reading.refused);
  const failed = count(reading.answered5xx);
  const answered = count(reading.answered2xx) + count(reading.answered3xx) + count(reading.answered4xx) + failed;
  const chosen = count(reading.requests);
  const lost = Math.max(0, chosen - answered - refused);
  const charged = Math.min(lost, count(loadBalancer5xx));
  // What a server refused need not be among the requests.
  const requests = Math.max(chosen, answered + refused);
  const answers = count(reading.timed);
  return {
    requests,
    failures: Math.min(requests, failed + refused + charged),
    answers,
    slowAnswers: Math.min(answers, count(reading.late)),
    p50: seconds(reading.p50),
    p90: seconds(reading.p90),
    p99: seconds(reading.p99),
  };
}

/** Several target groups as one. Percentiles do not add up: that of the slowest counts. */
export function together(parts: Judgement[]): Judgement {
  return {
    requests: sum(parts.map(({ requests }) => requests)),
    failures: sum(parts.map(({ failures }) => failures)),
    answers: sum(parts.map(({ answers }) => answers)),
    slowAnswers: sum(parts.map(({ slowAnswers }) => slowAnswers)),
    p50: slowest(parts.map(({ p50 }) => p50)),
    p90: slowest(parts.map(({ p90 }) => p90)),
    p99: slowest(parts.map(({ p99 }) => p99)),
  };
}

/** Elastic Load Balancing reports most metrics only where there is something to count. */
function count(value: number | undefined): number {
  return seconds(value) ?? 0;
}

/** Whatever is no number that adds up is not known: NaN, what is below zero, and what is too large to be counted. */
function seconds(value: number | undefined): number | undefined {
  return value !== undefined && value >= 0 && value <= Number.MAX_SAFE_INTEGER ? value : undefined;
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function slowest(values: (number | undefined)[]): number | undefined {
  const timed = values.filter((value) => value !== undefined);
  return timed.length === 0 ? undefined : Math.max(...timed);
}
