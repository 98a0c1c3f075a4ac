/**
 * What the script writes down while it looks on, and what the verdicts are made of. Times are in milliseconds since 1970.
 */
export interface Observed {
  readonly deploys: Deploy[];
  readonly dns: DnsLook[];
}

/** The deploys that the facts share. */
export type DeployName =
  | 'first-release'
  | 'good-release'
  | 'failing-release'
  | 'cancelled-release'
  | 'triggered-release'
  | 'experiments'
  | 'abandoned-shift'
  | 'trigger-in-alarm'
  | 'request-policy'
  | 'shortage';

/** One run of `cdk deploy`. */
export interface Deploy {
  readonly name: DeployName;
  readonly stack: string;
  readonly from: number;
  readonly to: number;
  /** What the command line ended with; null if it was still waiting when the script went on. */
  readonly exitCode: number | null;
  /** The last lines that the command line wrote. */
  readonly said: string;
  /** The stack's events, the oldest first. */
  readonly events: StackEvent[];
  /** What was seen once a second; equal looks are written down once. */
  readonly looks: Look[];
  /** What the script did to provoke something. */
  readonly deeds: Deed[];
  /** Executions of the release gate that began meanwhile. */
  readonly executions: Execution[];
  /** What the groups could not do. */
  readonly failedLaunches: FailedLaunch[];
  /** The target group that had the traffic before. */
  readonly former?: string;
}

export interface StackEvent {
  readonly at: number;
  readonly logicalId: string;
  readonly physicalId?: string;
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
}

export interface Look {
  readonly at: number;
  /** The status of the stack. */
  readonly stack: string;
  /** The rule's target groups with their weights, if there is a rule. */
  readonly weights?: { readonly [targetGroup: string]: number };
  /** The states of targets, by target group and server. */
  readonly targets?: { readonly [targetGroup: string]: { readonly [server: string]: string } };
  /** The lifecycle states of servers, by server. */
  readonly servers?: { readonly [server: string]: string };
}

export type DeedName = 'weights set' | 'servers made bad' | 'update cancelled' | 'alarm set';

export interface Deed {
  readonly at: number;
  readonly what: DeedName;
  readonly detail: string;
}

export interface Execution {
  readonly name: string;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly status: string;
  /** The kind of CloudFormation's request. */
  readonly request: string;
  readonly requestId?: string;
}

export interface FailedLaunch {
  readonly at: number;
  readonly message: string;
}

/** What Route 53 answered. */
export interface DnsLook {
  readonly at: number;
  /**
   * What the empty target group's `dns_failover.minimum_healthy_targets.count` was: `1`, which is the default, then `off`,
   * then `1` again.
   */
  readonly setting: '1' | 'off' | '1 again';
  readonly answers: string[];
  /** Healthy targets of the live release, without which the load balancer is unhealthy for another reason. */
  readonly healthy: number;
}

/** The answer to one of the open questions. */
export interface Verdict {
  readonly answer: 'confirmed' | 'refuted' | 'not seen';
  /** Line by line, with times. */
  readonly evidence: string[];
}

export function deployOf({ deploys }: Observed, name: DeployName): Deploy | undefined {
  return deploys.find((deploy) => deploy.name === name);
}

/** The share of the traffic, from 0 to 1, that is not on the former target group; undefined where there is no rule. */
export function shareOfNew({ weights }: Look, former: string): number | undefined {
  if (weights === undefined) return undefined;
  const all = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  return all === 0 ? undefined : 1 - (weights[former] ?? 0) / all;
}

/** When CloudFormation turned back, by its own event; undefined if it never did. */
export function rollbackOf({ events, stack }: Deploy): StackEvent | undefined {
  return events.find((event) => event.logicalId === stack && /^(UPDATE_)?ROLLBACK_IN_PROGRESS$/.test(event.status));
}

/** The last status of the stack itself. */
export function endOf({ events, looks, stack }: Deploy): string {
  const own = events.filter(({ logicalId }) => logicalId === stack);
  return own[own.length - 1]?.status ?? looks[looks.length - 1]?.stack ?? 'unknown';
}

/** The last look that was not after a moment: what was true then. */
export function lookAt({ looks }: Deploy, at: number): Look | undefined {
  const before = looks.filter((look) => look.at <= at);
  return before[before.length - 1];
}

export function deedOf({ deeds }: Deploy, what: DeedName): Deed | undefined {
  return deeds.find((deed) => deed.what === what);
}

/** A line of evidence. */
export function line(at: number, text: string): string {
  return `${new Date(at).toISOString().slice(11, 19)} ${text}`;
}

/** A time between two moments, for people. */
export function seconds(from: number, to: number): string {
  return `${Math.round((to - from) / 1000)} s`;
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** A line of what the deploy came to, for whoever wonders why something was not seen. */
export function ending(deploy: Deploy): string {
  const last = deploy.said.trim().split('\n').pop() ?? '';
  return line(deploy.to, `${deploy.name} ended in ${endOf(deploy)}${last === '' ? '' : `: ${last.slice(0, 200)}`}`);
}

export function notSeen(...evidence: string[]): Verdict {
  return { answer: 'not seen', evidence };
}
