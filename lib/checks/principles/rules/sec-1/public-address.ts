import { worst } from '../../opinion';
import { expectNotTrue } from '../../reading/expectation';
import { fieldOf, itemsOf } from '../../reading/possible';
import { Rule } from '../../rule';
import { serverSources } from '../../servers/server-sources';

const PROPERTY = 'AssociatePublicIpAddress';

export const PUBLIC_ADDRESS: Rule = {
  id: 'SEC-1-PublicAddress',
  principle: 'SEC-1',
  severity: 'error',
  requirement: 'No server asks for a public address.',
  why: 'A server with a public address is one rule of a security group away from the internet.',
  fix: 'leave AssociatePublicIpAddress out, and start servers in private subnets',
  standards: ['FSBP:EC2.9', 'FSBP:EC2.25', 'FSBP:AutoScaling.5', 'NIST-800-53-R5:SC-7'],
  judge: (app) =>
    serverSources(app).map(({ resource, setting }) => ({
      resource,
      ...worst([
        expectNotTrue(setting(PROPERTY), PROPERTY),
        ...itemsOf(app, setting('NetworkInterfaces')).map((one) =>
          expectNotTrue(fieldOf(app, one, PROPERTY), `NetworkInterfaces.${PROPERTY}`),
        ),
      ]),
    })),
};
