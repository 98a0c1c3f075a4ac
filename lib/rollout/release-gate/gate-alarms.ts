import { AlarmPlan, AlarmPlans, Signal } from '../../signals';

/** What the alarms of the gate watch. */
export interface GateAlarmsSource {
  readonly stateMachineArn: string;
  /** The name of the queue of dead letters. */
  readonly deadLetters: string;
  /** The domain of the platform. */
  readonly platform: string;
}

/** The alarms of the gate itself: each one means that a person has to look. */
export function gateAlarms({ stateMachineArn, deadLetters, platform }: GateAlarmsSource): AlarmPlans {
  const ofMachine = { StateMachineArn: stateMachineArn };
  return {
    NeedsAttention: once({
      signal: {
        label: 'rollouts that need a person',
        metrics: {
          attention: {
            namespace: 'GoldenPath/Release',
            name: 'NeedsAttention',
            dimensions: { Platform: platform },
            statistic: 'Sum',
          },
        },
      },
      description:
        'The release gate has done what it could, and a person has to look: traffic may be on a release that is not healthy. Look at the log of the gate for the service and for what was seen.',
    }),
    DeadExecutions: once({
      signal: {
        label: 'executions that died',
        metrics: {
          failed: { namespace: 'AWS/States', name: 'ExecutionsFailed', dimensions: ofMachine, statistic: 'Sum' },
          late: { namespace: 'AWS/States', name: 'ExecutionsTimedOut', dimensions: ofMachine, statistic: 'Sum' },
        },
        expression: 'FILL(failed, 0) + FILL(late, 0)',
      },
      description:
        'An execution of the release gate has failed or run out of time; the backstop has started another one. Look at the failed execution, and at the rule of the service: all its traffic should be on one release.',
    }),
    DeadLetters: once({
      signal: {
        label: 'messages nobody could take',
        metrics: {
          letters: {
            namespace: 'AWS/SQS',
            name: 'ApproximateNumberOfMessagesVisible',
            dimensions: { QueueName: deadLetters },
            statistic: 'Maximum',
          },
        },
      },
      description:
        'The release gate could not take an event of CloudFormation, or could not be started for a dead execution. Read the message in the queue: a stack waits up to an hour for its answer.',
    }),
  };
}

/** Once in a minute is enough; silence is good news. */
function once({ signal, description }: { readonly signal: Signal; readonly description: string }): AlarmPlan {
  return {
    signal,
    comparison: 'GreaterThanOrEqualToThreshold',
    threshold: 1,
    datapoints: 1,
    periods: 1,
    missingData: 'notBreaching',
    severity: 'page',
    description,
  };
}
