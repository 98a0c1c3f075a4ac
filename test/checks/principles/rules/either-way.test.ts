import { Stack } from 'aws-cdk-lib';
import { Rule } from '../../../../lib/checks/principles/rule';
import { MANUAL_STEP } from '../../../../lib/checks/principles/rules/aut-2/manual-step';
import { ECS_ROLLBACK } from '../../../../lib/checks/principles/rules/cd-3/ecs-rollback';
import { ROLLBACK_ALARM } from '../../../../lib/checks/principles/rules/cd-3/rollback-alarm';
import { UPDATE_SIGNALS } from '../../../../lib/checks/principles/rules/cd-3/update-signals';
import { FUNCTIONAL_TEST } from '../../../../lib/checks/principles/rules/ci-2/functional-test';
import { REGISTERED_SERVER } from '../../../../lib/checks/principles/rules/dis-1/registered-server';
import { CODE_DEPLOY } from '../../../../lib/checks/principles/rules/dis-3/code-deploy';
import { FLOATING_BASE_IMAGE } from '../../../../lib/checks/principles/rules/dis-3/floating-base-image';
import { FLOATING_IMAGE } from '../../../../lib/checks/principles/rules/dis-3/floating-image';
import { REMOTE_COMMAND } from '../../../../lib/checks/principles/rules/dis-3/remote-command';
import { DATA_VOLUME } from '../../../../lib/checks/principles/rules/dis-4/data-volume';
import { TARGET_GROUP_SIGNALS } from '../../../../lib/checks/principles/rules/mon-1/target-group-signals';
import { ENCRYPTED_LISTENER } from '../../../../lib/checks/principles/rules/sec-1/encrypted-listener';
import { ENCRYPTED_VOLUMES } from '../../../../lib/checks/principles/rules/sec-1/encrypted-volumes';
import { METADATA_TOKENS } from '../../../../lib/checks/principles/rules/sec-1/metadata-tokens';
import { OPEN_INGRESS } from '../../../../lib/checks/principles/rules/sec-1/open-ingress';
import { TLS_POLICY } from '../../../../lib/checks/principles/rules/sec-1/tls-policy';
import { either, linesOf, NOTHING, parameter, raw, synthesized } from '../judged';

const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const MACHINE = 'AWS::StepFunctions::StateMachine';

const ASKING = '{"States":{"Ask":{"Resource":"arn:aws:states:::sns:publish.waitForTaskToken"}}}';
const redirect = (protocol: unknown) => ({ Type: 'redirect', RedirectConfig: { Protocol: protocol } });

type EitherWay = readonly [name: string, rule: Rule, build: (stack: Stack) => unknown, expected: string];

/** Where a condition decides, the worse way counts, whichever of the two it is. */
const CASES: readonly EitherWay[] = [
  [
    'targets that may be instances',
    REGISTERED_SERVER,
    (stack) => raw(stack, 'A', TARGET_GROUP, { TargetType: either(stack, 'ip', 'instance'), Targets: [{ Id: 'i-1' }] }),
    'Shop/A: non-compliant: Targets lists i-1',
  ],
  [
    'a definition that may ask',
    MANUAL_STEP,
    (stack) => raw(stack, 'A', MACHINE, { DefinitionString: either(stack, '{}', ASKING) }),
    "Shop/A: unknown: It sends a message and waits for an answer, which may be a person's",
  ],
  [
    'a machine that is a parameter',
    MANUAL_STEP,
    (stack) => raw(stack, 'A', MACHINE, { DefinitionString: parameter(stack) }),
    'Shop/A: unknown: Its definition is known at the deployment only',
  ],
  [
    'alarms of a release that are a parameter',
    ROLLBACK_ALARM,
    (stack) => raw(stack, 'A', 'Custom::ReleaseGate', { Order: { alarms: parameter(stack, 'CommaDelimitedList') } }),
    'Shop/A: unknown: Order.alarms is ${Shop/Parameter}',
  ],
  [
    'alarms of a release that may be none',
    ROLLBACK_ALARM,
    (stack) => raw(stack, 'A', 'Custom::ReleaseGate', { Order: { alarms: [either(stack, 'a', NOTHING)] } }),
    'Shop/A: unknown: Whether Order.alarms has an item is known at the deployment only',
  ],
  [
    'tests of a release that may be left out',
    FUNCTIONAL_TEST,
    (stack) => raw(stack, 'A', 'Custom::ReleaseGate', { Order: { tests: either(stack, [{}], NOTHING) } }),
    'Shop/A: non-compliant: Order.tests is empty',
  ],
  [
    'a patch that may install',
    REMOTE_COMMAND,
    (stack) => {
      const Parameters = { Operation: [either(stack, 'Scan', 'Install')] };
      return raw(stack, 'A', 'AWS::SSM::Association', { Name: 'AWS-RunPatchBaseline', Parameters });
    },
    'Shop/A: non-compliant: Name is AWS-RunPatchBaseline',
  ],
  [
    'a document that may be another one than one that looks',
    REMOTE_COMMAND,
    (stack) =>
      raw(stack, 'A', 'AWS::SSM::Association', {
        Name: 'Own',
        AutomationTargetParameterName: either(stack, 'Id', NOTHING),
      }),
    'Shop/A: non-compliant: Name is Own',
  ],
  [
    'targets that may be another load balancer',
    TARGET_GROUP_SIGNALS,
    (stack) => raw(stack, 'A', TARGET_GROUP, { TargetType: either(stack, 'alb', 'instance') }),
    'Shop/A: non-compliant: No alarm watches latency, traffic, errors',
  ],
  [
    'requests that may be connections',
    TARGET_GROUP_SIGNALS,
    (stack) => raw(stack, 'A', TARGET_GROUP, { Protocol: either(stack, 'TCP', 'HTTP') }),
    'Shop/A: non-compliant: No alarm watches latency, traffic, errors',
  ],
  [
    'a service that CodeDeploy may deploy',
    ECS_ROLLBACK,
    (stack) =>
      raw(stack, 'A', 'AWS::ECS::Service', { DeploymentController: { Type: either(stack, 'CODE_DEPLOY', 'ECS') } }),
    'Shop/A: non-compliant: DeploymentConfiguration has neither DeploymentCircuitBreaker nor Alarms with Enable and Rollback',
  ],
  [
    'one application or another',
    CODE_DEPLOY,
    (stack) => {
      raw(stack, 'B', 'AWS::CodeDeploy::Application', { ComputePlatform: 'Lambda' });
      raw(stack, 'C', 'AWS::CodeDeploy::Application', { ComputePlatform: 'Server' });
      const ApplicationName = either(stack, { Ref: 'B' }, { Ref: 'C' });
      return raw(stack, 'A', 'AWS::CodeDeploy::DeploymentGroup', { ApplicationName });
    },
    'Shop/A: unknown: Whether its application is one for servers (ComputePlatform)',
  ],
  [
    'parameters of a patch that may be others',
    REMOTE_COMMAND,
    (stack) => {
      const Parameters = either(stack, { Operation: ['Scan'] }, { Operation: ['Install'] });
      return raw(stack, 'A', 'AWS::SSM::Association', { Name: 'AWS-RunPatchBaseline', Parameters });
    },
    'Shop/A: non-compliant: Name is AWS-RunPatchBaseline',
  ],
  [
    'a device that may be there',
    DATA_VOLUME,
    (stack) => {
      const device = { DeviceName: '/dev/sdf', NoDevice: either(stack, '', NOTHING) };
      return raw(stack, 'A', 'AWS::EC2::Instance', { BlockDeviceMappings: [device] });
    },
    'Shop/A: non-compliant: BlockDeviceMappings has /dev/sdf',
  ],
  [
    'a volume that may be a disk',
    ENCRYPTED_VOLUMES,
    (stack) => {
      const root = { DeviceName: '/dev/xvda', Ebs: { Encrypted: true } };
      const device = { DeviceName: '/dev/sdf', VirtualName: either(stack, 'ephemeral0', NOTHING), Ebs: {} };
      return raw(stack, 'A', 'AWS::EC2::Instance', { BlockDeviceMappings: [root, device] });
    },
    'Shop/A: non-compliant: BlockDeviceMappings.Ebs.Encrypted is not stated',
  ],
  [
    'signals that may not be waited for',
    UPDATE_SIGNALS,
    (stack) => {
      const group = raw(stack, 'A', 'AWS::AutoScaling::AutoScalingGroup');
      group.addOverride('UpdatePolicy', { AutoScalingReplacingUpdate: { WillReplace: true } });
      group.addOverride('CreationPolicy', either(stack, { ResourceSignal: { Count: 1 } }, NOTHING));
      return group;
    },
    'Shop/A: non-compliant: CreationPolicy.ResourceSignal is not stated',
  ],
  [
    'an application that may be one for servers',
    CODE_DEPLOY,
    (stack) => {
      raw(stack, 'B', 'AWS::CodeDeploy::Application', { ComputePlatform: either(stack, 'Lambda', 'Server') });
      return raw(stack, 'A', 'AWS::CodeDeploy::DeploymentGroup', { ApplicationName: { Ref: 'B' } });
    },
    'Shop/A: unknown: Whether its application is one for servers (ComputePlatform)',
  ],
  [
    'a stored image that may be a name',
    FLOATING_IMAGE,
    (stack) => {
      raw(stack, 'B', 'AWS::SSM::Parameter', { Value: either(stack, 'ami-0123456789abcdef0', 'latest') });
      return raw(stack, 'A', 'AWS::EC2::Instance', { ImageId: { 'Fn::GetAtt': ['B', 'Value'] } });
    },
    'Shop/A: unknown: ImageId is B.Value',
  ],
  [
    'a base image that may not be there',
    FLOATING_BASE_IMAGE,
    (stack) => raw(stack, 'A', 'AWS::ImageBuilder::ImageRecipe', { ParentImage: either(stack, 'ami-1', NOTHING) }),
    'Shop/A: non-compliant: ParentImage is not stated',
  ],
  [
    'a listener that may encrypt',
    TLS_POLICY,
    (stack) => raw(stack, 'A', LISTENER, { Protocol: either(stack, 'HTTP', 'HTTPS') }),
    'Shop/A: non-compliant: SslPolicy is not stated, which means ELBSecurityPolicy-2016-08',
  ],
  [
    'a redirect that may lead to HTTP',
    ENCRYPTED_LISTENER,
    (stack) =>
      raw(stack, 'A', LISTENER, { Protocol: 'HTTP', DefaultActions: [redirect(either(stack, 'HTTPS', 'HTTP'))] }),
    'Shop/A: non-compliant: Protocol is HTTP',
  ],
  [
    'two actions of which one leads to HTTP',
    ENCRYPTED_LISTENER,
    (stack) => raw(stack, 'A', LISTENER, { Protocol: 'HTTP', DefaultActions: [redirect('HTTPS'), redirect('HTTP')] }),
    'Shop/A: non-compliant: Protocol is HTTP',
  ],
  [
    'no action at all',
    ENCRYPTED_LISTENER,
    (stack) => raw(stack, 'A', LISTENER, { Protocol: 'HTTP', DefaultActions: [] }),
    'Shop/A: non-compliant: Protocol is HTTP',
  ],
  ['no protocol', ENCRYPTED_LISTENER, (stack) => raw(stack, 'A', LISTENER), 'Shop/A: unknown: Protocol is not stated'],
  [
    'metadata that may be off',
    METADATA_TOKENS,
    (stack) => {
      const MetadataOptions = { HttpEndpoint: either(stack, 'disabled', 'enabled') };
      return raw(stack, 'A', 'AWS::EC2::Instance', { MetadataOptions });
    },
    'Shop/A: non-compliant: MetadataOptions.HttpTokens is not stated',
  ],
  ...['10.0.0.0', '10.0.0.0/x', '10.0.0.0/', 'anywhere'].map((CidrIp): EitherWay => [
    `the range ${CidrIp}, which is none`,
    OPEN_INGRESS,
    (stack) => raw(stack, 'A', 'AWS::EC2::SecurityGroupIngress', { CidrIp }),
    `Shop/A: unknown: CidrIp is ${CidrIp}`,
  ]),
];

test.each(CASES)('%s', (_, rule, build, expected) => {
  expect(
    linesOf(
      rule,
      synthesized((stack) => void build(stack)),
    ),
  ).toEqual([expected]);
});
