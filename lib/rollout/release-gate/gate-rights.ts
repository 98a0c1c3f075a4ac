import { ArnFormat, Fn, Stack } from 'aws-cdk-lib';
import { IRole, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IFunction, IVersion } from 'aws-cdk-lib/aws-lambda';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { InternalEntrance } from '../../network';
import { SERVICE_AUTHORIZATION } from '../../private/acknowledgement';
import { acknowledgeWildcards } from '../../private/wildcards';
import { GROUP_TAGS } from '../gate/protocol';

/** Reads that are allowed for all of an account or not at all; of alarms, because services bring their own. */
const READS = [
  'autoscaling:DescribeAutoScalingGroups',
  'autoscaling:DescribeScalingActivities',
  'cloudwatch:DescribeAlarmHistory',
  'cloudwatch:DescribeAlarms',
  'cloudwatch:GetMetricData',
  'ec2:DescribeImages',
  'elasticloadbalancing:DescribeRules',
  'elasticloadbalancing:DescribeTargetHealth',
];

export interface FunctionRightsProps {
  readonly role: IRole;
  readonly domainName: string;
  readonly logGroup: ILogGroup;
  readonly deadLetters: IQueue;
  readonly probe: IFunction;
  readonly stateMachineArn: string;
  readonly executionsArn: string;
}

/** Resources of which the platform knows the kind, and each service brings its own. */
interface Wildcards {
  readonly stacks: string;
  readonly records: string;
  readonly executions: string;
}

/** What the gate's function may do, but for moving traffic. */
export class FunctionRights extends Construct {
  constructor(scope: Construct, id: string, props: FunctionRightsProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const stacks = stack.formatArn({ service: 'cloudformation', resource: 'stack', resourceName: '*/*' });
    const records = stack.formatArn({
      service: 'ssm',
      resource: 'parameter',
      resourceName: `golden-path/${props.domainName}/*/deployment`,
    });
    const policy = new ManagedPolicy(this, 'Policy', {
      description: 'What the release gate reads, and what it does to servers and executions',
      roles: [props.role],
      statements: [
        allow(['logs:CreateLogStream', 'logs:PutLogEvents'], props.logGroup.logGroupArn),
        allow(['sqs:SendMessage'], props.deadLetters.queueArn),
        allow(READS, '*'),
        allow(
          [
            'cloudformation:DescribeStackResource',
            'cloudformation:DescribeStacks',
            'cloudformation:ListStackResources',
          ],
          stacks,
        ),
        ...holdStatements(stack, props.domainName),
        allow(['ssm:DeleteParameter', 'ssm:PutParameter'], records),
        allow(['states:ListExecutions', 'states:StartExecution'], props.stateMachineArn),
        allow(['states:DescribeExecution', 'states:StopExecution'], props.executionsArn),
        allow(['lambda:InvokeFunction'], props.probe.functionArn),
      ],
    });
    this.acknowledgeFindings(policy, { stacks, records, executions: props.executionsArn });
  }

  private acknowledgeFindings(policy: ManagedPolicy, { stacks, records, executions }: Wildcards): void {
    acknowledgeWildcards(
      policy,
      {
        resource: '*',
        reason: `Nothing is changed by these reads: ${READS.join(', ')}. They have no resource-level permissions, but for those of alarms, and each service brings alarms that the platform does not know.`,
        evidence: SERVICE_AUTHORIZATION,
      },
      {
        resource: stacks,
        reason:
          'The gate reads how the deploy of a service goes, and services bring stacks of their own, which the platform does not know. It may only read them.',
        evidence:
          'In the template: the actions of the statement with this resource begin with cloudformation:Describe and cloudformation:List.',
      },
      {
        resource: groupsOf(Stack.of(this)),
        reason: `Each release has a group of its own, which the platform does not know; the condition on aws:ResourceTag/${GROUP_TAGS.platform} confines this to the groups of services on it.`,
        evidence: `In the template: every statement with this resource has the condition StringEquals on aws:ResourceTag/${GROUP_TAGS.platform}.`,
      },
      {
        resource: records,
        reason:
          'Each service has one such parameter, and the platform does not know the services; the path confines this to their deployment records.',
        evidence:
          'In the template: the resource spells out the path of the platform; only the name of the service is open.',
      },
      {
        resource: executions,
        reason:
          'An execution is named when it starts; this is every execution of the state machine of this gate alone.',
        evidence: 'In the template: the resource spells out the state machine; only the name of the execution is open.',
      },
    );
  }
}

export interface RuleRightsProps {
  /** Whoever moves traffic: the function, and the state machine when the function is broken. */
  readonly roles: IRole[];
  readonly entrance: InternalEntrance;
}

/**
 * The right to move traffic, in a policy of its own: it is the one that can hurt users.
 *
 * It covers the production listener alone. What the test listener shows, CloudFormation decides.
 */
export class RuleRights extends Construct {
  constructor(scope: Construct, id: string, { roles, entrance }: RuleRightsProps) {
    super(scope, id);
    const rules = rulesOf(entrance.productionListener.listenerArn);
    const policy = new ManagedPolicy(this, 'Policy', {
      description: 'Moves traffic between releases on the production listener',
      roles,
      statements: [allow(['elasticloadbalancing:ModifyRule'], rules)],
    });
    acknowledgeWildcards(policy, {
      resource: rules,
      reason:
        'Services add their rules to the production listener in stacks of their own, which the platform does not know; this is every rule of that listener, and no other listener.',
      evidence:
        'In the template: the resource is the ARN of the production listener with listener-rule in place of listener; only the rule is open.',
    });
  }
}

export interface MachineRightsProps {
  readonly role: IRole;
  readonly gate: IVersion;
}

/** What the state machine may do, but for moving traffic. */
export class MachineRights extends Construct {
  constructor(scope: Construct, id: string, { role, gate }: MachineRightsProps) {
    super(scope, id);
    const versions = `${gate.lambda.functionArn}:*`;
    const policy = new ManagedPolicy(this, 'Policy', {
      description: 'Calls the release gate, reads rules, and delivers logs and traces',
      roles: [role],
      statements: [
        allow(['lambda:InvokeFunction'], versions),
        allow(['elasticloadbalancing:DescribeRules'], '*'),
        allow(LOG_DELIVERY, '*'),
        allow(TRACING, '*'),
      ],
    });
    acknowledgeWildcards(
      policy,
      {
        resource: versions,
        reason:
          'An execution calls the version of the function that it began with, and an update of the platform publishes another one; these are the versions of this one function.',
        evidence: 'In the template: the resource spells out the function; only its version is open.',
      },
      {
        resource: '*',
        reason:
          'Reading listener rules, sending traces and setting up the delivery of logs have no resource-level permissions. Step Functions documents the last two in just this form.',
        evidence:
          'https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html, https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html',
      },
    );
  }
}

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html */
const LOG_DELIVERY = [
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
];

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html */
const TRACING = [
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];

/** To hold the minimum of a group, and to write down what it was: of groups on this platform, and in no other tag. */
function holdStatements(stack: Stack, domainName: string): PolicyStatement[] {
  const groups = groupsOf(stack);
  const onPlatform = { [`aws:ResourceTag/${GROUP_TAGS.platform}`]: domainName };
  return [
    allow(['autoscaling:UpdateAutoScalingGroup'], groups, { StringEquals: onPlatform }),
    allow(['autoscaling:CreateOrUpdateTags', 'autoscaling:DeleteTags'], groups, {
      StringEquals: onPlatform,
      'ForAllValues:StringEquals': { 'aws:TagKeys': [GROUP_TAGS.priorMinimum] },
    }),
  ];
}

function groupsOf(stack: Stack): string {
  return stack.formatArn({
    service: 'autoscaling',
    resource: 'autoScalingGroup',
    resourceName: '*:autoScalingGroupName/*',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

/** `listener/app/name/id/id` is the listener, `listener-rule/app/name/id/id/id` a rule of it. */
function rulesOf(listenerArn: string): string {
  const parts = Fn.split(':listener/', listenerArn);
  return `${Fn.select(0, parts)}:listener-rule/${Fn.select(1, parts)}/*`;
}

function allow(actions: string[], resource: string, conditions?: { [operator: string]: object }): PolicyStatement {
  return new PolicyStatement({ actions, resources: [resource], conditions });
}
