import { TaggedGroup } from './account';
import { RECORDED_TAGS } from './recorded';

/** The servers of one release, as the load balancer has them. */
export interface TargetGroup {
  /** As CloudWatch names it: `targetgroup/name/id`. */
  readonly name: string;
  readonly host: string;
  readonly release: string;
  /** How long an answer may take. */
  readonly objectiveSeconds: number;
}

/** A target group that is not recorded, and why. */
export interface LeftOut {
  readonly targetGroup: string;
  readonly why: string;
  /** Whether it says that it is on this platform: then a service is not recorded that should be. */
  readonly isOurs: boolean;
}

export interface Sorted {
  readonly targetGroups: TargetGroup[];
  readonly leftOut: LeftOut[];
}

/** What becomes part of a call for all services: a text that CloudWatch refuses would cost the others their minute. */
const HOST = /^(?=.{1,253}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/;
const RELEASE = /^[0-9a-f]{12}$/;
const SECONDS = /^\d{1,4}(\.\d{1,3})?$/;

/** Those target groups that are releases of services on the platform. */
export function sortGroups(groups: TaggedGroup[], platform: string): Sorted {
  const targetGroups: TargetGroup[] = [];
  const leftOut: LeftOut[] = [];
  for (const { arn, tags } of groups) {
    const name = arn.slice(arn.lastIndexOf(':') + 1);
    const why = problemOf(tags, platform);
    if (why === undefined) targetGroups.push({ name, ...readTags(tags) });
    else leftOut.push({ targetGroup: name, why, isOurs: tags[RECORDED_TAGS.platform] === platform });
  }
  return { targetGroups, leftOut };
}

function readTags(tags: TaggedGroup['tags']): Omit<TargetGroup, 'name'> {
  return {
    host: tags[RECORDED_TAGS.host],
    release: tags[RECORDED_TAGS.release],
    objectiveSeconds: Number(tags[RECORDED_TAGS.latencyObjective]),
  };
}

function problemOf(tags: TaggedGroup['tags'], platform: string): string | undefined {
  const expected: [string, (value: string) => boolean][] = [
    [RECORDED_TAGS.platform, (value) => value === platform],
    [RECORDED_TAGS.host, (value) => HOST.test(value)],
    [RECORDED_TAGS.release, (value) => RELEASE.test(value)],
    [RECORDED_TAGS.latencyObjective, (value) => SECONDS.test(value) && Number(value) > 0],
  ];
  for (const [key, fits] of expected) {
    if (tags[key] === undefined) return `it has no tag ${key}`;
    if (!fits(tags[key])) return `its tag ${key} is ${JSON.stringify(tags[key])}`;
  }
  return undefined;
}
