import { broken, judgeEach, worst } from '../../opinion';
import { expectAbsent } from '../../reading/expectation';
import { fieldOf, itemsOf, propertyOf } from '../../reading/possible';
import { Rule } from '../../rule';

/** Where the services say which key opens their servers. */
const KEY_PROPERTIES: { readonly [type: string]: readonly string[] } = {
  'AWS::EC2::LaunchTemplate': ['LaunchTemplateData', 'KeyName'],
  'AWS::AutoScaling::LaunchConfiguration': ['KeyName'],
  'AWS::EC2::Instance': ['KeyName'],
  'AWS::EKS::Nodegroup': ['RemoteAccess', 'Ec2SshKey'],
  'AWS::Batch::ComputeEnvironment': ['ComputeResources', 'Ec2KeyPair'],
  'AWS::EMR::Cluster': ['Instances', 'Ec2KeyName'],
};

const SPOT_FLEET = 'AWS::EC2::SpotFleet';

export const KEY_PAIR: Rule = {
  id: 'AUT-2-KeyPair',
  principle: 'AUT-2',
  severity: 'error',
  requirement: 'No server can be entered with a key pair.',
  why: 'A key is there for a person with a shell, and what a person does on a server is in no commit, no test and no log.',
  fix: 'leave the key out; put what is needed into the image, and look at a server through its logs and metrics',
  standards: ['NIST-800-53-R5:CM-3', 'NIST-800-53-R5:IA-5'],
  judge: (app) => [
    ...judgeEach(app.ofType(...Object.keys(KEY_PROPERTIES)), (resource) => {
      const path = KEY_PROPERTIES[resource.type];
      return expectAbsent(propertyOf(app, resource, ...path), path.join('.'));
    }),
    ...judgeEach(app.ofType(SPOT_FLEET), (fleet) =>
      worst(
        itemsOf(app, propertyOf(app, fleet, 'SpotFleetRequestConfigData', 'LaunchSpecifications')).map((one) =>
          expectAbsent(fieldOf(app, one, 'KeyName'), 'LaunchSpecifications.KeyName'),
        ),
      ),
    ),
    ...judgeEach(app.ofType('AWS::EC2::KeyPair'), () => broken('It is a key pair')),
  ],
};
