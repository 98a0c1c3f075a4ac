import { StackTemplate } from '../assembly/assembly';
import { describeObstacle } from '../assembly/cannot-judge';
import { AppTemplates } from '../template/app-templates';
import { judgePrinciples } from './judge-principles';
import { GOLDEN_PATH, ruleName } from './principle-finding';
import { Rule } from './rule';
import { RULES } from './rules';

/** A template that breaks every rule it is named for. */
export const PRINCIPLE_CANARY: StackTemplate = {
  stack: 'Canary',
  path: 'Canary',
  environment: 'aws://unknown-account/unknown-region',
  template: {
    Resources: {
      Server: {
        Type: 'AWS::EC2::Instance',
        Properties: {
          ImageId: '{{resolve:ssm:/latest}}',
          KeyName: 'admin',
          UserData: { 'Fn::Base64': 'yum install -y httpd' },
        },
      },
      Group: { Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: { MinSize: '1', MaxSize: '1' } },
      Door: {
        Type: 'AWS::EC2::SecurityGroup',
        Properties: { SecurityGroupIngress: [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }] },
      },
    },
  },
};

/** Rules that must find something there, each by another way of reading. */
const MUST_REPORT = [
  'AUT-2-KeyPair',
  'AUT-2-ShellIngress',
  'DIS-1-InstanceLifetime',
  'DIS-2-StandAloneServer',
  'DIS-3-FloatingImage',
  'DIS-3-UserData',
  'SEC-1-MetadataTokens',
  'SEC-1-OpenIngress',
  'STD-2-Owner',
];

/** The rules that do not see what is certainly broken, as lines for a person. One that is blind is as silent as one that is satisfied. */
export function principleCanaryProblems(rules: readonly Rule[] = RULES): string[] {
  const outcomes = judgePrinciples(new AppTemplates([PRINCIPLE_CANARY]), rules);
  const reported = new Set(
    outcomes
      .filter(({ results }) => results.some(({ verdict }) => verdict === 'non-compliant'))
      .map(({ rule }) => rule.id),
  );
  return MUST_REPORT.filter((id) => !reported.has(id)).map((id) =>
    describeObstacle({
      where: `pack '${GOLDEN_PATH}'`,
      problem: `does not report ${ruleName({ id })} for a template that breaks it, so it is blind`,
      fix: 'use another version of cdk-golden-path',
    }),
  );
}
