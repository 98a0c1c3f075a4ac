import '@aws-cdk/assert/jest';
import { ResourcePart } from '@aws-cdk/assert';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogBucket, LogBucketProps } from '../../lib';
import { ENV, propertiesOf } from '../stacks';

function stackWith(props?: LogBucketProps, change: (bucket: LogBucket) => void = () => {}): Stack {
  const stack = new Stack(new App(), 'Logs', { env: ENV });
  change(new LogBucket(stack, 'Bucket', props));
  return stack;
}

describe('a log bucket', () => {
  const stack = stackWith();

  test('is private, encrypted, versioned and without ACLs', () => {
    expect(stack).toHaveResource('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      VersioningConfiguration: { Status: 'Enabled' },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    });
  });

  test('outlives its stack and the replacement of itself, but not a first deploy that fails', () => {
    expect(stack).toHaveResource(
      'AWS::S3::Bucket',
      { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' },
      ResourcePart.CompleteDefinition,
    );
  });

  test('refuses whoever does not use TLS, or uses an old one', () => {
    const [{ PolicyDocument, Bucket }] = propertiesOf(Template.fromStack(stack), 'AWS::S3::BucketPolicy');
    const [bucketId] = Object.keys(Template.fromStack(stack).findResources('AWS::S3::Bucket'));
    const arn = { 'Fn::GetAtt': [bucketId, 'Arn'] };
    const everything = [arn, { 'Fn::Join': ['', [arn, '/*']] }];
    expect(Bucket).toEqual({ Ref: bucketId });
    expect(PolicyDocument.Statement).toEqual([
      {
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 's3:*',
        Resource: everything,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      {
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 's3:*',
        Resource: everything,
        Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } },
      },
    ]);
  });

  test.each([
    ['thirteen months by default', undefined, 400],
    ['as long as is asked for', { retention: Duration.days(30) }, 30],
  ])('keeps logs %s', (_, props, days) => {
    expect(stackWith(props)).toHaveResource('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: [
          {
            Status: 'Enabled',
            ExpirationInDays: days,
            NoncurrentVersionExpiration: { NoncurrentDays: 30 },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          },
        ],
      },
    });
  });

  test('is exposed, so that more lifecycle rules can be added', () => {
    const changed = stackWith({}, ({ bucket }) =>
      bucket.addLifecycleRule({ prefix: 'mine/', expiration: Duration.days(1) }),
    );
    const [{ LifecycleConfiguration }] = propertiesOf(Template.fromStack(changed), 'AWS::S3::Bucket');
    expect(LifecycleConfiguration.Rules).toHaveLength(2);
    expect(LifecycleConfiguration.Rules[1]).toEqual({ Prefix: 'mine/', ExpirationInDays: 1, Status: 'Enabled' });
  });

  test('has the name and the key that a service insists on', () => {
    const named = new Stack(new App(), 'Logs', { env: ENV });
    const encryptionKey = Key.fromKeyArn(named, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/mine');
    const { bucket } = new LogBucket(named, 'Bucket', { bucketName: 'aws-waf-logs-shop', encryptionKey });
    expect(named).toHaveResource('AWS::S3::Bucket', {
      BucketName: 'aws-waf-logs-shop',
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: {
              KMSMasterKeyID: 'arn:aws:kms:eu-west-1:111122223333:key/mine',
              SSEAlgorithm: 'aws:kms',
            },
          },
        ],
      },
    });
    // With a key, there is nothing to be accepted.
    const accepted = bucket.node.metadata.map(({ data }) => JSON.stringify(data)).join();
    expect(accepted).toContain('S3BucketReplicationEnabled');
    expect(accepted).not.toContain('S3DefaultEncryptionKMS');
  });
});
