import { App } from 'aws-cdk-lib';
import { platformIn, propertiesOf, templateOf } from '../../stacks';

const template = templateOf(platformIn(new App()));
const [rule] = propertiesOf(template, 'AWS::Events::Rule');
const [machine] = Object.keys(template.findResources('AWS::StepFunctions::StateMachine'));
const [queue] = Object.keys(template.findResources('AWS::SQS::Queue'));

/**
 * Whether an event matches a pattern, for the two kinds of values in ours: a text, and a prefix.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
function matches(pattern: any, event: any): boolean {
  return Object.entries<any>(pattern).every(([field, expected]) => {
    if (!Array.isArray(expected)) return event[field] !== undefined && matches(expected, event[field]);
    return expected.some((one) =>
      typeof one === 'object' && 'prefix' in one
        ? String(event[field]).startsWith(one.prefix)
        : JSON.stringify(one) === JSON.stringify(event[field]),
    );
  });
}

/** As Step Functions tells of an execution; the ARN of the machine as it stands in the template. */
const eventOf = (detail: object) => ({
  version: '0',
  source: 'aws.states',
  'detail-type': 'Step Functions Execution Status Change',
  account: '111122223333',
  region: 'eu-west-1',
  detail: {
    executionArn: 'arn:aws:states:eu-west-1:111122223333:execution:release-gate:gate-checkout-0a1b2c3d-1',
    stateMachineArn: { 'Fn::GetAtt': [machine, 'Arn'] },
    name: 'gate-checkout-0a1b2c3d-1',
    status: 'FAILED',
    input: '{}',
    output: null,
    ...detail,
  },
});

test.each(['FAILED', 'TIMED_OUT', 'ABORTED'])('the backstop hears of an execution that ended with %s', (status) => {
  expect(matches(rule.EventPattern, eventOf({ status }))).toBe(true);
});

test.each([
  ['runs', { status: 'RUNNING' }],
  ['succeeded', { status: 'SUCCEEDED' }],
  [
    'the backstop itself started, which has a name of EventBridge',
    { name: '1f0e7ab2-5c55-4a53-9bb4-7e1c9a8f9a11_9c1d' },
  ],
  ['is of another machine', { stateMachineArn: 'arn:aws:states:eu-west-1:111122223333:stateMachine:other' }],
])('the backstop does not hear of an execution that %s', (_, detail) => {
  expect(matches(rule.EventPattern, eventOf(detail))).toBe(false);
});

test.each([
  ['another service', { source: 'aws.events' }],
  ['something else', { 'detail-type': 'Step Functions Map Run Status Change' }],
])('the backstop does not hear of %s', (_, difference) => {
  expect(matches(rule.EventPattern, { ...eventOf({}), ...difference })).toBe(false);
});

test('the backstop hands the event on as it is, for up to an hour, and then to a person', () => {
  const [target, ...more] = rule.Targets;
  expect(more).toEqual([]);
  expect(target).toEqual({
    Id: 'StateMachine',
    Arn: { 'Fn::GetAtt': [machine, 'Arn'] },
    RoleArn: { 'Fn::GetAtt': [expect.stringMatching(/^PlatformReleaseGateBackstopRole/), 'Arn'] },
    DeadLetterConfig: { Arn: { 'Fn::GetAtt': [queue, 'Arn'] } },
    RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 20 },
  });
});

test('EventBridge may put into the queue what comes of this rule', () => {
  const [ruleId] = Object.keys(template.findResources('AWS::Events::Rule'));
  const [{ PolicyDocument, Queues }] = propertiesOf(template, 'AWS::SQS::QueuePolicy');
  expect(Queues).toEqual([{ Ref: queue }]);
  expect(PolicyDocument.Statement).toContainEqual({
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: { 'Fn::GetAtt': [queue, 'Arn'] },
    Condition: { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [ruleId, 'Arn'] } } },
  });
});
