import { CfnRule } from 'aws-cdk-lib/aws-events';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { EXECUTION_PREFIX } from '../gate/engine';

export interface GateBackstopProps {
  readonly stateMachineArn: string;
  /** Where an event goes that no execution could be started for. */
  readonly deadLetters: IQueue;
}

/** Older than this, CloudFormation waits for no answer any more. */
const MAX_AGE_SECONDS = 3600;

/**
 * Starts another execution for one that has died without an answer, whoever or whatever ended it.
 *
 * The new one has a name that EventBridge gives it, which does not begin like the others: if it dies too, nothing follows
 * but an alarm.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html
 */
export class GateBackstop extends Construct {
  /** The rule. */
  public readonly rule: CfnRule;

  constructor(scope: Construct, id: string, props: GateBackstopProps) {
    super(scope, id);
    this.rule = this.createRule(props, this.createRole(props));
    this.admitDeadLetters(props.deadLetters);
  }

  private createRole({ stateMachineArn }: GateBackstopProps): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('events.amazonaws.com'),
      description: 'The backstop of the release gate',
    });
    new ManagedPolicy(this, 'Policy', {
      description: 'Starts an execution of the release gate',
      roles: [role],
      statements: [new PolicyStatement({ actions: ['states:StartExecution'], resources: [stateMachineArn] })],
    });
    return role;
  }

  /** The machine gets the event as it is and reads it itself: an input transformer does not escape what it inserts. */
  private createRule({ stateMachineArn, deadLetters }: GateBackstopProps, role: Role): CfnRule {
    return new CfnRule(this, 'Resource', {
      description: 'Executions of the release gate that have died',
      eventPattern: {
        source: ['aws.states'],
        'detail-type': ['Step Functions Execution Status Change'],
        detail: {
          stateMachineArn: [stateMachineArn],
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
          name: [{ prefix: EXECUTION_PREFIX }],
        },
      },
      targets: [
        {
          id: 'StateMachine',
          arn: stateMachineArn,
          roleArn: role.roleArn,
          deadLetterConfig: { arn: deadLetters.queueArn },
          retryPolicy: { maximumEventAgeInSeconds: MAX_AGE_SECONDS, maximumRetryAttempts: 20 },
        },
      ],
    });
  }

  private admitDeadLetters(deadLetters: IQueue): void {
    deadLetters.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [deadLetters.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': this.rule.attrArn } },
      }),
    );
  }
}
