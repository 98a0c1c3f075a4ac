import * as cdk from 'aws-cdk-lib';
import { AwsSolutionsChecks, NIST80053R5Checks } from 'cdk-nag';
import { ENV, packs, release, serviceIds } from '../scenario';
import { PlatformStack } from './platform-stack';
import { ServiceStack } from './service-stack';

const app = new cdk.App();
const platform = new PlatformStack(app, 'Platform', { env: ENV });
serviceIds(app).forEach((id, index) => {
  new ServiceStack(app, id, {
    env: ENV,
    platform,
    serviceName: id.toLowerCase(),
    listenerPriority: index + 1,
    amiId: release.images[ENV.region],
    commit: release.commit,
  });
});
if (packs(app).includes('aws')) cdk.Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
if (packs(app).includes('nist')) cdk.Validations.of(app).addPlugins(new NIST80053R5Checks(app));
app.synth();
