import { App } from 'aws-cdk-lib';
import { shop } from '../examples/shop';
import { GoldenPath, RulePack } from '../lib';
const app = new App();
shop(app, app.node.tryGetContext('release') ?? 'examples/release.json');
GoldenPath.protect(app, process.env.NIST ? { packs: [RulePack.AWS_SOLUTIONS, RulePack.NIST_800_53_R5] } : {});
