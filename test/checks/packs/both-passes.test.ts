import {
  aws_apigateway as apigateway,
  App,
  aws_cloudfront as cloudfront,
  aws_codebuild as codebuild,
  aws_dynamodb as dynamodb,
  aws_ec2 as ec2,
  aws_ecs as ecs,
  aws_efs as efs,
  aws_eks as eks,
  aws_events as events,
  aws_iam as iam,
  aws_kinesis as kinesis,
  aws_lambda as lambda,
  NestedStack,
  aws_opensearchservice as opensearch,
  aws_cloudfront_origins as origins,
  aws_ecs_patterns as patterns,
  aws_rds as rds,
  aws_s3 as s3,
  aws_secretsmanager as secretsmanager,
  aws_sns as sns,
  aws_lambda_event_sources as sources,
  aws_sqs as sqs,
  Stack,
  aws_stepfunctions as stepfunctions,
  aws_sns_subscriptions as subscriptions,
} from 'aws-cdk-lib';
import { shop } from '../../../examples/shop';
import { bothPasses } from './packs';

const ENV = { env: { account: '111122223333', region: 'eu-west-1' } };

/** Resources that the CDK makes raw, so that no pack can see them in a synth. */
const RAW = /\/Custom::VpcRestrictDefaultSGCustomResourceProvider\//;

/** What both passes must agree on: all but what only a template shows. */
function expectAgreement(build: (app: App) => void, minimum: number): void {
  const { synth, templates, problems } = bothPasses(build);
  expect(problems).toEqual([]);
  expect(templates.filter((one) => !RAW.test(one))).toEqual(synth);
  expect(synth.length).toBeGreaterThanOrEqual(minimum);
}

describe('the pass over templates and the pass in the synth', () => {
  test('agree on the demo, with all packs: nothing is reported that the synth does not know', () => {
    expectAgreement((app) => shop(app, 'examples/release.json'), 50);
  }, 60_000);

  test('agree on a network, servers and storage', () => {
    expectAgreement((app) => {
      const stack = new Stack(app, 'Shop', ENV);
      const vpc = new ec2.Vpc(stack, 'Vpc', { restrictDefaultSecurityGroup: true });
      new ec2.Vpc(stack, 'OpenDefaultGroup', { restrictDefaultSecurityGroup: false });
      new ec2.Instance(stack, 'Instance', {
        vpc,
        instanceType: new ec2.InstanceType('m7g.large'),
        machineImage: ec2.MachineImage.latestAmazonLinux2023(),
      }).connections.allowFromAnyIpv4(ec2.Port.tcp(22));
      const bucket = new s3.Bucket(stack, 'Bucket', { enforceSSL: true });
      const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
      bucket.grantReadWrite(role);
      role.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess'));
      new efs.FileSystem(stack, 'Files', { vpc });
      new rds.DatabaseCluster(stack, 'Database', {
        vpc,
        engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_6 }),
        writer: rds.ClusterInstance.serverlessV2('writer'),
      });
      new dynamodb.Table(stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
    }, 50);
  }, 60_000);

  test('agree on functions, queues and machines', () => {
    expectAgreement((app) => {
      const stack = new Stack(app, 'Shop');
      const handler = new lambda.Function(stack, 'Function', {
        runtime: lambda.Runtime.NODEJS_18_X,
        handler: 'index.handler',
        code: lambda.Code.fromInline('exports.handler = () => {};'),
      });
      const queue = new sqs.Queue(stack, 'Queue');
      handler.addEventSource(new sources.SqsEventSource(queue));
      handler.addEventSource(
        new sources.KinesisEventSource(new kinesis.Stream(stack, 'Stream'), {
          startingPosition: lambda.StartingPosition.LATEST,
        }),
      );
      new sns.Topic(stack, 'Topic').addSubscription(new subscriptions.SqsSubscription(queue));
      new apigateway.LambdaRestApi(stack, 'Api', { handler });
      new stepfunctions.StateMachine(stack, 'Machine', {
        definitionBody: stepfunctions.DefinitionBody.fromChainable(new stepfunctions.Pass(stack, 'Pass')),
      });
      new events.EventBus(stack, 'Bus');
      new secretsmanager.Secret(stack, 'Secret');
      new codebuild.PipelineProject(stack, 'Project');
      handler.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:*'], resources: [`${queue.queueArn}/*`, '*'] }));
    }, 50);
  }, 60_000);

  test('agree across stacks, and on containers and edges', () => {
    expectAgreement((app) => {
      const network = new Stack(app, 'Network', ENV);
      const vpc = new ec2.Vpc(network, 'Vpc', { restrictDefaultSecurityGroup: false });
      const bucket = new s3.Bucket(network, 'Bucket');
      const shopStack = new Stack(app, 'Shop', ENV);
      const service = new patterns.ApplicationLoadBalancedFargateService(shopStack, 'Service', {
        vpc,
        taskImageOptions: { image: ecs.ContainerImage.fromRegistry('shop'), environment: { COLOR: 'blue' } },
      });
      bucket.grantReadWrite(service.taskDefinition.taskRole);
      const edge = new Stack(app, 'Edge', ENV);
      new cloudfront.Distribution(edge, 'Distribution', {
        defaultBehavior: { origin: origins.S3BucketOrigin.withOriginAccessControl(new s3.Bucket(edge, 'Site')) },
      });
      const cluster = new eks.CfnCluster(edge, 'Cluster', {
        roleArn: 'arn:aws:iam::111122223333:role/cluster',
        resourcesVpcConfig: { subnetIds: vpc.privateSubnets.map(({ subnetId }) => subnetId) },
      });
      cluster.node.addDependency(service);
    }, 30);
  }, 60_000);

  test('agree on an access policy that a custom resource sets, which a rule looks for by its construct path', () => {
    const { synth, templates } = bothPasses((app) => {
      const stack = new Stack(app, 'Shop', ENV);
      new opensearch.Domain(stack, 'Search', {
        version: opensearch.EngineVersion.OPENSEARCH_2_11,
        accessPolicies: [
          new iam.PolicyStatement({
            actions: ['es:*'],
            principals: [new iam.ArnPrincipal('arn:aws:iam::111122223333:role/search')],
            resources: ['*'],
            conditions: { IpAddress: { 'aws:sourceIp': ['10.0.0.0/8'] } },
          }),
        ],
      });
    });
    expect(templates).toEqual(synth);
    expect(synth).not.toContainEqual(expect.stringMatching(/-(OS3|OS5) Shop\/Search/));
    expect(synth).toContainEqual(expect.stringMatching(/-OS4 Shop\/Search/));
  }, 60_000);

  test('agree on nested stacks: their ids, and what is nested in the stack of what it protects', () => {
    const { synth, templates } = bothPasses((app) => {
      const stack = new Stack(app, 'Shop', ENV);
      const bucket = new s3.Bucket(stack, 'Bucket', { bucketName: 'shop-files' });
      const nested = new NestedStack(stack, 'Nested');
      const inner = new NestedStack(nested, 'Inner');
      new s3.CfnBucketPolicy(inner, 'Policy', {
        bucket: 'shop-files',
        policyDocument: {
          Statement: [
            {
              Effect: 'Deny',
              Action: 's3:*',
              Principal: '*',
              Resource: ['arn:aws:s3:::shop-files', 'arn:aws:s3:::shop-files/*'],
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            },
          ],
        },
      });
      bucket.grantRead(new iam.Role(nested, 'Role', { assumedBy: new iam.AccountRootPrincipal() }));
    });
    expect(templates).toEqual(synth);
    expect(synth).toContainEqual(expect.stringMatching(/IAM5\[Resource::<referenceto\w+>\/\*\] Shop\/Nested\/Role/));
    expect(synth).toContainEqual(expect.stringMatching(/-S1 Shop\/Bucket/));
    expect(synth).not.toContainEqual(expect.stringMatching(/-S10 Shop\/Bucket/));
  }, 60_000);
});
