import { App, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { GoldenPath, ImmutableService, Platform, Release, RulePack } from '../../lib';
import {
  addNagPacks,
  CERTIFICATE_ARN,
  checks,
  DOMAIN_NAME,
  ENV,
  packs,
  RELEASE_FILE,
  serviceIds,
  ZONES,
} from '../scenario';

const RULE_PACKS: { readonly [name: string]: RulePack } = {
  aws: RulePack.AWS_SOLUTIONS,
  nist: RulePack.NIST_800_53_R5,
};

const app = new App();
const platformStack = new Stack(app, 'Platform', { env: ENV });
const platform = new Platform(platformStack, 'Platform', {
  domainName: DOMAIN_NAME,
  certificate: Certificate.fromCertificateArn(platformStack, 'Certificate', CERTIFICATE_ARN),
  zones: ZONES,
});
const release = Release.fromManifest(RELEASE_FILE);
for (const id of serviceIds(app)) {
  new ImmutableService(new Stack(app, id, { env: ENV }), id, { platform, release });
}
if (checks(app) === 'nag') addNagPacks(app);
if (checks(app) === 'all') GoldenPath.protect(app, { packs: packs(app).map((name) => RULE_PACKS[name]) });
app.synth();
