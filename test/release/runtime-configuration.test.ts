import { App, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { ConfigurationValue, ImmutableService } from '../../lib';
import { ENV, messageOf, releaseA, serviceIn, templateOf } from '../stacks';

const SIGNING_KEY = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:signing-AbCdEf';
const DATABASE = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:database-GhIjKl';
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/0f3c6c1e';
const VERSION = '7b6f1f5c-2a9d-4a43-8f3d-6a4f5b1c2d3e';

const valuesIn = (app: App) => new Stack(app, 'Values', { env: ENV });

function configured(): ImmutableService {
  const app = new App();
  const scope = valuesIn(app);
  const features = StringParameter.fromStringParameterName(scope, 'Features', '/shop/features');
  return serviceIn(app, {
    release: releaseA({
      configuration: {
        SIGNING_KEY: ConfigurationValue.secret(Secret.fromSecretCompleteArn(scope, 'SigningKey', SIGNING_KEY), VERSION),
        FEATURES: ConfigurationValue.parameter(features, 7, Key.fromKeyArn(scope, 'Key', KEY)),
        DATABASE: ConfigurationValue.rotatingSecret(Secret.fromSecretCompleteArn(scope, 'Database', DATABASE)),
      },
    }),
  });
}

describe('the runtime configuration', () => {
  const template = templateOf(configured());
  const [group, { DependsOn }] = Object.entries(template.findResources('AWS::AutoScaling::AutoScalingGroup'))[0];
  const fingerprint = group.slice(-12);
  const path = `/golden-path/shop.internal/checkout/configuration/${fingerprint}`;
  const [documentId, document] = Object.entries(template.findResources('AWS::SSM::Parameter')).find(([id]) =>
    id.includes('Configuration'),
  )!;
  const [policyId, policy] = Object.entries(template.findResources('AWS::IAM::ManagedPolicy')).find(([id]) =>
    id.includes('Configuration'),
  )!;

  test('is a document of pointers to one version of each value, never of values', () => {
    expect(document.Properties).toMatchObject({ Name: path, Type: 'String', Tier: 'Intelligent-Tiering' });
    expect(JSON.parse(document.Properties.Value as string)).toEqual({
      schema: 'golden-path/configuration/1',
      values: {
        DATABASE: { secret: DATABASE, versionStage: 'AWSCURRENT' },
        FEATURES: { parameter: '/shop/features', version: 7 },
        SIGNING_KEY: { secret: SIGNING_KEY, versionId: VERSION },
      },
    });
  });

  test('is found by servers in their tags', () => {
    const [{ Properties }] = Object.values(template.findResources('AWS::EC2::LaunchTemplate'));
    const [{ Tags }] = Properties.LaunchTemplateData.TagSpecifications as { Tags: unknown[] }[];
    expect(Tags).toContainEqual({ Key: 'golden-path:configuration', Value: path });
  });

  test('may be read by the servers, value by value and without a wildcard', () => {
    const parameterArn = (name: string) => ({
      'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:ssm:eu-west-1:111122223333:parameter${name}`]],
    });
    expect(policy.Properties.PolicyDocument.Statement).toEqual([
      { Effect: 'Allow', Action: 'ssm:GetParameter', Resource: [parameterArn(path), parameterArn('/shop/features')] },
      { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: [SIGNING_KEY, DATABASE] },
      { Effect: 'Allow', Action: 'kms:Decrypt', Resource: KEY },
    ]);
  });

  test('belongs to the release, so that the old servers keep theirs until they are gone', () => {
    expect([documentId.slice(-12), policyId.slice(-12)]).toEqual([fingerprint, fingerprint]);
  });

  test('exists before the first server starts', () => {
    expect(DependsOn).toEqual(expect.arrayContaining([documentId, policyId]));
  });

  test('is not there for an image that needs none', () => {
    const bare = templateOf(serviceIn(new App()));
    expect(Object.keys(bare.findResources('AWS::SSM::Parameter')).filter((id) => id.includes('Configuration'))).toEqual(
      [],
    );
    expect(JSON.stringify(bare.toJSON())).not.toContain('golden-path:configuration');
  });
});

describe('a configuration value', () => {
  const scope = () => valuesIn(new App());

  test.each([0, -1, 1.5])('fails for version %d of a parameter', (version) => {
    const parameter = StringParameter.fromStringParameterName(scope(), 'Features', '/shop/features');
    expect(messageOf(() => ConfigurationValue.parameter(parameter, version))).toBe(
      `[Values/Features] \`version\` must be a whole number from 1 on, known at synth, got ${version}: take it from aws ssm get-parameter --name NAME --query Parameter.Version`,
    );
  });

  test.each(['', 'AWSCURRENT'])('fails for %j as the version of a secret', (versionId) => {
    const secret = Secret.fromSecretCompleteArn(scope(), 'Database', DATABASE);
    expect(messageOf(() => ConfigurationValue.secret(secret, versionId))).toBe(
      `[Values/Database] \`versionId\` must be the id of a version, 32 to 64 letters, digits and hyphens, known at synth, got "${versionId}": take it from aws secretsmanager list-secret-version-ids --secret-id NAME`,
    );
  });

  test('fails for a secret that is known by its name only', () => {
    const secret = Secret.fromSecretNameV2(scope(), 'Database', 'database');
    expect(messageOf(() => ConfigurationValue.rotatingSecret(secret))).toBe(
      '[Values/Database] `secret` must be known by its complete ARN, because access is granted to this one secret and not to a pattern, got "database": import it with Secret.fromSecretCompleteArn',
    );
  });

  test('fails under a name that is not that of an environment variable', () => {
    const value = ConfigurationValue.rotatingSecret(Secret.fromSecretCompleteArn(scope(), 'Database', DATABASE));
    expect(messageOf(() => releaseA({ configuration: { 'data-base': value } }))).toBe(
      '[Release] `configuration.data-base` must be named like an environment variable: capital letters, digits and underscores, got "data-base": rename it',
    );
  });
});
