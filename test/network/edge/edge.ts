import { App, Stack, StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { EdgeEntrance, EdgeEntranceProps, Platform, PlatformProps } from '../../../lib';
import { ENV, platformIn } from '../../stacks';

export const EDGE_ENV = { ...ENV, region: 'us-east-1' };
export const EDGE_CERTIFICATE_ARN =
  'arn:aws:acm:us-east-1:111122223333:certificate/7d1c6c1e-5d0b-4c55-9a40-6a1b6c1d2e3f';
export const PREFIX_LIST = 'pl-4fa04526';

/** A platform that can be reached from outside: of a domain that a public authority certifies. */
export function publicPlatform(app: App, overrides: Partial<PlatformProps> = {}): Platform {
  return platformIn(app, { domainName: 'internal.shop.example.com', ...overrides });
}

/** A platform in the region that CloudFront is controlled from. */
export function platformAtEdge(app: App): Platform {
  const stack = new Stack(app, 'Platform', { env: EDGE_ENV });
  return new Platform(stack, 'Platform', {
    domainName: 'internal.shop.example.com',
    certificate: Certificate.fromCertificateArn(stack, 'Certificate', EDGE_CERTIFICATE_ARN),
    zones: ['us-east-1a', 'us-east-1b'],
  });
}

/** A stack for edge entrances, with the certificate that they show. */
export function edgeStack(app: App, props: StackProps = {}, id = 'Edge'): Stack {
  return new Stack(app, id, { env: EDGE_ENV, ...props });
}

/** An edge entrance in a stack of its own, on a platform of its own, unless they are given. */
export function edgeIn(
  app: App,
  overrides: Partial<EdgeEntranceProps> = {},
  place: {
    readonly platform?: Pick<Platform, 'network' | 'entrance'>;
    readonly stack?: Stack;
    readonly id?: string;
  } = {},
): EdgeEntrance {
  const { platform = publicPlatform(app), stack = edgeStack(app), id = 'Checkout' } = place;
  return new EdgeEntrance(stack, id, {
    network: platform.network,
    entrance: platform.entrance,
    hostName: 'checkout.internal.shop.example.com',
    domainNames: ['checkout.shop.example.com'],
    certificate: Certificate.fromCertificateArn(stack, `${id}Certificate`, EDGE_CERTIFICATE_ARN),
    originFacingPrefixListId: PREFIX_LIST,
    reason: 'Customers pay here, from wherever they are.',
    owner: 'team-checkout',
    expires: '2028-06-30',
    ...overrides,
  });
}

/** The template of a stack, by its id, after a real synth. */
export function synthesized(app: App, stack: string): Template {
  return Template.fromJSON(app.synth().getStackByName(stack).template);
}
