import { AnswerCall, Emergency, TickCall } from '../gate/engine';
import { LIMITS } from '../gate/limits';
import { Catcher, Retrier, StateMachine, States, TaskState, Template, Variables } from './gate-states-language';

/** What the state machine is made with. */
export interface GateMachineProps {
  /** The partition of AWS, such as `aws`. */
  readonly partition: string;
  /** The version of the gate's function that is called; an execution calls the same one to its end. */
  readonly functionArn: string;
}

/** A variable holds everything; what states hand to each other is empty, so that the history stays short. */
const NOTHING = {};

const RETRY: Retrier[] = [
  // What hangs has cost a minute already: once more, not five times.
  { ErrorEquals: ['States.Timeout', 'Sandbox.Timedout', 'Lambda.Unknown'], IntervalSeconds: 1, MaxAttempts: 1 },
  // Lambda and the load balancer's API have bad seconds: within a minute, and not all gates at the same moment.
  {
    ErrorEquals: ['States.ALL'],
    IntervalSeconds: 2,
    BackoffRate: 2,
    MaxAttempts: 5,
    MaxDelaySeconds: 20,
    JitterStrategy: 'FULL',
  },
];

/** Long enough for an error that AWS has words for, short enough for CloudFormation's events. */
const SHOWN_CHARACTERS = 700;
const SHOWN_ERROR = `$states.errorOutput.Error & ': ' & $substring($states.errorOutput.Cause, 0, ${SHOWN_CHARACTERS})`;

/**
 * The engine of the release gate: a loop around its function, which does all the thinking.
 *
 * By itself it knows one thing: when the function is broken for good, it leads traffic back to the former release, by a
 * call of its own to the load balancer, and only in a rule that nobody else has a target group in.
 */
export function gateMachine(props: GateMachineProps): StateMachine {
  return {
    Comment: 'Lets a release pass, or leads traffic back. The loop is here, the thinking in the function.',
    QueryLanguage: 'JSONata',
    TimeoutSeconds: LIMITS.engineSeconds,
    StartAt: 'Begin',
    States: { ...loop(props), ...emergency(props), ...ends() },
  };
}

function loop(props: GateMachineProps): States {
  const call: Payload<TickCall> = {
    op: 'tick',
    execution: '{% $states.context.Execution.Id %}',
    input: '{% $input %}',
    state: '{% $state %}',
  };
  return {
    Begin: { Type: 'Pass', Assign: { input: INPUT, state: null }, Output: NOTHING, Next: 'Tick' },
    Tick: {
      ...invoke(props, call),
      Assign: { state: '{% $states.result.Payload %}' },
      Catch: [
        onError({ emergency: EMERGENCY, cause: `{% 'The gate failed (' & ${SHOWN_ERROR} & ').' %}` }, 'Emergency?'),
      ],
      Next: 'Done?',
    },
    'Done?': { Type: 'Choice', Choices: [{ Condition: '{% $state.done = true %}', Next: 'Done' }], Default: 'Pause' },
    // Whole seconds, as Step Functions wants them, and at least one.
    Pause: { Type: 'Wait', Seconds: '{% $max([1, $ceil($state.wait)]) %}', Next: 'Tick' },
  };
}

function emergency(props: GateMachineProps): States {
  const call: Payload<AnswerCall> = {
    op: 'answer',
    execution: '{% $states.context.Execution.Id %}',
    input: '{% $input %}',
    state: '{% $state %}',
    cause: '{% $cause %}',
  };
  const rule: Payload<Emergency, 'ruleArn' | 'safeTargetGroupArn'> = {
    ruleArn: '{% $emergency.ruleArn %}',
    safeTargetGroupArn: '{% $emergency.safeTargetGroupArn %}',
  };
  return {
    'Emergency?': {
      Type: 'Choice',
      Choices: [{ Condition: '{% $emergency != null %}', Next: 'FindRule' }],
      Default: 'Answer',
      Assign: also(`' No traffic had to be led back.'`),
    },
    FindRule: {
      ...callLoadBalancer(props, 'describeRules', { RuleArns: [rule.ruleArn] }),
      Assign: { own: OWN_RULE },
      Catch: [
        onError(also(`' The rule could not be read (' & ${SHOWN_ERROR} & '), so it was left as it is.'`), 'Answer'),
      ],
      Next: 'OwnRule?',
    },
    'OwnRule?': {
      Type: 'Choice',
      Choices: [{ Condition: '{% $own %}', Next: 'RestoreRule' }],
      Default: 'Answer',
      Assign: also(`' The rule leads to what is not of this release, so it was left as it is.'`),
    },
    RestoreRule: {
      ...callLoadBalancer(props, 'modifyRule', { RuleArn: rule.ruleArn, Actions: forwardTo(rule.safeTargetGroupArn) }),
      Assign: also(`' All traffic was led back to the former release.'`),
      Catch: [onError(also(`' Traffic could not be led back (' & ${SHOWN_ERROR} & ').'`), 'Answer')],
      Next: 'Answer',
    },
    Answer: {
      ...invoke(props, call),
      Catch: [onError(also(`' CloudFormation could not be answered (' & ${SHOWN_ERROR} & ').'`), 'Dead')],
      Next: 'Answered',
    },
  };
}

function ends(): States {
  return {
    Done: { Type: 'Succeed' },
    Answered: { Type: 'Succeed' },
    // Seen by the backstop, which tries once more, and by an alarm.
    Dead: { Type: 'Fail', Error: 'GateBroken', Cause: '{% $cause %}' },
  };
}

/** What a function is called with: every field, none forgotten. */
type Payload<Call, Fields extends keyof Call = keyof Call> = { readonly [Field in Fields]: string };

/** An execution begins with a request, or with the event that tells of the death of another one. */
const INPUT = `{% (
  $death := $states.input.detail;
  $exists($death) ? { 'dead': { 'name': $death.name, 'status': $death.status, 'input': $death.input } } : $states.input
) %}`;

/** Which way is back changes as a rollout goes on. Until the function has looked once, what it was started with holds. */
const EMERGENCY = `{% (
  $found := $exists($state.phase) ? $state.emergency : $input.emergency;
  $exists($found) ? $found : null
) %}`;

/** One forward action, to target groups of this release and of the former one alone. */
const OWN_RULE = `{% (
  $actions := $states.result.Rules[0].Actions;
  $groups := $actions.ForwardConfig.TargetGroups.TargetGroupArn;
  $foreign := $groups[$not($ in $emergency.ownTargetGroupArns)];
  $actions.Type = 'forward' and $count($groups) > 0 and $count($foreign) = 0
) %}`;

/** A task without what makes it one of a kind. */
type Call = Omit<TaskState, 'Assign' | 'Catch' | 'Next'>;

function invoke({ partition, functionArn }: GateMachineProps, payload: { readonly [field: string]: string }): Call {
  return {
    Type: 'Task',
    Resource: `arn:${partition}:states:::lambda:invoke`,
    Arguments: { FunctionName: functionArn, Payload: payload },
    TimeoutSeconds: LIMITS.callSeconds,
    Output: NOTHING,
    Retry: RETRY,
  };
}

function callLoadBalancer(
  { partition }: GateMachineProps,
  action: 'describeRules' | 'modifyRule',
  parameters: Template,
): Call {
  return {
    Type: 'Task',
    Resource: `arn:${partition}:states:::aws-sdk:elasticloadbalancingv2:${action}`,
    Arguments: parameters,
    TimeoutSeconds: LIMITS.callSeconds,
    Output: NOTHING,
    Retry: RETRY,
  };
}

function forwardTo(targetGroupArn: string): Template[] {
  return [{ Type: 'forward', ForwardConfig: { TargetGroups: [{ TargetGroupArn: targetGroupArn, Weight: 100 }] } }];
}

function onError(assign: Variables, next: string): Catcher {
  return { ErrorEquals: ['States.ALL'], Assign: assign, Output: NOTHING, Next: next };
}

/** Another sentence for the person who reads what happened. */
function also(sentence: string): Variables {
  return { cause: `{% $cause & ${sentence} %}` };
}
