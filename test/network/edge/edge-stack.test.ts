import { App, NestedStack, Stack, Stage, Tags } from 'aws-cdk-lib';
import { ImmutableService } from '../../../lib';
import { IMAGE_A, messageOf, onlyOf, releaseA } from '../../stacks';
import { EDGE_ENV, edgeIn, edgeStack, platformAtEdge, publicPlatform, synthesized } from './edge';

const EXPLICIT_STACK_TAGS = { '@aws-cdk/core:explicitStackTags': true };

describe('a tag', () => {
  describe.each([
    ['an app without feature flags', {}],
    ['an app whose stacks do not take over tags', EXPLICIT_STACK_TAGS],
  ])('in %s', (_, context) => {
    const app = new App({ context });
    const stack = edgeStack(app, { tags: { 'cost-center': '4711' } });
    const edge = edgeIn(app, {}, { stack });
    Tags.of(app).add('release', 'changes every day');
    Tags.of(edge).add('team', 'checkout', { priority: 1000 });
    const assembly = app.synth();

    test('does not reach the VPC origin, whose update CloudFront would refuse', () => {
      const template = synthesized(app, 'Edge');
      expect(Object.keys(onlyOf(template, 'AWS::CloudFront::VpcOrigin').Properties)).toEqual([
        'VpcOriginEndpointConfig',
      ]);
    });

    test('is none of the stack, which CloudFormation would put on the VPC origin, too', () => {
      expect(assembly.getStackByName('Edge').tags).toEqual({});
    });

    test('reaches what can bear it, also one that was given to the stack', () => {
      const { Tags: tags } = onlyOf(synthesized(app, 'Edge'), 'AWS::CloudFront::Distribution').Properties;
      expect(tags).toEqual([
        { Key: 'cost-center', Value: '4711' },
        { Key: 'release', Value: 'changes every day' },
        { Key: 'team', Value: 'checkout' },
      ]);
    });
  });

  test('of another stack is left alone', () => {
    const app = new App();
    edgeIn(app);
    Tags.of(app).add('owner', 'team-checkout');
    expect(app.synth().getStackByName('Platform').tags).toEqual({ owner: 'team-checkout' });
  });

  test('of a stage does not reach it either', () => {
    const app = new App();
    const stage = new Stage(app, 'Production');
    edgeIn(stage as App);
    Tags.of(stage).add('stage', 'production');
    const [edge] = stage.synth().stacks.filter(({ stackName }) => stackName === 'Production-Edge');
    expect(edge.tags).toEqual({});
  });
});

describe('the stack of an edge entrance', () => {
  test('is none of a platform', () => {
    const app = new App();
    const platform = platformAtEdge(app);
    const stack = Stack.of(platform);
    expect(messageOf(() => edgeIn(app, {}, { platform, stack }))).toMatch(
      /^\[Platform\/Checkout\] `scope` must be a stack without services and platforms, and Platform\/Platform\/Entrance is in it: CloudFront refuses every update of a VPC origin in use, got "Platform": make the edge entrance in a new stack/,
    );
  });

  test.each(['before', 'after'])('is none of a service that is made %s it', (order) => {
    const app = new App();
    const platform = publicPlatform(app);
    const stack = edgeStack(app);
    const service = Symbol.for('cdk-golden-path.ImmutableService');
    const make = () => Object.defineProperty(new Stack(stack, 'Service'), service, { value: true });
    const act = () => {
      if (order === 'before') make();
      edgeIn(app, {}, { platform, stack });
      if (order === 'after') make();
      app.synth();
    };
    expect(messageOf(act)).toMatch(
      /`scope` must be a stack without services and platforms, and Edge\/Service is in it/,
    );
  });

  test('is none that another stack is around', () => {
    const app = new App();
    const nested = new NestedStack(edgeStack(app), 'Nested');
    expect(messageOf(() => edgeIn(app, {}, { stack: nested }))).toMatch(/and Edge is around it/);
  });

  test('is in the region that CloudFront is controlled from', () => {
    const app = new App();
    const stack = new Stack(app, 'Edge', { env: { ...EDGE_ENV, region: 'eu-west-1' } });
    expect(messageOf(() => edgeIn(app, {}, { stack }))).toMatch(
      /^\[Edge\/Checkout\] `env.region` must be us-east-1, where CloudFront's web ACLs and log deliveries are; the load balancer may be in any region, got "eu-west-1": give the stack that region/,
    );
  });

  test('has a region that is known at synth', () => {
    const app = new App();
    expect(messageOf(() => edgeIn(app, {}, { stack: new Stack(app, 'Edge') }))).toMatch(
      /`env.region` must be us-east-1/,
    );
  });

  test('is none of a real platform and service, which mark themselves', () => {
    const app = new App();
    const platform = platformAtEdge(app);
    const release = releaseA({ images: { 'us-east-1': IMAGE_A } });
    const stack = new Stack(app, 'Checkout', { env: EDGE_ENV });
    new ImmutableService(stack, 'Service', { platform, release });
    expect(messageOf(() => edgeIn(app, {}, { platform, stack }))).toMatch(/and Checkout\/Service is in it/);
    const elsewhere = { network: platform.network, entrance: publicPlatform(new App()).entrance };
    expect(messageOf(() => edgeIn(app, {}, { platform: elsewhere, stack: Stack.of(platform) }))).toMatch(
      /and Platform\/Platform is in it/,
    );
  });
});
