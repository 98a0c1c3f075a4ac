import { App } from 'aws-cdk-lib';
import { shop } from '../examples/shop';

/** The app that cdk.json runs: the demo, from the manifest in the repository or from another one (`-c release=FILE`). */
const app = new App();
shop(app, app.node.tryGetContext('release') ?? 'examples/release.json');
