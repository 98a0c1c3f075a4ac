import * as path from 'path';
import * as cdk from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { DOMAIN_NAME } from '../scenario';
import { machineOf } from './release-gate-machine';

/** The code of the functions is not what is compared, so both apps have the same. */
export const CODE = path.join(__dirname, '../../node_modules/cdk-golden-path/assets');
const INTERFACES = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];
const MANY = 'Services bring stacks, groups, records and rules of their own.';

interface ReleaseGateProps {
  readonly vpc: ec2.IVpc;
  readonly probeSecurityGroup: ec2.ISecurityGroup;
  readonly productionListener: elbv2.IApplicationListener;
  readonly alertTopic: sns.ITopic;
  readonly key: kms.IKey;
}

/** Moves traffic from release to release: a function, a state machine around it, and a probe in the VPC. */
export class ReleaseGate extends Construct {
  public readonly serviceToken: string;
  public readonly logGroup: logs.ILogGroup;
  public readonly alarms: cloudwatch.Alarm[];
  private readonly deadLetters: sqs.Queue;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ReleaseGateProps,
  ) {
    super(scope, id);
    const stack = cdk.Stack.of(this);
    const name = `release-gate-${cdk.Fn.select(2, cdk.Fn.split('/', stack.stackId))}`;
    const arnOf = (resource: string, resourceName: string) =>
      stack.formatArn({ service: 'states', resource, resourceName, arnFormat: cdk.ArnFormat.COLON_RESOURCE_NAME });
    this.deadLetters = new sqs.Queue(this, 'DeadLetters', {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: cdk.Duration.days(14),
    });
    const probe = this.createProbe();
    const gateRole = this.createRole('GateRole', 'lambda.amazonaws.com');
    const gateLogs = this.createLogGroup('GateLogGroup');
    const gate = this.createGate(gateRole, gateLogs, arnOf('stateMachine', name), probe);
    const machineRole = this.createRole('MachineRole', 'states.amazonaws.com');
    const machine = this.createMachine(name, machineRole, gate);
    this.grantGate(gateRole, gateLogs, probe, arnOf('stateMachine', name), arnOf('execution', `${name}:*`));
    this.grantRules([gateRole, machineRole]);
    this.createBackstop(machine);
    this.alarms = this.createAlarms(machine);
    this.serviceToken = gate.functionArn;
    this.logGroup = gateLogs;
  }

  private createRole(id: string, service: string): iam.Role {
    return new iam.Role(this, id, { assumedBy: new iam.ServicePrincipal(service) });
  }

  private createLogGroup(id: string, logGroupName?: string): logs.LogGroup {
    return new logs.LogGroup(this, id, {
      logGroupName,
      encryptionKey: this.props.key,
      retention: logs.RetentionDays.ONE_YEAR,
      removalPolicy: cdk.RemovalPolicy.RETAIN,
    });
  }

  private createPolicy(id: string, roles: iam.IRole[], rights: [string[], string, object?][]): iam.ManagedPolicy {
    const policy = new iam.ManagedPolicy(this, id, {
      roles,
      statements: rights.map(
        ([actions, resource, conditions]) =>
          new iam.PolicyStatement({ actions, resources: [resource], conditions: conditions as iam.Conditions }),
      ),
    });
    acknowledge(
      policy,
      'AwsSolutions',
      wildcardsOf(
        cdk.Stack.of(this),
        rights.map(([, resource]) => resource),
      ),
      MANY,
    );
    return policy;
  }

  private createProbe(): lambda.Function {
    const role = this.createRole('ProbeRole', 'lambda.amazonaws.com');
    const logGroup = this.createLogGroup('ProbeLogGroup');
    const policy = this.createPolicy(
      'ProbePolicy',
      [role],
      [
        [['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn],
        [INTERFACES, '*'],
      ],
    );
    const probe = new lambda.Function(this, 'Probe', {
      code: lambda.Code.fromAsset(path.join(CODE, 'probe')),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_LATEST,
      architecture: lambda.Architecture.ARM_64,
      memorySize: 256,
      timeout: cdk.Duration.seconds(40),
      role: role.withoutPolicyUpdates(),
      logGroup,
      vpc: this.props.vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      securityGroups: [this.props.probeSecurityGroup],
    });
    probe.node.addDependency(policy);
    new iam.ManagedPolicy(this, 'ProbeCodePolicy', {
      roles: [role],
      statements: [
        new iam.PolicyStatement({
          effect: iam.Effect.DENY,
          actions: INTERFACES,
          resources: ['*'],
          conditions: { ArnEquals: { 'lambda:SourceFunctionArn': probe.functionArn } },
        }),
      ],
    });
    acknowledge(probe, 'NIST.800.53.R5', ['LambdaConcurrency', 'LambdaDLQ'], 'The gate calls it and waits.');
    return probe;
  }

  private createGate(
    role: iam.Role,
    logGroup: logs.ILogGroup,
    stateMachineArn: string,
    probe: lambda.IFunction,
  ): lambda.Function {
    const gate = new lambda.Function(this, 'Gate', {
      code: lambda.Code.fromAsset(path.join(CODE, 'gate')),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_LATEST,
      architecture: lambda.Architecture.ARM_64,
      memorySize: 256,
      timeout: cdk.Duration.seconds(60),
      role: role.withoutPolicyUpdates(),
      logGroup,
      deadLetterQueue: this.deadLetters,
      environment: { STATE_MACHINE_ARN: stateMachineArn, PROBE_FUNCTION_NAME: probe.functionName },
      currentVersionOptions: { removalPolicy: cdk.RemovalPolicy.RETAIN },
    });
    acknowledge(
      gate,
      'NIST.800.53.R5',
      ['LambdaConcurrency', 'LambdaInsideVPC'],
      'It must never be kept from working.',
    );
    return gate;
  }

  private createMachine(name: string, role: iam.Role, gate: lambda.Function): sfn.StateMachine {
    const policy = this.createPolicy(
      'MachinePolicy',
      [role],
      [
        [['lambda:InvokeFunction'], `${gate.functionArn}:*`],
        [['elasticloadbalancing:DescribeRules'], '*'],
        [['Create', 'Delete', 'Get', 'Update'].map((verb) => `logs:${verb}LogDelivery`), '*'],
        [['logs:ListLogDeliveries', 'logs:PutResourcePolicy'], '*'],
        [['logs:DescribeLogGroups', 'logs:DescribeResourcePolicies'], '*'],
        [['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], '*'],
        [['xray:GetSamplingRules', 'xray:GetSamplingTargets'], '*'],
      ],
    );
    const machine = new sfn.StateMachine(this, 'Machine', {
      stateMachineName: name,
      queryLanguage: sfn.QueryLanguage.JSONATA,
      definitionBody: sfn.DefinitionBody.fromChainable(machineOf(this, gate.currentVersion)),
      timeout: cdk.Duration.minutes(58),
      role: role.withoutPolicyUpdates(),
      tracingEnabled: true,
      logs: {
        level: sfn.LogLevel.ALL,
        includeExecutionData: false,
        destination: this.createLogGroup('MachineLogGroup', `/aws/vendedlogs/states/${name}`),
      },
    });
    machine.node.addDependency(policy);
    return machine;
  }

  private grantGate(
    role: iam.Role,
    logGroup: logs.ILogGroup,
    probe: lambda.IFunction,
    machine: string,
    executions: string,
  ): void {
    const stack = cdk.Stack.of(this);
    const groups = stack.formatArn({
      service: 'autoscaling',
      resource: 'autoScalingGroup',
      resourceName: '*:autoScalingGroupName/*',
      arnFormat: cdk.ArnFormat.COLON_RESOURCE_NAME,
    });
    const record = `golden-path/${DOMAIN_NAME}/*/deployment`;
    const onPlatform = { StringEquals: { 'aws:ResourceTag/golden-path:platform': DOMAIN_NAME } };
    this.createPolicy(
      'GatePolicy',
      [role],
      [
        [['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn],
        [['sqs:SendMessage'], this.deadLetters.queueArn],
        [['autoscaling:DescribeAutoScalingGroups', 'autoscaling:DescribeScalingActivities'], '*'],
        [['cloudwatch:DescribeAlarmHistory', 'cloudwatch:DescribeAlarms', 'cloudwatch:GetMetricData'], '*'],
        [
          ['elasticloadbalancing:DescribeRules', 'elasticloadbalancing:DescribeTargetHealth', 'ec2:DescribeImages'],
          '*',
        ],
        [
          ['DescribeStackResource', 'DescribeStacks', 'ListStackResources'].map((verb) => `cloudformation:${verb}`),
          stack.formatArn({ service: 'cloudformation', resource: 'stack', resourceName: '*/*' }),
        ],
        [['autoscaling:UpdateAutoScalingGroup'], groups, onPlatform],
        [
          ['autoscaling:CreateOrUpdateTags', 'autoscaling:DeleteTags'],
          groups,
          { ...onPlatform, 'ForAllValues:StringEquals': { 'aws:TagKeys': ['golden-path:prior-minimum'] } },
        ],
        [
          ['ssm:DeleteParameter', 'ssm:PutParameter'],
          stack.formatArn({ service: 'ssm', resource: 'parameter', resourceName: record }),
        ],
        [['states:ListExecutions', 'states:StartExecution'], machine],
        [['states:DescribeExecution', 'states:StopExecution'], executions],
        [['lambda:InvokeFunction'], probe.functionArn],
      ],
    );
  }

  private grantRules(roles: iam.Role[]): void {
    const parts = cdk.Fn.split(':listener/', this.props.productionListener.listenerArn);
    const rules = `${cdk.Fn.select(0, parts)}:listener-rule/${cdk.Fn.select(1, parts)}/*`;
    this.createPolicy('RulePolicy', roles, [[['elasticloadbalancing:ModifyRule'], rules]]);
  }

  private createBackstop(machine: sfn.StateMachine): void {
    const role = this.createRole('BackstopRole', 'events.amazonaws.com');
    this.createPolicy('BackstopPolicy', [role], [[['states:StartExecution'], machine.stateMachineArn]]);
    new events.Rule(this, 'Backstop', {
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          stateMachineArn: [machine.stateMachineArn],
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
          name: [{ prefix: 'gate-' }],
        },
      },
      targets: [
        new targets.SfnStateMachine(machine, {
          role: role.withoutPolicyUpdates(),
          deadLetterQueue: this.deadLetters,
          maxEventAge: cdk.Duration.hours(1),
          retryAttempts: 20,
        }),
      ],
    });
  }

  private createAlarms(machine: sfn.StateMachine): cloudwatch.Alarm[] {
    const minute = { period: cdk.Duration.minutes(1) };
    const metrics: { [id: string]: cloudwatch.IMetric } = {
      NeedsAttention: new cloudwatch.Metric({
        namespace: 'GoldenPath/Release',
        metricName: 'NeedsAttention',
        dimensionsMap: { Platform: DOMAIN_NAME },
        statistic: 'Sum',
        ...minute,
      }),
      DeadExecutions: new cloudwatch.MathExpression({
        expression: 'FILL(failed, 0) + FILL(late, 0)',
        usingMetrics: { failed: machine.metricFailed(minute), late: machine.metricTimedOut(minute) },
        ...minute,
      }),
      DeadLettersAlarm: this.deadLetters.metricApproximateNumberOfMessagesVisible(minute),
    };
    return Object.entries(metrics).map(([id, metric]) => {
      const alarm = new cloudwatch.Alarm(this, id, {
        metric,
        threshold: 1,
        evaluationPeriods: 1,
        treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
        alarmDescription: 'The release gate needs a person',
      });
      alarm.addAlarmAction(new actions.SnsAction(this.props.alertTopic));
      alarm.addOkAction(new actions.SnsAction(this.props.alertTopic));
      return alarm;
    });
  }
}

export function acknowledge(construct: Construct, pack: string, rules: string[], reason: string): void {
  cdk.Validations.of(construct).acknowledge(...rules.map((rule) => ({ id: `${pack}::${pack}-${rule}`, reason })));
}

/** The findings of cdk-nag name the resource as it stands in the template. */
function wildcardsOf(stack: cdk.Stack, resources: string[]): string[] {
  const texts = new Set(resources.map((resource) => textOf(stack.resolve(resource) as string | Intrinsic)));
  return [...texts].filter((text) => text.includes('*')).map((text) => `IAM5[Resource::${text}]`);
}

interface Intrinsic {
  readonly Ref?: string;
  readonly 'Fn::GetAtt'?: string[];
  readonly 'Fn::Join'?: [string, (string | Intrinsic)[]];
}

function textOf(value: string | Intrinsic): string {
  if (typeof value === 'string') return value;
  if (value['Fn::Join']) return value['Fn::Join'][1].map(textOf).join('');
  if (value['Fn::GetAtt']) return `<${value['Fn::GetAtt'].join('.')}>`;
  return value.Ref ? `<${value.Ref}>` : JSON.stringify(value);
}
