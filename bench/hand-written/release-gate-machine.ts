import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';

const INPUT = `{% (
  $death := $states.input.detail;
  $exists($death) ? { 'dead': { 'name': $death.name, 'status': $death.status, 'input': $death.input } } : $states.input
) %}`;

const EMERGENCY = `{% (
  $found := $exists($state.phase) ? $state.emergency : $input.emergency;
  $exists($found) ? $found : null
) %}`;

const OWN_RULE = `{% (
  $actions := $states.result.Rules[0].Actions;
  $groups := $actions.ForwardConfig.TargetGroups.TargetGroupArn;
  $foreign := $groups[$not($ in $emergency.ownTargetGroupArns)];
  $actions.Type = 'forward' and $count($groups) > 0 and $count($foreign) = 0
) %}`;

/** The loop around the gate's function, and the way back without it. */
export function machineOf(scope: Construct, gate: lambda.IVersion): sfn.IChainable {
  const invoke = (id: string, payload: object, assign: { [name: string]: string }) =>
    tasks.LambdaInvoke.jsonata(scope, id, {
      lambdaFunction: gate,
      retryOnServiceExceptions: false,
      taskTimeout: sfn.Timeout.duration(cdk.Duration.seconds(75)),
      payload: sfn.TaskInput.fromObject({
        execution: '{% $states.context.Execution.Id %}',
        input: '{% $input %}',
        state: '{% $state %}',
        ...payload,
      }),
      outputs: {},
      assign,
    });
  const call = (
    id: string,
    action: string,
    parameters: { [name: string]: unknown },
    assign: { [name: string]: string },
  ) =>
    tasks.CallAwsService.jsonata(scope, id, {
      service: 'elasticloadbalancingv2',
      action,
      parameters,
      iamResources: ['*'],
      taskTimeout: sfn.Timeout.duration(cdk.Duration.seconds(75)),
      outputs: {},
      assign,
    });
  const also = (sentence: string) => ({ cause: `{% $cause & ' ${sentence}' %}` });

  const dead = sfn.Fail.jsonata(scope, 'Dead', { error: 'GateBroken', cause: '{% $cause %}' });
  const answer = withTries(invoke('Answer', { op: 'answer', cause: '{% $cause %}' }, {}))
    .addCatch(dead, { assign: also('CloudFormation could not be answered.') })
    .next(sfn.Succeed.jsonata(scope, 'Answered'));
  const restore = withTries(
    call(
      'RestoreRule',
      'modifyRule',
      {
        RuleArn: '{% $emergency.ruleArn %}',
        Actions: [
          {
            Type: 'forward',
            ForwardConfig: {
              TargetGroups: [{ TargetGroupArn: '{% $emergency.safeTargetGroupArn %}', Weight: 100 }],
            },
          },
        ],
      },
      also('All traffic was led back to the former release.'),
    ),
  )
    .addCatch(answer, { assign: also('Traffic could not be led back.') })
    .next(answer);
  const find = withTries(
    call('FindRule', 'describeRules', { RuleArns: ['{% $emergency.ruleArn %}'] }, { own: OWN_RULE }),
  )
    .addCatch(answer, { assign: also('The rule could not be read.') })
    .next(
      sfn.Choice.jsonata(scope, 'OwnRule?', { assign: also('The rule is not of this release.') })
        .when(sfn.Condition.jsonata('{% $own %}'), restore)
        .otherwise(answer),
    );
  const emergency = sfn.Choice.jsonata(scope, 'Emergency?', { assign: also('No traffic had to be led back.') })
    .when(sfn.Condition.jsonata('{% $emergency != null %}'), find)
    .otherwise(answer);

  const tick = withTries(invoke('Tick', { op: 'tick' }, { state: '{% $states.result.Payload %}' })).addCatch(
    emergency,
    {
      assign: { emergency: EMERGENCY, cause: "{% 'The gate failed (' & $states.errorOutput.Error & ').' %}" },
    },
  );
  const pause = sfn.Wait.jsonata(scope, 'Pause', {
    time: sfn.WaitTime.seconds('{% $max([1, $ceil($state.wait)]) %}'),
  }).next(tick);
  tick.next(
    sfn.Choice.jsonata(scope, 'Done?')
      .when(sfn.Condition.jsonata('{% $state.done = true %}'), sfn.Succeed.jsonata(scope, 'Done'))
      .otherwise(pause),
  );
  return sfn.Pass.jsonata(scope, 'Begin', { assign: { input: INPUT, state: null }, outputs: {} }).next(tick);
}

function withTries<T extends sfn.TaskStateBase>(task: T): T {
  task.addRetry({
    errors: ['States.Timeout', 'Sandbox.Timedout', 'Lambda.Unknown'],
    interval: cdk.Duration.seconds(1),
    maxAttempts: 1,
  });
  task.addRetry({
    errors: ['States.ALL'],
    interval: cdk.Duration.seconds(2),
    backoffRate: 2,
    maxAttempts: 5,
    maxDelay: cdk.Duration.seconds(20),
    jitterStrategy: sfn.JitterType.FULL,
  });
  return task;
}
