import { Resource } from '../../template/resource';
import { Surroundings } from '../network/surroundings';
import { labelOf, notPublic, Opinion, unknown } from '../opinion';
import { settingOf, textOfValue } from '../setting';
import { Judge, Judges } from './judge';

/** What opens something by being added to it, and the property that says what to. */
const ADDED: ReadonlyArray<readonly [type: string, owner: string, noun: string]> = [
  ['AWS::ElasticLoadBalancingV2::Listener', 'LoadBalancerArn', 'load balancer'],
  ['AWS::ElasticLoadBalancingV2::ListenerRule', 'ListenerArn', 'listener'],
  ['AWS::ApiGateway::Method', 'RestApiId', 'API'],
  ['AWS::ApiGateway::Stage', 'RestApiId', 'API'],
  ['AWS::ApiGatewayV2::Route', 'ApiId', 'API'],
  ['AWS::ApiGatewayV2::Stage', 'ApiId', 'API'],
  ['AWS::AppSync::ChannelNamespace', 'ApiId', 'API'],
  ['AWS::AppSync::Resolver', 'ApiId', 'API'],
  ['AWS::GlobalAccelerator::Listener', 'AcceleratorArn', 'accelerator'],
  ['AWS::GlobalAccelerator::EndpointGroup', 'ListenerArn', 'listener'],
];

/**
 * Parts of something bigger, which is judged itself if the app makes it.
 *
 * One that is added to what another app has made brings this app behind it, and who reaches that is not in these templates.
 */
export const ATTACHED: Judges = Object.fromEntries(
  ADDED.map(([type, owner, noun]): [string, Judge] => [
    type,
    (resource, around) => judgeAdded(resource, around, owner, noun),
  ]),
);

function judgeAdded(resource: Resource, { app }: Surroundings, owner: string, noun: string): Opinion {
  const owners = settingOf(app, resource, owner).values;
  const foreign = owners.filter((one) => one.kind !== 'resource').map(textOfValue);
  if (owners.length > 0 && foreign.length === 0) {
    const names = owners.flatMap((one) => (one.kind === 'resource' ? [labelOf(one.resource)] : []));
    return notPublic(`it is part of ${noun} ${names.join(', ')}, which is judged itself`);
  }
  return unknown(`it is part of ${noun} ${foreign.join(', ')}, and who reaches that is not in the templates`);
}
