import { AppTemplates } from '../../../template/app-templates';
import { Resource } from '../../../template/resource';
import { judgeEach, Opinion, worst } from '../../opinion';
import { expectAbsent } from '../../reading/expectation';
import { fieldOf, itemsOf, Possible, propertyOf } from '../../reading/possible';
import { Rule } from '../../rule';
import { INSTANCE, serverSources } from '../../servers/server-sources';

/** Addresses, and network interfaces that are there before the server is. */
const OF_INTERFACE = ['NetworkInterfaceId', 'PrivateIpAddress', 'PrivateIpAddresses', 'Ipv6Addresses'];
const OF_INSTANCE = ['PrivateIpAddress', 'Ipv6Addresses'];

/** What binds something that stays to a server that does not, with the property that names the server. */
const BINDINGS: { readonly [type: string]: readonly string[] } = {
  'AWS::EC2::EIP': ['InstanceId'],
  'AWS::EC2::EIPAssociation': ['InstanceId', 'NetworkInterfaceId'],
  'AWS::EC2::NetworkInterfaceAttachment': ['InstanceId'],
};

export const FIXED_ADDRESS: Rule = {
  id: 'DIS-1-FixedAddress',
  principle: 'DIS-1',
  severity: 'error',
  requirement: 'No server has an address that outlives it.',
  why: 'Where an address is bound to a server, its replacement is an operation on the network, and someone depends on that one server.',
  fix: 'let clients reach the service through a load balancer, and servers take the addresses that they get',
  judge: (app) => [
    ...serverSources(app).map(({ resource, setting }) => ({
      resource,
      ...worst([
        ...interfaceOpinions(app, itemsOf(app, setting('NetworkInterfaces'))),
        ...(resource.type === INSTANCE ? stated(app, resource, OF_INSTANCE) : []),
      ]),
    })),
    ...judgeEach(app.ofType(...Object.keys(BINDINGS)), (one) => worst(stated(app, one, BINDINGS[one.type]))),
  ],
};

function interfaceOpinions(app: AppTemplates, interfaces: readonly Possible[]): Opinion[] {
  return interfaces.flatMap((one) =>
    OF_INTERFACE.map((field) => expectAbsent(fieldOf(app, one, field), `NetworkInterfaces.${field}`)),
  );
}

function stated(app: AppTemplates, resource: Resource, properties: readonly string[]): Opinion[] {
  return properties.map((property) => expectAbsent(propertyOf(app, resource, property), property));
}
