import { App, Environment, RemovalPolicies, Tags } from 'aws-cdk-lib';
import { TAG } from './names';
import { Experiment, EXPERIMENTS, ExperimentsStack } from './stacks/experiments';
import { PlatformStack } from './stacks/platform';
import { ScalingStack } from './stacks/scaling';
import { ServiceStack } from './stacks/service';
import { ShortageStack } from './stacks/shortage';

/** What the app is told by `cdk synth -c name=value`. */
export interface AppContext {
  readonly account: string;
  readonly region: string;
  /** Two zones, with a comma between them. */
  readonly zones: string;
  /** An image for the bare stacks. */
  readonly baseImage: string;
  /** The manifest of the demo's release. */
  readonly release: string;
  /** What the update of the experiments is about. */
  readonly experiment?: Experiment;
}

/** Everything that the verification deploys. */
export function verification(app: App, context: AppContext): void {
  const env: Environment = { account: context.account, region: context.region };
  const { platform } = new PlatformStack(app, { env, zones: context.zones.split(',') });
  new ExperimentsStack(app, { env, platform, experiment: context.experiment ?? 'none' });
  new ScalingStack(app, { env, platform, image: context.baseImage });
  new ShortageStack(app, { env, platform, image: context.baseImage });
  new ServiceStack(app, { env, platform, manifest: context.release });

  Tags.of(app).add(TAG.key, TAG.value);
  // What a platform keeps on purpose, such as its key, has to go with this one.
  RemovalPolicies.of(app).destroy();
}

function contextOf(app: App): AppContext {
  const text = (name: keyof AppContext) => app.node.tryGetContext(name) as string | undefined;
  const required = (name: keyof AppContext) => {
    const value = text(name);
    if (value === undefined) throw new Error(`-c ${name}=... is missing`);
    return value;
  };
  const experiment = text('experiment') ?? 'none';
  const known = EXPERIMENTS.find((one) => one === experiment);
  if (known === undefined) throw new Error(`-c experiment=${experiment}: allowed are ${EXPERIMENTS.join(', ')}`);
  return {
    account: required('account'),
    region: required('region'),
    zones: required('zones'),
    baseImage: required('baseImage'),
    release: required('release'),
    experiment: known,
  };
}

if (require.main === module) {
  const app = new App();
  verification(app, contextOf(app));
}
