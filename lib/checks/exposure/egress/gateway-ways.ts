import { Resource } from '../../template/resource';
import { EgressWay } from '../exposure-model';
import { doorOf, Option } from '../network/option';
import { Surroundings } from '../network/surroundings';
import { settingOf, textOfValue } from '../setting';

const CONNECTIVITY: Option = { path: ['ConnectivityType'], opens: ['public'], closes: ['private'], absent: 'yes' };

const VERDICTS = { yes: 'open', no: 'limited', unknown: 'unknown' } as const;

/** The gateways of networks, and what leads to other networks. */
export function gatewayWays({ app, routes }: Surroundings): EgressWay[] {
  return [
    ...app.ofType('AWS::EC2::NatGateway').map((gateway): EgressWay => {
      const { isOpen, why } = doorOf(app, gateway, CONNECTIVITY);
      return {
        resource: gateway,
        to: isOpen === 'no' ? 'private networks' : 'internet',
        reason: why,
        verdict: VERDICTS[isOpen],
      };
    }),
    ...app
      .ofType('AWS::EC2::EgressOnlyInternetGateway')
      .map((gateway) => open(gateway, 'it lets IPv6 out to the internet')),
    ...app
      .ofType('AWS::EC2::Route')
      .filter((route) => (['IPv4', 'IPv6'] as const).some((family) => routes.leads(route, family).isOpen === 'yes'))
      .map((route) => open(route, 'it leads to an internet gateway, for what has a public address')),
    ...app.ofType(...Object.keys(LINKS)).map((link) => linked(link, app)),
  ];
}

/** What joins a network to others, and the property that says which. */
const LINKS: { readonly [type: string]: string } = {
  'AWS::EC2::TransitGatewayAttachment': 'TransitGatewayId',
  'AWS::EC2::TransitGatewayVpcAttachment': 'TransitGatewayId',
  'AWS::EC2::VPCPeeringConnection': 'PeerVpcId',
  'AWS::EC2::VPNConnection': 'CustomerGatewayId',
};

function linked(link: Resource, app: Surroundings['app']): EgressWay {
  const property = LINKS[link.type];
  const peers = settingOf(app, link, property).values.map(textOfValue).join(', ');
  return {
    resource: link,
    to: peers === '' ? 'another network' : peers,
    reason: `${property} is ${peers || 'missing'}`,
    verdict: 'limited',
  };
}

function open(resource: Resource, reason: string): EgressWay {
  return { resource, to: 'internet', reason, verdict: 'open' };
}
