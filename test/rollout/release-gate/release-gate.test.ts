import * as fs from 'fs';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Platform, ReleaseGate } from '../../../lib';
import { gateMachine } from '../../../lib/rollout/release-gate/gate-machine';
import { ENV, messageOf, platformIn, propertiesOf, templateOf } from '../../stacks';
import { textOf } from '../../template-text';

const AUTHORITY = '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIB\n-----END CERTIFICATE-----\n';

/** The resources of a type, by the path of their constructs below the gate, without the last `Resource`. */
function resourcesOf(template: Template, type: string): { [id: string]: any } {
  return Object.fromEntries(
    Object.entries(template.findResources(type))
      .filter(([id]) => id.startsWith('PlatformReleaseGate'))
      .map(([id, resource]) => [id.replace(/^PlatformReleaseGate/, '').replace(/[0-9A-F]{8}$/, ''), resource]),
  );
}

describe('a release gate', () => {
  const platform = platformIn(new App());
  const template = templateOf(platform);
  const gate = platform.releaseGate;
  const idOf = (type: string, name: string) => {
    const [id, ...more] = Object.keys(template.findResources(type)).filter((one) =>
      new RegExp(`^PlatformReleaseGate${name}[0-9A-F]{8}`).test(one),
    );
    expect(more).toEqual([]);
    return id;
  };
  const functions = resourcesOf(template, 'AWS::Lambda::Function');
  const [{ Properties: machine, DependsOn: machineDependsOn }] = Object.values(
    resourcesOf(template, 'AWS::StepFunctions::StateMachine'),
  );
  const deadLetters = idOf('AWS::SQS::Queue', 'DeadLetters');

  describe('has a function', () => {
    const { Code: _, Role: role, ...properties } = functions.Function.Properties;

    test('of the newest Node.js, with a minute and a little memory', () => {
      const { Runtime, Handler, Architectures, Timeout, MemorySize } = properties;
      expect([Runtime, Handler, Architectures, Timeout, MemorySize]).toEqual([
        'nodejs24.x',
        'index.handler',
        ['arm64'],
        60,
        256,
      ]);
    });

    test('that knows its engine by name, and the probe', () => {
      const { STATE_MACHINE_ARN, PROBE_FUNCTION_NAME } = properties.Environment.Variables;
      expect(textOf(STATE_MACHINE_ARN)).toBe(
        `arn:<AWS::Partition>:states:eu-west-1:111122223333:stateMachine:${textOf(machine.StateMachineName)}`,
      );
      expect(PROBE_FUNCTION_NAME).toEqual({ Ref: idOf('AWS::Lambda::Function', 'Probe') });
    });

    test('outside the network', () => {
      expect(properties.VpcConfig).toBeUndefined();
    });

    test('whose lost events are kept', () => {
      expect(properties.DeadLetterConfig).toEqual({ TargetArn: { 'Fn::GetAtt': [deadLetters, 'Arn'] } });
    });

    test('that CloudFormation calls without a version, by an ARN that never changes', () => {
      expect(Stack.of(gate).resolve(gate.serviceToken)).toEqual({
        'Fn::GetAtt': [idOf('AWS::Lambda::Function', 'Function'), 'Arn'],
      });
      expect(Stack.of(gate).resolve(gate.role.roleArn)).toEqual(role);
    });

    test('that the machine calls in a version, which outlives updates but not one that failed', () => {
      const [[id, version], ...more] = Object.entries(template.findResources('AWS::Lambda::Version'));
      expect(more).toEqual([]);
      expect(version).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
      expect(textOf(machine.DefinitionString)).toContain(`"FunctionName":"<${id}>"`);
      expect(textOf(machine.DefinitionString)).not.toContain(idOf('AWS::Lambda::Function', 'Function'));
    });
  });

  describe('has an engine', () => {
    test('which is the machine that is tested elsewhere', () => {
      const [version] = Object.keys(template.findResources('AWS::Lambda::Version'));
      const definition = gateMachine({ partition: '<AWS::Partition>', functionArn: `<${version}>` });
      expect(JSON.parse(textOf(machine.DefinitionString))).toEqual(definition);
      expect(machine.StateMachineType).toBe('STANDARD');
    });

    test('whose log says everything but what states hand over', () => {
      const [logGroup] = machine.LoggingConfiguration.Destinations;
      expect(machine.LoggingConfiguration).toEqual({
        Level: 'ALL',
        IncludeExecutionData: false,
        Destinations: [logGroup],
      });
      expect(logGroup.CloudWatchLogsLogGroup.LogGroupArn).toEqual({
        'Fn::GetAtt': [idOf('AWS::Logs::LogGroup', 'MachineLogGroup'), 'Arn'],
      });
      expect(machine.TracingConfiguration).toEqual({ Enabled: true });
    });

    test('which has its rights before it is made', () => {
      expect(machineDependsOn).toEqual([idOf('AWS::IAM::ManagedPolicy', 'MachineRightsPolicy')]);
    });

    test('whose name no other stack can have', () => {
      const name = textOf(machine.StateMachineName);
      expect(name).toMatch(
        /^release-gate-[0-9a-f]{8}-\{"Fn::Select":\[2,\{"Fn::Split":\["\/",\{"Ref":"AWS::StackId"\}\]\}\]\}$/,
      );
      // The id of a stack is a UUID.
      expect(name.replace(/\{.*\}/, 'x'.repeat(36)).length).toBeLessThanOrEqual(80);
    });
  });

  describe('has a probe', () => {
    const { Properties: probe, DependsOn } = functions.Probe;

    test('in the subnets of the network, where only the test listener lets it in', () => {
      const stack = Stack.of(platform);
      expect(probe.VpcConfig).toEqual({
        SubnetIds: platform.network.subnets.map(({ subnetId }) => stack.resolve(subnetId)),
        SecurityGroupIds: [stack.resolve(platform.entrance.probeSecurityGroup.securityGroupId)],
      });
      const egress = propertiesOf(template, 'AWS::EC2::SecurityGroupEgress').filter(
        ({ GroupId }) => JSON.stringify(GroupId) === JSON.stringify(probe.VpcConfig.SecurityGroupIds[0]),
      );
      expect(egress.map(({ FromPort, ToPort }) => [FromPort, ToPort])).toEqual([[8443, 8443]]);
    });

    test('with more time than one try of a test may take', () => {
      expect(probe.Timeout).toBe(40);
    });

    test('that is made when Lambda may make its network interfaces', () => {
      expect(DependsOn).toContain(idOf('AWS::IAM::ManagedPolicy', 'ProbePolicy'));
      expect(DependsOn).not.toContain(idOf('AWS::IAM::ManagedPolicy', 'ProbeCodePolicy'));
    });
  });

  test('keeps all its logs for a year, encrypted, and longer than itself', () => {
    const logGroups = resourcesOf(template, 'AWS::Logs::LogGroup');
    expect(Object.keys(logGroups).sort()).toEqual(['FunctionLogGroup', 'MachineLogGroup', 'ProbeLogGroup']);
    const [key] = Object.keys(template.findResources('AWS::KMS::Key'));
    for (const { Properties, DeletionPolicy } of Object.values(logGroups)) {
      expect(Properties).toMatchObject({ RetentionInDays: 365, KmsKeyId: { 'Fn::GetAtt': [key, 'Arn'] } });
      expect(DeletionPolicy).toBe('RetainExceptOnCreate');
    }
    expect([functions.Function, functions.Probe].map(({ Properties }) => Properties.LoggingConfig.LogGroup)).toEqual([
      { Ref: idOf('AWS::Logs::LogGroup', 'FunctionLogGroup') },
      { Ref: idOf('AWS::Logs::LogGroup', 'ProbeLogGroup') },
    ]);
  });

  test('keeps dead letters encrypted, for two weeks, and takes them over TLS alone', () => {
    const { Properties } = template.findResources('AWS::SQS::Queue')[deadLetters];
    expect(Properties).toEqual({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 1_209_600 });
    const [{ PolicyDocument }] = propertiesOf(template, 'AWS::SQS::QueuePolicy');
    expect(PolicyDocument.Statement).toContainEqual({
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 'sqs:*',
      Resource: { 'Fn::GetAtt': [deadLetters, 'Arn'] },
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
  });

  test('pages about itself: when it needs a person, when it died, and when nobody took a message', () => {
    const alarms = Object.values(resourcesOf(template, 'AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties);
    const topic = [{ Ref: Object.keys(template.findResources('AWS::SNS::Topic'))[0] }];
    expect(gate.alarms).toHaveLength(3);
    for (const alarm of alarms) {
      expect(alarm).toMatchObject({
        Threshold: 1,
        EvaluationPeriods: 1,
        DatapointsToAlarm: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        TreatMissingData: 'notBreaching',
        AlarmActions: topic,
        OKActions: topic,
      });
      expect(alarm.AlarmDescription).toMatch(/^The release gate |^An execution of the release gate /);
    }
    const metricOf = ({ Namespace, MetricName, Dimensions, Statistic, Period }: any) => [
      Namespace,
      MetricName,
      Object.fromEntries(Dimensions.map(({ Name, Value }: any) => [Name, textOf(Value)])),
      Statistic,
      Period,
    ];
    const metrics = alarms.flatMap((alarm) =>
      alarm.Metrics
        ? alarm.Metrics.filter(({ MetricStat }: any) => MetricStat).map(
            ({ MetricStat: { Metric, Stat, Period } }: any) => metricOf({ ...Metric, Statistic: Stat, Period }),
          )
        : [metricOf(alarm)],
    );
    const ofMachine = { StateMachineArn: `<${idOf('AWS::StepFunctions::StateMachine', 'Machine')}.Arn>` };
    expect(metrics.sort()).toEqual([
      ['AWS/SQS', 'ApproximateNumberOfMessagesVisible', { QueueName: `<${deadLetters}.QueueName>` }, 'Maximum', 60],
      ['AWS/States', 'ExecutionsFailed', ofMachine, 'Sum', 60],
      ['AWS/States', 'ExecutionsTimedOut', ofMachine, 'Sum', 60],
      ['GoldenPath/Release', 'NeedsAttention', { Platform: 'shop.internal' }, 'Sum', 60],
    ]);
  });
});

describe('a release gate made beforehand', () => {
  const stackIn = (app: App) => new Stack(app, 'Own', { env: ENV });
  const gateFor = (platform: Platform, certificateAuthority?: string) => {
    const stack = stackIn(Stack.of(platform).node.root as App);
    return new ReleaseGate(stack, 'Gate', {
      network: platform.network,
      entrance: platform.entrance,
      alertTopic: new Topic(stack, 'Topic'),
      encryptionKey: new Key(stack, 'Key'),
      certificateAuthority,
    });
  };

  test('remembers the authority that the probe is to trust', () => {
    expect(gateFor(platformIn(new App()), AUTHORITY).certificateAuthority).toBe(AUTHORITY);
    expect(gateFor(platformIn(new App()), AUTHORITY + AUTHORITY).certificateAuthority).toBe(AUTHORITY + AUTHORITY);
    expect(gateFor(platformIn(new App())).certificateAuthority).toBeUndefined();
  });

  test.each([
    ['the name of a file', 'authority.pem'],
    ['a key', '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n'],
    ['half a certificate', '-----BEGIN CERTIFICATE-----\nMIIB'],
    ['nothing', ''],
  ])('fails with %s for an authority', (_, certificateAuthority) => {
    expect(messageOf(() => gateFor(platformIn(new App()), certificateAuthority))).toBe(
      `[Own/Gate] \`certificateAuthority\` must be one certificate or more, as PEM, got ${JSON.stringify(certificateAuthority)}: read the file: fs.readFileSync('authority.pem', 'utf8')`,
    );
  });

  test('may stand in another stack than the entrance', () => {
    const template = templateOf(gateFor(platformIn(new App())));
    template.resourceCountIs('AWS::StepFunctions::StateMachine', 1);
    const [policy] = propertiesOf(template, 'AWS::IAM::ManagedPolicy').filter(({ Description }) =>
      Description.startsWith('Moves traffic'),
    );
    expect(JSON.stringify(policy.PolicyDocument)).toContain('ExportsOutputRefPlatformEntranceProductionListener');
  });

  test('is another machine than that of the platform', () => {
    const platform = platformIn(new App());
    const [own] = propertiesOf(templateOf(gateFor(platform)), 'AWS::StepFunctions::StateMachine');
    const [other] = propertiesOf(templateOf(platform), 'AWS::StepFunctions::StateMachine');
    expect(textOf(own.StateMachineName)).not.toBe(textOf(other.StateMachineName));
  });

  test('fails without the code of its functions', () => {
    const real = fs.existsSync;
    const exists = jest.spyOn(fs, 'existsSync').mockImplementation((path) => {
      return !String(path).endsWith('index.js') && real(path);
    });
    const message = messageOf(() => platformIn(new App()));
    exists.mockRestore();
    expect(message).toBe(
      '[Platform/Platform/ReleaseGate/Probe] the bundled code of a function, assets/probe/index.js, is missing in the package cdk-golden-path: run `npm run prepare` in its folder, or install the package again',
    );
  });
});
