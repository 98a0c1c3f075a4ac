import * as cdk from 'aws-cdk-lib';
import { addNagPacks, ENV, release, serviceIds } from '../scenario';
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
addNagPacks(app);
app.synth();
