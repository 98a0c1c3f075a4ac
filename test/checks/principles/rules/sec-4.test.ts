import { CfnResource, Stack } from 'aws-cdk-lib';
import { PUBLIC_COMPONENT } from '../../../../lib/checks/principles/rules/sec-4/public-component';
import { UNKNOWN_EXPOSURE } from '../../../../lib/checks/principles/rules/sec-4/unknown-exposure';
import { describeRule } from '../judged';

const make =
  (type: string, properties: object = {}) =>
  (stack: Stack) =>
    void new CfnResource(stack, 'Made', { type, properties });

const ALWAYS = 'AWS gives it an endpoint on the internet in any case';
const NEW = 'this version does not know whether New::Kind::Thing can be reached from outside';

describeRule(
  PUBLIC_COMPONENT,
  [
    [
      'a server of Lightsail',
      make('AWS::Lightsail::Instance'),
      [`Shop/Made: non-compliant: ${ALWAYS}; internet -> server Shop/Made`],
    ],
    [
      'an internal load balancer',
      make('AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme: 'internal' }),
      ['Shop/Made: compliant'],
    ],
    ['a queue that nobody outside may use', make('AWS::SQS::Queue'), ['Shop/Made: compliant']],
    ['a dashboard, which cannot be reached whatever it says', make('AWS::CloudWatch::Dashboard'), []],
    ["a type that nobody knows, which is another rule's", make('New::Kind::Thing'), []],
  ],
  ['unknown'],
);

describeRule(
  UNKNOWN_EXPOSURE,
  [
    ['a type that nobody knows', make('New::Kind::Thing'), [`Shop/Made: unknown: ${NEW}`]],
    ['an internal load balancer', make('AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme: 'internal' }), []],
    ["a server of Lightsail, which is another rule's", make('AWS::Lightsail::Instance'), []],
  ],
  ['compliant', 'non-compliant'],
);
