import { Resource } from '../../template/resource';
import { Value } from '../../template/template-values';
import { crowdOf } from '../network/address-ranges';
import { Door, narrowest } from '../network/door';
import { Launch } from '../network/launch';
import { doorOf, flag } from '../network/option';
import { blockOf, joined } from '../network/peer';
import { subnetsIn } from '../network/place';
import { judgePlacement } from '../network/placement';
import { Surroundings } from '../network/surroundings';
import { notPublic, Opinion, unknown } from '../opinion';
import { fieldsOf, itemsOf, settingOf, textOfValue } from '../setting';
import { judgeEndpoint } from './endpoints';
import { Judges } from './judge';

/** Clusters, whose API may stand on the internet, and what is put into them. */
export const KUBERNETES: Judges = {
  'AWS::EKS::Cluster': (cluster, around) =>
    judgeApi(cluster, around, ['ResourcesVpcConfig'], ['EndpointPublicAccess', 'PublicAccessCidrs']),
  'AWS::EKS::Nodegroup': judgeNodes,
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

/** The servers of a cluster: before them stand groups that EKS makes, and one that is open to everybody where a key opens a shell. */
function judgeNodes(nodes: Resource, around: Surroundings): Opinion {
  const { app, launches } = around;
  const templates = launches.namedBy(nodes).flatMap((one) => launches.launchesOf(one));
  if (templates.length < launches.namedBy(nodes).length) return unknown('its launch template is not in the templates');
  const fields = fieldsOf(nodes);
  const subnets = subnetsIn(app, fields, 'Subnets');
  const launch = templates[0] ?? new Launch(app, { fields: {}, template: nodes.template });
  const key = settingOf(app, nodes, 'RemoteAccess', 'Ec2SshKey').values;
  const sources = settingOf(app, nodes, 'RemoteAccess', 'SourceSecurityGroups');
  const isOpen = key.length > 0 && (sources.values.length === 0 || sources.mayBeAbsent);
  const ofCluster: Value = { kind: 'unknown', text: 'of the cluster' };
  return judgePlacement(
    {
      resource: nodes,
      noun: 'servers of',
      subnets,
      groups: isOpen ? undefined : templates.length > 0 ? launch.groups(subnets) : [ofCluster],
      ports: isOpen ? ['22'] : [],
      isTcpOnly: false,
      address: (family, subnet) => launch.address(family, subnet),
    },
    around,
  );
}
