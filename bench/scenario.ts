import * as path from 'path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, NIST80053R5Checks } from 'cdk-nag';
import * as release from './release.json';

/** What both apps are told, so that they differ in how they are written and in nothing else. */
export const ENV = { account: '111122223333', region: 'eu-west-1' } as const;
export const ZONES = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];
export const DOMAIN_NAME = 'shop.internal';
export const CERTIFICATE_ARN = `arn:aws:acm:${ENV.region}:${ENV.account}:certificate/5f1c0e0a-1111-2222-3333-444455556666`;
export const RELEASE_FILE = path.join(__dirname, 'release.json');
export { release };

/** The construct id of each service; the runner says how many there are. */
export function serviceIds(app: App): string[] {
  return Array.from({ length: Number(app.node.getContext('services')) }, (_, index) => `Service${index + 1}`);
}

/** The rule packs to check both apps with. */
export function packs(app: App): string[] {
  return String(app.node.getContext('packs')).split(',');
}

/** What looks at the app of the library: nothing, the packs of cdk-nag alone, or all that the library does. */
export function checks(app: App): 'none' | 'nag' | 'all' {
  return app.node.getContext('checks');
}

/** The packs as an app has them that does without this library's checks. */
export function addNagPacks(app: App): void {
  if (packs(app).includes('aws')) Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  if (packs(app).includes('nist')) Validations.of(app).addPlugins(new NIST80053R5Checks(app));
}
