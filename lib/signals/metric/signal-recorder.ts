import { Duration } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, CfnPermission, Function, IFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { SERVICE_AUTHORIZATION } from '../../private/acknowledgement';
import { bundledCode } from '../../private/lambda-code';
import { encryptedLogs } from '../../private/logs';
import { acknowledgeWildcards } from '../../private/wildcards';
import { RECORDED_NAMESPACE } from '../recorder/recorded';
import { acknowledgeRecorder } from './recorder-findings';

export interface SignalRecorderProps {
  /** The domain of the platform, as its target groups are tagged. */
  readonly domainName: string;
  /** The load balancer of the platform. */
  readonly loadBalancerArn: string;
  /** The load balancer as CloudWatch names it: `app/name/id`. */
  readonly loadBalancerFullName: string;
  /** The key that logs are encrypted with; CloudWatch Logs must be able to use it. */
  readonly encryptionKey: IKey;
}

/** Less than the minute between two runs. */
const TIMEOUT = Duration.seconds(50);

/** Lambda tries again after a minute; later, the minutes that follow matter more. */
const MAX_AGE = Duration.minutes(2);

/** Reads that are allowed for all of an account or not at all. */
const READS = [
  'cloudwatch:GetMetricData',
  'elasticloadbalancing:DescribeTags',
  'elasticloadbalancing:DescribeTargetGroups',
];

/**
 * Writes down, minute by minute, how the users of each service of a platform fare.
 *
 * Elastic Load Balancing reports by target group, and a target group goes with its release. An objective is over weeks and
 * many releases, so what was reported of each is written under the host name of the service. What is written is in
 * `recorder/recorded.ts`.
 */
export class SignalRecorder extends Construct {
  /** The function. Its errors are minutes of one service or of all that were not recorded. */
  public readonly function: IFunction;

  /** Where the function logs, one line for each run. */
  public readonly logGroup: ILogGroup;

  /** The schedule. */
  public readonly rule: CfnRule;

  constructor(scope: Construct, id: string, props: SignalRecorderProps) {
    super(scope, id);
    this.logGroup = new LogGroup(this, 'LogGroup', encryptedLogs(props.encryptionKey));
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: 'The signal recorder',
    });
    const policy = this.createPolicy(role);
    this.function = this.createFunction(props, role);
    this.rule = this.createRule();
    // The first run has its rights.
    this.rule.node.addDependency(policy);
    acknowledgeRecorder(this.function, this.rule);
  }

  private createPolicy(role: Role): ManagedPolicy {
    const policy = new ManagedPolicy(this, 'Policy', {
      description: 'What the signal recorder reads and writes',
      roles: [role],
      statements: [
        new PolicyStatement({
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [this.logGroup.logGroupArn],
        }),
        new PolicyStatement({ actions: READS, resources: ['*'] }),
        new PolicyStatement({
          actions: ['cloudwatch:PutMetricData'],
          resources: ['*'],
          conditions: { StringEquals: { 'cloudwatch:namespace': RECORDED_NAMESPACE } },
        }),
      ],
    });
    acknowledgeWildcards(policy, {
      resource: '*',
      reason: `Nothing is changed by these reads, which have no resource-level permissions: ${READS.join(', ')}. Writing metrics has none either; the condition on cloudwatch:namespace confines it to ${RECORDED_NAMESPACE}.`,
      evidence: SERVICE_AUTHORIZATION,
    });
    return policy;
  }

  private createFunction(props: SignalRecorderProps, role: Role): Function {
    return new Function(this, 'Resource', {
      description: 'Records the signals of services over their releases',
      code: bundledCode(this, 'recorder'),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_LATEST,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      timeout: TIMEOUT,
      maxEventAge: MAX_AGE,
      retryAttempts: 1,
      role: role.withoutPolicyUpdates(),
      logGroup: this.logGroup,
      environment: {
        LOAD_BALANCER_ARN: props.loadBalancerArn,
        LOAD_BALANCER: props.loadBalancerFullName,
        PLATFORM: props.domainName,
      },
    });
  }

  private createRule(): CfnRule {
    const rule = new CfnRule(this, 'Schedule', {
      description: 'Looks at the signals of services once a minute',
      scheduleExpression: 'rate(1 minute)',
      targets: [
        {
          id: 'Recorder',
          arn: this.function.functionArn,
          retryPolicy: { maximumEventAgeInSeconds: MAX_AGE.toSeconds(), maximumRetryAttempts: 2 },
        },
      ],
    });
    new CfnPermission(this, 'Permission', {
      action: 'lambda:InvokeFunction',
      functionName: this.function.functionArn,
      principal: 'events.amazonaws.com',
      sourceArn: rule.attrArn,
    });
    return rule;
  }
}
