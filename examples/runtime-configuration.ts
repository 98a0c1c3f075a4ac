import { App, Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { ConfigurationValue, ImmutableService, Platform, Release } from '../lib';

/** One image, several stages: what differs between them are pointers to values, pinned by version. */
export function runtimeConfiguration(app: App, platform: Platform): void {
  const stack = new Stack(app, 'Billing', { env: { account: '111122223333', region: 'eu-west-1' } });

  const features = StringParameter.fromStringParameterName(stack, 'Features', '/shop/billing/features');
  const signingKey = Secret.fromSecretCompleteArn(
    stack,
    'SigningKey',
    'arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/billing/signing-key-AbCdEf',
  );
  const database = Secret.fromSecretCompleteArn(
    stack,
    'Database',
    'arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/billing/database-GhIjKl',
  );

  new ImmutableService(stack, 'Billing', {
    platform,
    release: Release.fromManifest('examples/release.json', {
      configuration: {
        FEATURES: ConfigurationValue.parameter(features, 7), // version 8 will be a release
        SIGNING_KEY: ConfigurationValue.secret(signingKey, '7b6f1f5c-2a9d-4a43-8f3d-6a4f5b1c2d3e'),
        DATABASE: ConfigurationValue.rotatingSecret(database), // a rotation is not a release
      },
    }),
  });
}
