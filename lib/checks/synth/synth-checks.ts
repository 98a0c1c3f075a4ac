import { App, IPolicyValidationPlugin } from 'aws-cdk-lib';
import { acknowledgementsOutsideStacks } from '../acknowledgements/outside-stacks';
import { AssemblyContents, readContents } from '../assembly/assembly';
import { failClosed } from '../packs/fail-closed';
import { GOLDEN_PATH } from '../principles/principle-finding';
import { RulePack } from '../rule-packs';
import { AppTemplates } from '../template/app-templates';
import { withConstructPaths } from '../template/construct-paths';
import { GoldenPathPack } from './golden-path-pack';
import { synthRecorder } from './synth-record';

/** What {@link SynthChecks} checks. */
export interface SynthCheckOptions {
  readonly packs: readonly RulePack[];
  readonly publicComponents: number;
}

/** Everything that looks at an app in its synth. */
export class SynthChecks {
  public readonly plugins: IPolicyValidationPlugin[];
  private contents?: AssemblyContents;
  private templates?: AppTemplates;

  constructor(
    private readonly app: App,
    { packs, publicComponents }: SynthCheckOptions,
  ) {
    const names = [...packs.map(({ packName }) => packName), GOLDEN_PATH];
    this.plugins = [
      ...packs.map((pack) => failClosed(pack._plugin(app))),
      failClosed(new GoldenPathPack(() => this.readTemplates(), publicComponents)),
      synthRecorder(() => ({
        packs: names,
        digest: this.forget().digest,
        publicComponents,
        acknowledgements: acknowledgementsOutsideStacks(app),
      })),
    ];
  }

  /** The CDK calls plugins when the assembly lies in its folder; all of them look at one reading. */
  private read(): AssemblyContents {
    this.contents ??= readContents(this.app.outdir);
    return this.contents;
  }

  /** The last one to look: an app may be synthesized again, and be another one then. */
  private forget(): AssemblyContents {
    const contents = this.read();
    this.contents = undefined;
    this.templates = undefined;
    return contents;
  }

  private readTemplates(): AppTemplates {
    this.templates ??= new AppTemplates(withConstructPaths(this.read()));
    return this.templates;
  }
}
