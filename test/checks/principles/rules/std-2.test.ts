import { Stack, Tags } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { LOG_RETENTION } from '../../../../lib/checks/principles/rules/std-2/log-retention';
import { OWNER } from '../../../../lib/checks/principles/rules/std-2/owner';
import { describeRule, parameter, raw } from '../judged';

const NOBODY = 'non-compliant: No tag of it names an owner, a team or a cost center';

const tagged = (stack: Stack, id: string, key: string) => Tags.of(new Bucket(stack, id)).add(key, 'payments');

describeRule(OWNER, [
  [
    'resources, by the keys of their tags',
    (stack) => {
      tagged(stack, 'Owner', 'owner');
      tagged(stack, 'Team', 'shop:team');
      tagged(stack, 'Center', 'CostCenter');
      tagged(stack, 'Steam', 'steam-engine');
      new Bucket(stack, 'Nobody');
      const code = Code.fromInline('exports.handler = () => {};');
      new Function(stack, 'Function', { runtime: Runtime.NODEJS_LATEST, handler: 'index.handler', code });
    },
    [
      `Shop/Function/Resource: ${NOBODY}`,
      'Shop/Center/Resource: compliant',
      `Shop/Nobody/Resource: ${NOBODY}`,
      'Shop/Owner/Resource: compliant',
      `Shop/Steam/Resource: ${NOBODY}`,
      'Shop/Team/Resource: compliant',
    ],
  ],
  [
    'a whole stack at once, with what the CDK adds to it and nobody can tag',
    (stack) => {
      Tags.of(stack).add('owner', 'payments');
      new Vpc(stack, 'Vpc', { restrictDefaultSecurityGroup: true, natGateways: 1 });
      new Bucket(stack, 'Bucket');
    },
    ['Shop/Vpc/PublicSubnet1/NATGateway: compliant', 'Shop/Bucket/Resource: compliant'],
  ],
  [
    'tags as a map, and tags that only the deployment tells',
    (stack) => {
      raw(stack, 'Map', 'AWS::EKS::Cluster', { Tags: { Name: 'a', owner: 'payments' } });
      raw(stack, 'Given', 'AWS::RDS::DBInstance', { Tags: [{ Key: parameter(stack), Value: 'payments' }] });
    },
    ['Shop/Map: compliant', 'Shop/Given: unknown: What its Tags are'],
  ],
]);

describeRule(LOG_RETENTION, [
  [
    'log groups that end, that do not, and that a parameter decides on',
    (stack) => {
      new LogGroup(stack, 'Year', { retention: RetentionDays.ONE_YEAR });
      new LogGroup(stack, 'Forever', { retention: RetentionDays.INFINITE });
      raw(stack, 'Given', 'AWS::Logs::LogGroup', { RetentionInDays: parameter(stack) });
    },
    [
      'Shop/Forever/Resource: non-compliant: RetentionInDays is not stated',
      'Shop/Given: unknown: RetentionInDays is ${Shop/Parameter}',
      'Shop/Year/Resource: compliant',
    ],
  ],
]);
