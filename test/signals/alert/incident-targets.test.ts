import { App, Stack } from 'aws-cdk-lib';
import {
  ApiDestination,
  Authorization,
  Connection,
  EventBus,
  IRuleTarget,
  RuleTargetInput,
} from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { IncidentTargets } from '../../../lib/signals';
import { ENV, messageOf, propertiesOf, templateOf } from '../../stacks';

const GATE_ALARM = 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:Gate';

function targetsIn(make: (stack: Stack) => IRuleTarget[], alarmArns = [GATE_ALARM]): IncidentTargets {
  const stack = new Stack(new App(), 'Platform', { env: ENV });
  return new IncidentTargets(stack, 'Incidents', { domainName: 'shop.internal', alarmArns, targets: make(stack) });
}

const queue = (stack: Stack, id = 'Queue') => new targets.SqsQueue(new Queue(stack, id));

/** The only target of the rule, as the template has it. */
function targetOf(make: (stack: Stack) => IRuleTarget): any {
  const [{ Targets }] = propertiesOf(templateOf(targetsIn((stack) => [make(stack)])), 'AWS::Events::Rule');
  const [target, ...more] = Targets;
  expect(more).toEqual([]);
  return target;
}

function apiDestination(stack: Stack): ApiDestination {
  const secret = Secret.fromSecretNameV2(stack, 'Secret', 'pager');
  return new ApiDestination(stack, 'Pager', {
    endpoint: 'https://pager.example.com/v2/enqueue',
    connection: new Connection(stack, 'Connection', {
      authorization: Authorization.apiKey('Authorization', secret.secretValue),
    }),
  });
}

describe('incident tools', () => {
  test('hear when a page about a service or the platform begins and ends, and of nothing else', () => {
    const [{ EventPattern, State }] = propertiesOf(
      templateOf(targetsIn((stack) => [queue(stack)])),
      'AWS::Events::Rule',
    );
    const page = ':cloudwatch:eu-west-1:111122223333:alarm:shop.internal/*/page';
    expect(EventPattern).toEqual({
      source: ['aws.cloudwatch'],
      'detail-type': ['CloudWatch Alarm State Change'],
      resources: [{ wildcard: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, page]] } }, GATE_ALARM],
      detail: { state: { value: ['ALARM', 'OK'] } },
    });
    expect(State).toBe('ENABLED');
  });

  test('hear of services alone where the platform has no alarm that pages', () => {
    const [{ EventPattern }] = propertiesOf(templateOf(targetsIn((stack) => [queue(stack)], [])), 'AWS::Events::Rule');
    expect(EventPattern.resources).toHaveLength(1);
  });

  test('may be an API, with the key of a connection', () => {
    const { Arn, RoleArn, Input } = targetOf(
      (stack) =>
        new targets.ApiDestination(apiDestination(stack), {
          event: RuleTargetInput.fromObject({ event_action: 'trigger' }),
        }),
    );
    expect(Arn).toEqual({ 'Fn::GetAtt': ['PagerApiDestination2938B2F4', 'Arn'] });
    expect(RoleArn).toEqual({ 'Fn::GetAtt': ['PagerEventsRole8A7E3CE6', 'Arn'] });
    expect(Input).toBe('{"event_action":"trigger"}');
  });

  test('may be a bus', () => {
    const { Arn, RoleArn } = targetOf((stack) => new targets.EventBus(new EventBus(stack, 'Bus')));
    expect(Arn).toEqual({ 'Fn::GetAtt': ['BusEA82B648', 'Arn'] });
    expect(RoleArn).toEqual({ 'Fn::GetAtt': ['IncidentsEventsRole1896A4AE', 'Arn'] });
  });

  test('may be a function, which admits the rule', () => {
    const incidents = targetsIn((stack) => [
      new targets.LambdaFunction(
        Function.fromFunctionAttributes(stack, 'Function', {
          functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:pager',
          sameEnvironment: true,
        }),
      ),
    ]);
    const [{ Targets }] = propertiesOf(templateOf(incidents), 'AWS::Events::Rule');
    expect(Targets.map(({ Arn }: any) => Arn)).toEqual(['arn:aws:lambda:eu-west-1:111122223333:function:pager']);
    const [{ Principal, SourceArn }] = propertiesOf(templateOf(incidents), 'AWS::Lambda::Permission');
    expect(Principal).toBe('events.amazonaws.com');
    expect(SourceArn).toEqual(Stack.of(incidents).resolve(incidents.rule.ruleArn));
  });

  test('may be a queue, which admits the rule', () => {
    const incidents = targetsIn((stack) => [queue(stack)]);
    const [{ Targets }] = propertiesOf(templateOf(incidents), 'AWS::Events::Rule');
    expect(Targets.map(({ Arn }: any) => Arn)).toEqual([{ 'Fn::GetAtt': ['Queue4A7E3555', 'Arn'] }]);
    const [{ PolicyDocument }] = propertiesOf(templateOf(incidents), 'AWS::SQS::QueuePolicy');
    expect(PolicyDocument.Statement.map(({ Condition }: any) => Condition)).toEqual([
      { ArnEquals: { 'aws:SourceArn': Stack.of(incidents).resolve(incidents.rule.ruleArn) } },
    ]);
  });

  test('may be a topic', () => {
    const { Arn } = targetOf((stack) => new targets.SnsTopic(new Topic(stack, 'Topic')));
    expect(Arn).toEqual({ Ref: 'TopicBFC7AF6E' });
  });

  test('may be five', () => {
    const five = targetsIn((stack) => ['A', 'B', 'C', 'D', 'E'].map((id) => queue(stack, id)));
    const [{ Targets }] = propertiesOf(templateOf(five), 'AWS::Events::Rule');
    expect(Targets).toHaveLength(5);
  });

  test('fails with six', () => {
    expect(messageOf(() => targetsIn((stack) => ['A', 'B', 'C', 'D', 'E', 'F'].map((id) => queue(stack, id))))).toBe(
      '[Platform/Incidents] `incidentTargets` must be 5 at most, as EventBridge allows for a rule, got "6 targets": pass an event bus of yours, and add rules to that',
    );
  });
});
