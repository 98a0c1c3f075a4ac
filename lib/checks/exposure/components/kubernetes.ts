import { Resource } from '../../template/resource';
import { crowdOf } from '../network/address-ranges';
import { Door, narrowest } from '../network/door';
import { doorOf, flag } from '../network/option';
import { blockOf, joined } from '../network/peer';
import { Surroundings } from '../network/surroundings';
import { notPublic, Opinion, unknown } from '../opinion';
import { itemsOf, settingOf, textOfValue } from '../setting';
import { judgeEndpoint } from './endpoints';
import { Judges } from './judge';

/** Clusters, whose API may stand on the internet, and what is put into them. */
export const KUBERNETES: Judges = {
  'AWS::EKS::Cluster': (cluster, around) =>
    judgeApi(cluster, around, ['ResourcesVpcConfig'], ['EndpointPublicAccess', 'PublicAccessCidrs']),
  'Custom::AWSCDK-EKS-Cluster': (cluster, around) =>
    judgeApi(cluster, around, ['Config', 'resourcesVpcConfig'], ['endpointPublicAccess', 'publicAccessCidrs']),
  'Custom::AWSCDK-EKS-HelmChart': () =>
    unknown('a chart may make a load balancer for the internet, and what is in it is not in the templates'),
  'Custom::AWSCDK-EKS-KubernetesResource': judgeManifest,
};

function judgeApi(
  cluster: Resource,
  { app }: Surroundings,
  place: readonly string[],
  [access, blocks]: readonly [string, string],
): Opinion {
  const door = doorOf(app, cluster, flag([...place, access], 'yes'));
  const ranges = itemsOf(app, cluster, ...place, blocks);
  const isForAll = ranges.length === 0 || settingOf(app, cluster, ...place, blocks).mayBeAbsent;
  return judgeEndpoint(
    cluster,
    'API of cluster',
    isForAll ? door : narrowest([door, crowdDoor(ranges.map(blockOf), blocks)]),
  );
}

/** Whom a list of networks lets in. */
function crowdDoor(peers: ReturnType<typeof blockOf>[], name: string): Door {
  const { ranges, labels, unknown: unread } = joined(peers);
  const text = [...labels, ...unread].join(', ');
  const crowd = crowdOf(ranges);
  if (crowd === 'everybody') return { isOpen: 'yes', why: `${name} has ${text}` };
  if (crowd === 'nobody' && unread.length === 0) return { isOpen: 'no', why: `${name} has only ${text}` };
  return { isOpen: 'unknown', why: `${name} has ${text}, and whose addresses these are is not in the templates` };
}

/** Kubernetes makes load balancers by itself: for a service of that type, and for an ingress or a gateway. */
function judgeManifest(manifest: Resource, { app }: Surroundings): Opinion {
  const { values, mayBeAbsent } = settingOf(app, manifest, 'Manifest');
  const texts = values.map(textOfValue);
  if (mayBeAbsent || texts.length === 0) return unknown('its manifest is not in the templates');
  const found = texts.flatMap(
    (text) => /"(LoadBalancer|NodePort|Ingress|Gateway|TargetGroupBinding)"/.exec(text)?.[1] ?? [],
  );
  if (found.length > 0)
    return unknown(`Manifest has a ${found[0]}, and what Kubernetes makes of it is not in the templates`);
  const isRead = texts.every((text) => text.includes('"kind"'));
  return isRead
    ? notPublic('Manifest has nothing that Kubernetes makes a load balancer of')
    : unknown('its manifest is not in the templates');
}
