import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { LogBucket } from '../../../lib';
import { messageOf, onlyOf, propertiesOf, templateOf } from '../../stacks';
import { edgeIn, edgeStack } from './edge';

describe('the logs of the edge', () => {
  const edge = edgeIn(new App());
  const template = templateOf(edge);
  const bucket = onlyOf(template, 'AWS::S3::Bucket');
  const policy = onlyOf(template, 'AWS::S3::BucketPolicy');
  const bucketArn = { 'Fn::GetAtt': [bucket.id, 'Arn'] };

  test('are access logs of the distribution, delivered to the bucket', () => {
    const source = onlyOf(template, 'AWS::Logs::DeliverySource');
    const destination = onlyOf(template, 'AWS::Logs::DeliveryDestination');
    const delivery = onlyOf(template, 'AWS::Logs::Delivery');
    const distribution = onlyOf(template, 'AWS::CloudFront::Distribution');
    expect(source.Properties.LogType).toBe('ACCESS_LOGS');
    expect(source.Properties.ResourceArn['Fn::Join'][1]).toContainEqual({ Ref: distribution.id });
    expect(destination.Properties).toMatchObject({ DestinationResourceArn: bucketArn, OutputFormat: 'json' });
    expect(delivery.Properties).toMatchObject({
      DeliverySourceName: { Ref: source.id },
      DeliveryDestinationArn: { 'Fn::GetAtt': [destination.id, 'Arn'] },
      S3SuffixPath: '{DistributionId}/{yyyy}/{MM}/{dd}/{HH}',
    });
  });

  test('tell who asked for what and how it was answered, but no cookies', () => {
    const { RecordFields } = onlyOf(template, 'AWS::Logs::Delivery').Properties;
    expect(RecordFields).toEqual(
      expect.arrayContaining(['date', 'time', 'c-ip', 'cs-method', 'cs-uri-stem', 'sc-status', 'x-edge-request-id']),
    );
    expect(new Set(RecordFields).size).toBe(RecordFields.length);
    expect(RecordFields).not.toContain('cs(Cookie)');
  });

  test('are those of the web ACL, too, in a bucket whose name AWS WAF accepts', () => {
    const webAcl = onlyOf(template, 'AWS::WAFv2::WebACL');
    expect(onlyOf(template, 'AWS::WAFv2::LoggingConfiguration').Properties).toEqual({
      LogDestinationConfigs: [bucketArn],
      ResourceArn: { 'Fn::GetAtt': [webAcl.id, 'Arn'] },
    });
    const [separator, [start, stackId]] = bucket.Properties.BucketName['Fn::Join'];
    expect(separator).toBe('');
    expect(start).toMatch(/^aws-waf-logs-[0-9a-f]{8}-$/);
    // Of the stack, so that a new one does not meet the bucket that a former one left behind.
    expect(stackId).toEqual({ 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] });
  });

  test('wait for the right to be written', () => {
    for (const type of ['AWS::Logs::Delivery', 'AWS::WAFv2::LoggingConfiguration']) {
      expect(onlyOf(template, type).DependsOn).toContain(policy.id);
    }
  });

  test('are written by deliveries of this account alone', () => {
    const own = {
      StringEquals: { 'aws:SourceAccount': '111122223333' },
      ArnLike: {
        'aws:SourceArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':logs:us-east-1:111122223333:*']] },
      },
    };
    const key = onlyOf(template, 'AWS::KMS::Key');
    const ofDelivery = (statements: any[]) =>
      statements.filter(({ Principal }) => Principal.Service === 'delivery.logs.amazonaws.com');
    const onBucket = ofDelivery(policy.Properties.PolicyDocument.Statement);
    expect(onBucket.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      ['s3:GetBucketAcl', bucketArn],
      ['s3:PutObject', { 'Fn::Join': ['', [bucketArn, '/AWSLogs/111122223333/*']] }],
    ]);
    const onKey = ofDelivery(key.Properties.KeyPolicy.Statement);
    expect(onKey).toHaveLength(1);
    expect(onKey[0].Action).toContain('kms:GenerateDataKey*');
    for (const { Effect, Condition } of [...onBucket, ...onKey]) expect([Effect, Condition]).toEqual(['Allow', own]);
  });

  test('are encrypted with a key that rotates, in a bucket without ACLs, and outlive the stack', () => {
    const key = onlyOf(template, 'AWS::KMS::Key');
    const [{ ServerSideEncryptionByDefault }] = bucket.Properties.BucketEncryption.ServerSideEncryptionConfiguration;
    expect(ServerSideEncryptionByDefault).toEqual({
      KMSMasterKeyID: { 'Fn::GetAtt': [key.id, 'Arn'] },
      SSEAlgorithm: 'aws:kms',
    });
    expect(key.Properties.EnableKeyRotation).toBe(true);
    expect(bucket.Properties.OwnershipControls).toEqual({ Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] });
    for (const { DeletionPolicy } of [key, bucket]) expect(DeletionPolicy).toBe('RetainExceptOnCreate');
  });
});

describe('a log bucket that was there before', () => {
  const withBucket = (
    make: (stack: Stack) => Bucket | ReturnType<typeof Bucket.fromBucketName>,
    webAclArn?: string,
  ) => {
    const app = new App();
    const stack = edgeStack(app);
    return edgeIn(app, { logBucket: make(stack), webAclArn }, { stack });
  };

  test('is used, and given the right to be written', () => {
    const edge = withBucket((stack) => new LogBucket(stack, 'Logs', { bucketName: 'aws-waf-logs-shop' }).bucket);
    const { id } = onlyOf(templateOf(edge), 'AWS::S3::Bucket');
    const { Bucket: target, PolicyDocument } = onlyOf(templateOf(edge), 'AWS::S3::BucketPolicy').Properties;
    expect(target).toEqual({ Ref: id });
    const services = PolicyDocument.Statement.map(({ Principal }: any) => Principal.Service);
    expect(services.filter((service: string) => service === 'delivery.logs.amazonaws.com')).toHaveLength(2);
    expect(edge.logBucket.node.path).toBe('Edge/Logs/Resource');
  });

  test('is warned of where it cannot be given the right', () => {
    const edge = withBucket((stack) => Bucket.fromBucketName(stack, 'Logs', 'aws-waf-logs-shop'));
    Annotations.fromStack(Stack.of(edge)).hasWarning('*', Match.stringLikeRegexp('The log bucket was imported'));
  });

  test.each([
    ['another name', (stack: Stack) => new Bucket(stack, 'Logs', { bucketName: 'shop-logs' }), '"shop-logs"'],
    ['an imported one of another name', (stack: Stack) => Bucket.fromBucketName(stack, 'Logs', 'logs'), '"logs"'],
    [
      'a name that nobody knows',
      (stack: Stack) => new Bucket(stack, 'Logs', { removalPolicy: RemovalPolicy.RETAIN }),
      '"Edge/Logs, whose name is not known at synth"',
    ],
  ])('is refused with %s', (_, make, got) => {
    expect(messageOf(() => withBucket(make))).toBe(
      `[Edge/Checkout] \`logBucket\` must have a name that begins with aws-waf-logs-, or AWS WAF cannot deliver to it, got ${got}: give the bucket such a name, or leave it out and let the EdgeEntrance make one`,
    );
  });

  test('may have any name where somebody else looks after the web ACL', () => {
    const arn = 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/central/0f3c6c1e';
    const edge = withBucket((stack) => new Bucket(stack, 'Logs', { bucketName: 'shop-logs' }), arn);
    expect(propertiesOf(templateOf(edge), 'AWS::Logs::Delivery')).toHaveLength(1);
  });
});
