import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { platformIn, propertiesOf, templateOf } from '../../stacks';
import { textOf } from '../../template-text';

const platform = platformIn(new App());
const template = templateOf(platform);

/** What a role of the gate may do, statement by statement; names end in hashes, which are left out. */
function rightsOf(role: string, within: Template = template) {
  const policies = propertiesOf(within, 'AWS::IAM::ManagedPolicy').filter(({ Roles }) =>
    Roles.some((one: any) => new RegExp(`^PlatformReleaseGate${role}[0-9A-F]{8}$`).test(one.Ref)),
  );
  return policies.flatMap(({ PolicyDocument }) =>
    PolicyDocument.Statement.map(({ Effect, Action, Resource, Condition }: any) => [
      ...(Effect === 'Deny' ? ['Deny'] : []),
      [Action].flat(),
      textOf(Resource)
        .replace(/(<PlatformReleaseGate\w+?)[0-9A-F]{8}([.>])/, '$1$2')
        .replace(/arn:<AWS::Partition>:/g, 'arn:'),
      ...(Condition ? [Condition] : []),
    ]),
  );
}

const ACCOUNT = 'eu-west-1:111122223333';
const STACK_ID = '{"Fn::Select":[2,{"Fn::Split":["/",{"Ref":"AWS::StackId"}]}]}';
const MACHINE = `release-gate-d4eefdba-${STACK_ID}`;
const GROUPS = `arn:autoscaling:${ACCOUNT}:autoScalingGroup:*:autoScalingGroupName/*`;
const ON_PLATFORM = { 'aws:ResourceTag/golden-path:platform': 'shop.internal' };
const LISTENER = (part: number) =>
  `{"Fn::Select":[${part},{"Fn::Split":[":listener/",{"Ref":"PlatformEntranceProductionListener401569C9"}]}]}`;

/** The rules of the production listener, whose own ARN is split where `listener` becomes `listener-rule`. */
const MOVES_TRAFFIC = [['elasticloadbalancing:ModifyRule'], `${LISTENER(0)}:listener-rule/${LISTENER(1)}/*`];

test('the function of the gate may do this, and nothing else', () => {
  expect(rightsOf('FunctionRole')).toEqual([
    [['logs:CreateLogStream', 'logs:PutLogEvents'], '<PlatformReleaseGateFunctionLogGroup.Arn>'],
    [['sqs:SendMessage'], '<PlatformReleaseGateDeadLetters.Arn>'],
    [
      [
        'autoscaling:DescribeAutoScalingGroups',
        'autoscaling:DescribeScalingActivities',
        'cloudwatch:DescribeAlarmHistory',
        'cloudwatch:DescribeAlarms',
        'cloudwatch:GetMetricData',
        'ec2:DescribeImages',
        'elasticloadbalancing:DescribeRules',
        'elasticloadbalancing:DescribeTargetHealth',
      ],
      '*',
    ],
    [
      ['cloudformation:DescribeStackResource', 'cloudformation:DescribeStacks', 'cloudformation:ListStackResources'],
      `arn:cloudformation:${ACCOUNT}:stack/*/*`,
    ],
    [['autoscaling:UpdateAutoScalingGroup'], GROUPS, { StringEquals: ON_PLATFORM }],
    [
      ['autoscaling:CreateOrUpdateTags', 'autoscaling:DeleteTags'],
      GROUPS,
      {
        StringEquals: ON_PLATFORM,
        'ForAllValues:StringEquals': { 'aws:TagKeys': ['golden-path:prior-minimum'] },
      },
    ],
    [
      ['ssm:DeleteParameter', 'ssm:PutParameter'],
      `arn:ssm:${ACCOUNT}:parameter/golden-path/shop.internal/*/deployment`,
    ],
    [['states:ListExecutions', 'states:StartExecution'], `arn:states:${ACCOUNT}:stateMachine:${MACHINE}`],
    [['states:DescribeExecution', 'states:StopExecution'], `arn:states:${ACCOUNT}:execution:${MACHINE}:*`],
    [['lambda:InvokeFunction'], '<PlatformReleaseGateProbe.Arn>'],
    MOVES_TRAFFIC,
  ]);
});

test('the machine may call the function, read logs into place, and lead traffic back', () => {
  expect(rightsOf('MachineRole')).toEqual([
    [['lambda:InvokeFunction'], '<PlatformReleaseGateFunction.Arn>:*'],
    [['elasticloadbalancing:DescribeRules'], '*'],
    [
      [
        'logs:CreateLogDelivery',
        'logs:DeleteLogDelivery',
        'logs:DescribeLogGroups',
        'logs:DescribeResourcePolicies',
        'logs:GetLogDelivery',
        'logs:ListLogDeliveries',
        'logs:PutResourcePolicy',
        'logs:UpdateLogDelivery',
      ],
      '*',
    ],
    [['xray:GetSamplingRules', 'xray:GetSamplingTargets', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'], '*'],
    MOVES_TRAFFIC,
  ]);
});

test('Lambda may put the probe into the network, and the code of the probe may do nothing', () => {
  const interfaces = [
    'ec2:AssignPrivateIpAddresses',
    'ec2:CreateNetworkInterface',
    'ec2:DeleteNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSubnets',
    'ec2:UnassignPrivateIpAddresses',
  ];
  const probe = Object.keys(template.findResources('AWS::Lambda::Function')).filter((id) => id.includes('GateProbe'));
  expect(probe).toHaveLength(1);
  expect(rightsOf('ProbeRole')).toEqual([
    [['logs:CreateLogStream', 'logs:PutLogEvents'], '<PlatformReleaseGateProbeLogGroup.Arn>'],
    [interfaces, '*'],
    ['Deny', interfaces, '*', { ArnEquals: { 'lambda:SourceFunctionArn': { 'Fn::GetAtt': [probe[0], 'Arn'] } } }],
  ]);
});

test('the backstop may start executions of this machine', () => {
  expect(rightsOf('BackstopRole')).toEqual([[['states:StartExecution'], '<PlatformReleaseGateMachine.Arn>']]);
});

test('no role has rights that are hidden in it, or that AWS may widen', () => {
  template.resourceCountIs('AWS::IAM::Policy', 0);
  const roles = Object.entries(template.findResources('AWS::IAM::Role')).filter(([id]) => id.includes('ReleaseGate'));
  expect(roles).toHaveLength(4);
  expect(roles.filter(([, { Properties }]) => 'ManagedPolicyArns' in Properties || 'Policies' in Properties)).toEqual(
    [],
  );
});

test('rights follow the domain of the platform', () => {
  const other = templateOf(platformIn(new App(), { domainName: 'books.internal' }));
  const text = JSON.stringify(rightsOf('FunctionRole', other));
  expect(text).toContain('parameter/golden-path/books.internal/*/deployment');
  expect(text).toContain('"aws:ResourceTag/golden-path:platform":"books.internal"');
  expect(text).not.toContain('shop.internal');
});

test('the gate is not in the way of what it guards: no rule and no group of a service is named', () => {
  const types = Object.values<any>(template.toJSON().Resources).map(({ Type }) => Type);
  expect(types).not.toContain('AWS::ElasticLoadBalancingV2::ListenerRule');
  expect(Stack.of(platform).dependencies).toEqual([]);
});
