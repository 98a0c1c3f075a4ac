import { readRows } from '../../../private/metric-rows';
import { Dashboard } from '../reading/dashboards';
import { PreviewStack, resourcesOf, tagsOf } from '../reading/stacks';
import { hex } from './noise';

/** What the samples are about: the services of the assembly, by their host names, and their releases. */
export interface World {
  readonly hosts: readonly string[];
  /** The release that was before the one in the assembly, and that one. */
  readonly releasesOf: (host: string) => readonly [former: string, newest: string];
  /** Whose target group it is, by what a dashboard calls it. */
  readonly hostOf: (targetGroup: string) => string | undefined;
}

/** Hexadecimal digits in a fingerprint. */
const FINGERPRINT = 12;

/** For an assembly that names no service. */
const MADE_UP = ['catalog.shop.internal', 'checkout.shop.internal', 'search.shop.internal'];

/** What the tags of target groups and the metrics of all dashboards tell. */
export function worldOf(stacks: readonly PreviewStack[], dashboards: readonly Dashboard[]): World {
  const groups = stacks
    .flatMap((stack) => resourcesOf(stack, 'AWS::ElasticLoadBalancingV2::TargetGroup'))
    .map((group) => ({ name: group.logicalId, tags: tagsOf(group) }))
    .map(({ name, tags }) => ({ name, host: tags.get('golden-path:host'), release: tags.get('golden-path:release') }));
  const rows = dashboards.flatMap(({ widgets }) =>
    widgets.flatMap(({ properties }) => readRows(properties.metrics).rows),
  );
  const metrics = rows.map(({ metric }) => ({ host: metric?.dimensions.Host, release: metric?.dimensions.Release }));
  const searched = rows
    .flatMap(({ expression = '' }) => [...expression.matchAll(/\bHost=\\?"([^"\\]+)/g)])
    .map(([, host]) => ({ host, release: undefined }));
  const known = [...groups, ...metrics, ...searched];
  const hosts = [...new Set(known.flatMap(({ host }) => host ?? []))].sort();
  return {
    hosts: hosts.length > 0 ? hosts : MADE_UP,
    releasesOf: (host) => {
      const newest = known.find((one) => one.host === host && one.release !== undefined)?.release;
      return [hex(`former ${host}`, FINGERPRINT), newest ?? hex(`newest ${host}`, FINGERPRINT)];
    },
    hostOf: (targetGroup) => groups.find(({ name }) => targetGroup === `${name}.TargetGroupFullName`)?.host,
  };
}
