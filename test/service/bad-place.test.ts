import { App, NestedStack, Stack } from 'aws-cdk-lib';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { ImmutableService, ImmutableServiceProps, InternalEntrance, Platform, PrivateNetwork } from '../../lib';
import { ENV, IMAGE_A, messageOf, platformIn, releaseA, serviceIn, templateOf, ZONES } from '../stacks';

type Props = Partial<ImmutableServiceProps>;

describe('a service beside others', () => {
  const inStack = (stack: Stack, platform: Platform, id = 'Checkout') =>
    new ImmutableService(stack, id, { platform, release: releaseA() });

  test('fails in a stack without a region', () => {
    const app = new App();
    const platform = platformIn(app);
    expect(messageOf(() => inStack(new Stack(app, 'Shop'), platform))).toBe(
      "[Shop/Checkout] `env.region` must be known at synth, because an image belongs to one region, got nothing: give the stack a region: new Stack(app, 'Shop', { env: { account, region: 'eu-west-1' } })",
    );
  });

  test.each([
    ['region', { ...ENV, region: 'us-east-1' }, 'aws://111122223333/us-east-1'],
    ['account', { ...ENV, account: '444455556666' }, 'aws://444455556666/eu-west-1'],
  ])('fails in another %s than its platform', (_, env, environment) => {
    const app = new App();
    const platform = platformIn(app);
    const release = releaseA({ images: { 'eu-west-1': IMAGE_A, 'us-east-1': IMAGE_A } });
    const stack = new Stack(app, 'Shop', { env });
    expect(messageOf(() => new ImmutableService(stack, 'Checkout', { platform, release }))).toBe(
      `[Shop/Checkout] \`env\` must be that of the platform, aws://111122223333/eu-west-1, got "${environment}": give both stacks the same account and region, or make a platform in this environment too`,
    );
  });

  test('fails in the stack of another service', () => {
    const app = new App();
    const platform = platformIn(app);
    const stack = new Stack(app, 'Shop', { env: ENV });
    inStack(stack, platform);
    expect(messageOf(() => inStack(stack, platform, 'Catalog'))).toBe(
      '[Shop/Catalog] `scope` must be a stack of its own, and Shop/Checkout is in it: one would roll back with the other, got "Shop": make the service in a new stack: new Stack(app, \'Checkout\', { env })',
    );
  });

  test('fails in a nested stack, which rolls back with the one around it', () => {
    const app = new App();
    const platform = platformIn(app);
    const stack = new Stack(app, 'Shop', { env: ENV });
    expect(messageOf(() => inStack(new NestedStack(stack, 'Inner'), platform))).toBe(
      '[Shop/Inner/Checkout] `scope` must be a stack of its own, and Shop is around it: one would roll back with the other, got "Shop/Inner": make the service in a new stack: new Stack(app, \'Checkout\', { env })',
    );
  });

  test('fails with the name of another one, in whichever stack', () => {
    const app = new App();
    const platform = platformIn(app);
    inStack(new Stack(app, 'Shop', { env: ENV }), platform);
    expect(messageOf(() => inStack(new Stack(app, 'Copy', { env: ENV }), platform))).toBe(
      '[Copy/Checkout] `serviceName` must be unique on the platform, and Shop/Checkout has it, got "checkout": pass another serviceName',
    );
  });

  test('fails in the stack of the platform', () => {
    const platform = platformIn(new App());
    expect(messageOf(() => inStack(Stack.of(platform), platform))).toBe(
      '[Platform/Checkout] `scope` must be a stack of its own, and Platform/Platform is in it: one would roll back with the other, got "Platform": make the service in a new stack: new Stack(app, \'Checkout\', { env })',
    );
  });

  test.each<[string, Props, string, string]>([
    ['serviceName', { serviceName: 'pay' }, 'pay', 'pass another serviceName'],
    ['hostName', { hostName: 'pay.shop.internal' }, 'pay.shop.internal', 'pass another hostName'],
    ['listenerPriority', { listenerPriority: 7 }, '7', 'pass a listenerPriority that no other service has'],
  ])('fails with the %s of another service', (property, props, got, fix) => {
    const app = new App();
    const platform = platformIn(app);
    serviceIn(app, { platform, ...props });
    expect(messageOf(() => serviceIn(app, { platform, ...props }, 'Catalog'))).toBe(
      `[Catalog/Catalog] \`${property}\` must be unique on the platform, and Checkout/Checkout has it, got "${got}": ${fix}`,
    );
  });

  test('may have any host name where nobody knows the name of the zone', () => {
    const app = new App();
    const stack = new Stack(app, 'Shared', { env: ENV });
    const network = new PrivateNetwork(stack, 'Network', { zones: ZONES });
    const entrance = new InternalEntrance(stack, 'Entrance', {
      network,
      domainName: 'shop.internal',
      plainHttpReason: 'This test is not about encryption.',
      hostedZone: HostedZone.fromHostedZoneId(stack, 'Zone', 'Z1'),
    });
    const platform = new Platform(stack, 'Platform', { domainName: 'shop.internal', network, entrance });
    templateOf(serviceIn(app, { platform, hostName: 'pay.example.com' })).hasResourceProperties(
      'AWS::Route53::RecordSet',
      { Name: 'pay.example.com.', HostedZoneId: 'Z1' },
    );
  });
});
