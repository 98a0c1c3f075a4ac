import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { InstanceArchitecture } from 'aws-cdk-lib/aws-ec2';
import { IConstruct } from 'constructs';
import { ImmutableService, ImmutableServiceProps, Platform, PlatformProps, Release, ReleaseProps } from '../lib';

/** The environment of every test that does not test environments. */
export const ENV = { account: '111122223333', region: 'eu-west-1' };
export const ZONES = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];
export const CERTIFICATE_ARN = 'arn:aws:acm:eu-west-1:111122223333:certificate/0f3c6c1e-5d0b-4c55-9a40-6a1b6c1d2e3f';

export const COMMIT_A = 'a'.repeat(40);
export const COMMIT_B = 'b'.repeat(40);
export const IMAGE_A = 'ami-0aaaaaaaaaaaaaaaa';
export const IMAGE_B = 'ami-0bbbbbbbbbbbbbbbb';

/** A release that needs nothing but what is overridden. */
export function releaseA(overrides: Partial<ReleaseProps> = {}): Release {
  return Release.of({
    images: { 'eu-west-1': IMAGE_A },
    commit: COMMIT_A,
    architecture: InstanceArchitecture.ARM_64,
    ...overrides,
  });
}

/** The release after A: another image of another commit. */
export function releaseB(overrides: Partial<ReleaseProps> = {}): Release {
  return releaseA({ images: { 'eu-west-1': IMAGE_B }, commit: COMMIT_B, ...overrides });
}

/** A platform in a stack of its own. */
export function platformIn(app: App, overrides: Partial<PlatformProps> = {}): Platform {
  const stack = new Stack(app, 'Platform', { env: ENV });
  return new Platform(stack, 'Platform', {
    domainName: 'shop.internal',
    certificate: Certificate.fromCertificateArn(stack, 'Certificate', CERTIFICATE_ARN),
    zones: ZONES,
    ...overrides,
  });
}

/** A service in a stack of its own, on a platform of its own unless one is given. */
export function serviceIn(app: App, overrides: Partial<ImmutableServiceProps> = {}, id = 'Checkout'): ImmutableService {
  const platform = overrides.platform ?? platformIn(app);
  return new ImmutableService(new Stack(app, id, { env: ENV }), id, { release: releaseA(), ...overrides, platform });
}

/** The template of the stack that a construct is in. */
export function templateOf(construct: IConstruct): Template {
  return Template.fromStack(Stack.of(construct));
}

/** The properties of each resource of a type. */
export function propertiesOf(template: Template, type: string): any[] {
  return Object.values(template.findResources(type)).map(({ Properties }) => Properties);
}

/** The only resource of a type, with its id. */
export function onlyOf(template: Template, type: string): { readonly id: string; readonly [key: string]: any } {
  const [[id, resource], ...others] = Object.entries(template.findResources(type));
  expect(others).toEqual([]);
  return { id, ...resource };
}

/** The message of what is thrown; a test that expects an error fails without one. */
export function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}
