import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import { SignalRecorder } from '../../../lib/signals';
import { ENV, messageOf, onlyOf, templateOf } from '../../stacks';

const LOAD_BALANCER = 'app/shop/0123456789abcdef';
const LOAD_BALANCER_ARN = `arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/${LOAD_BALANCER}`;

function recorderIn(app: App): SignalRecorder {
  const stack = new Stack(app, 'Platform', { env: ENV });
  return new SignalRecorder(stack, 'Recorder', {
    domainName: 'shop.internal',
    loadBalancerArn: LOAD_BALANCER_ARN,
    loadBalancerFullName: LOAD_BALANCER,
    encryptionKey: new Key(stack, 'Key', { enableKeyRotation: true }),
  });
}

describe('a signal recorder', () => {
  const recorder = recorderIn(new App());
  const stack = Stack.of(recorder);
  const template = templateOf(recorder);
  const functionArn = stack.resolve(recorder.function.functionArn);
  const ruleArn = stack.resolve(recorder.rule.attrArn);
  const only = (type: string) => onlyOf(template, type);

  test('consists of these, and of nothing that anybody could reach', () => {
    const types = Object.values<any>(template.toJSON().Resources).map(({ Type }) => Type);
    expect(types.sort()).toEqual([
      'AWS::Events::Rule',
      'AWS::IAM::ManagedPolicy',
      'AWS::IAM::Role',
      'AWS::KMS::Key',
      'AWS::Lambda::EventInvokeConfig',
      'AWS::Lambda::Function',
      'AWS::Lambda::Permission',
      'AWS::Logs::LogGroup',
    ]);
  });

  test('has a function of the newest Node.js, outside the network, that ends before the next run begins', () => {
    const { Code: _, Role: __, ...properties } = only('AWS::Lambda::Function').Properties;
    expect(properties).toEqual({
      Description: 'Records the signals of services over their releases',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Architectures: ['arm64'],
      MemorySize: 256,
      Timeout: 50,
      LoggingConfig: { LogGroup: stack.resolve(recorder.logGroup.logGroupName) },
      Environment: {
        Variables: { LOAD_BALANCER_ARN, LOAD_BALANCER, PLATFORM: 'shop.internal' },
      },
    });
  });

  test('runs every minute', () => {
    expect(only('AWS::Events::Rule').Properties).toEqual({
      Description: 'Looks at the signals of services once a minute',
      ScheduleExpression: 'rate(1 minute)',
      Targets: [
        {
          Id: 'Recorder',
          Arn: functionArn,
          RetryPolicy: { MaximumEventAgeInSeconds: 120, MaximumRetryAttempts: 2 },
        },
      ],
    });
  });

  test('tries a minute twice, and within two minutes', () => {
    expect(only('AWS::Lambda::EventInvokeConfig').Properties).toEqual({
      FunctionName: { Ref: only('AWS::Lambda::Function').id },
      Qualifier: '$LATEST',
      MaximumEventAgeInSeconds: 120,
      MaximumRetryAttempts: 1,
    });
  });

  test('is called by its schedule alone', () => {
    expect(only('AWS::Lambda::Permission').Properties).toEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: functionArn,
      Principal: 'events.amazonaws.com',
      SourceArn: ruleArn,
    });
    expect(only('AWS::IAM::Role').Properties).toEqual({
      Description: 'The signal recorder',
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
      },
    });
  });

  test('may do this, and nothing else', () => {
    const { Roles, PolicyDocument } = only('AWS::IAM::ManagedPolicy').Properties;
    expect(Roles).toEqual([{ Ref: only('AWS::IAM::Role').id }]);
    expect(PolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: stack.resolve(recorder.logGroup.logGroupArn),
      },
      {
        Effect: 'Allow',
        Action: [
          'cloudwatch:GetMetricData',
          'elasticloadbalancing:DescribeTags',
          'elasticloadbalancing:DescribeTargetGroups',
        ],
        Resource: '*',
      },
      {
        Effect: 'Allow',
        Action: 'cloudwatch:PutMetricData',
        Resource: '*',
        Condition: { StringEquals: { 'cloudwatch:namespace': 'GoldenPath/Service' } },
      },
    ]);
  });

  test('has its rights before it runs', () => {
    expect(only('AWS::Events::Rule').DependsOn).toEqual([only('AWS::IAM::ManagedPolicy').id]);
  });

  test('keeps an encrypted log for a year, also when the platform goes', () => {
    const { Properties, DeletionPolicy, UpdateReplacePolicy } = only('AWS::Logs::LogGroup');
    expect({ Properties, DeletionPolicy, UpdateReplacePolicy }).toEqual({
      Properties: { RetentionInDays: 365, KmsKeyId: { 'Fn::GetAtt': [only('AWS::KMS::Key').id, 'Arn'] } },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });
});

test('fails without the code of its function', () => {
  const real = fs.existsSync;
  const exists = jest.spyOn(fs, 'existsSync').mockImplementation((file) => {
    return !String(file).endsWith('index.js') && real(file);
  });
  const message = messageOf(() => recorderIn(new App()));
  exists.mockRestore();
  expect(message).toBe(
    '[Platform/Recorder] the bundled code of a function, assets/recorder/index.js, is missing in the package cdk-golden-path: run `npm run prepare` in its folder, or install the package again',
  );
});

describe('of a signal recorder, rule packs', () => {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'golden-path-recorder-'));
  afterAll(() => fs.rmSync(outdir, { recursive: true }));

  const app = new App({ outdir, context: { '@aws-cdk/core:failSynthOnValidationErrors': false } });
  recorderIn(app);
  const packs = [
    new AwsSolutionsChecks(app),
    new NIST80053R5Checks(app),
    new HIPAASecurityChecks(app),
    new PCIDSS321Checks(app),
  ];
  Validations.of(app).addPlugins(...packs);
  app.synth();
  const { pluginReports } = JSON.parse(fs.readFileSync(path.join(outdir, 'validation-report.json'), 'utf8'));

  test('find nothing', () => {
    expect(pluginReports).toHaveLength(packs.length);
    expect(pluginReports.flatMap(({ violations }: any) => violations)).toEqual([]);
  });

  test('have these findings accepted, and no others', () => {
    const accepted = pluginReports.flatMap(({ suppressedViolations }: any) => suppressedViolations);
    expect(accepted.map(({ ruleName }: any) => ruleName).sort()).toEqual([
      'AwsSolutions-IAM5[Resource::*]',
      'HIPAA.Security-LambdaConcurrency',
      'HIPAA.Security-LambdaDLQ',
      'HIPAA.Security-LambdaInsideVPC',
      'NIST.800.53.R5-LambdaConcurrency',
      'NIST.800.53.R5-LambdaDLQ',
      'NIST.800.53.R5-LambdaInsideVPC',
      'PCI.DSS.321-LambdaInsideVPC',
    ]);
  });
});
