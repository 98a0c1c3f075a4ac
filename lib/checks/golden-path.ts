import { App, Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { InvalidInputError } from '../private/errors';
import { packRoll } from './pack-roll';
import { RulePack } from './rule-packs';

/** Options of {@link GoldenPath.protect}. */
export interface ProtectOptions {
  /**
   * The rule packs that every synth runs.
   *
   * @default [RulePack.AWS_SOLUTIONS]
   */
  readonly packs?: RulePack[];
}

const PROTECTED = Symbol.for('cdk-golden-path.protected');

/** Turns the checks of this library on, for a whole app and with one line. */
export class GoldenPath {
  /**
   * Runs rule packs over the whole app in every synth; a finding that nobody has acknowledged fails it.
   *
   * Call it once per app, on the app itself: a pack that is registered on stages too walks the whole app again for each
   * of them, and reports every finding as many times.
   */
  public static protect(app: IConstruct, options: ProtectOptions = {}): void {
    GoldenPath.requireUnprotectedApp(app);
    const packs = GoldenPath.requireDistinct(options.packs ?? [RulePack.AWS_SOLUTIONS]);
    Object.defineProperty(app, PROTECTED, { value: true });
    Validations.of(app).addPlugins(
      ...packs.map((pack) => pack._plugin(app)),
      packRoll(packs.map(({ packName }) => packName)),
    );
  }

  private static requireUnprotectedApp(app: IConstruct): void {
    if (!App.isApp(app)) {
      throw new InvalidInputError(app, {
        property: 'app',
        got: app.node.path,
        must: 'be the app itself, the root of the tree: a pack walks all of it wherever it is registered',
        fix: 'call GoldenPath.protect(app)',
      });
    }
    if (PROTECTED in app) {
      throw new InvalidInputError('App', {
        property: 'app',
        got: 'a second call of GoldenPath.protect',
        must: 'be protected once, or each finding is reported twice',
        fix: 'name all packs in one call: GoldenPath.protect(app, { packs: [...] })',
      });
    }
  }

  private static requireDistinct(packs: RulePack[]): RulePack[] {
    if (packs.length > 0 && new Set(packs).size === packs.length) return packs;
    throw new InvalidInputError('App', {
      property: 'packs',
      got: packs.map(({ packName }) => packName),
      must: 'name at least one pack, and each once',
      fix: 'leave packs out for AwsSolutions',
    });
  }

  private constructor() {}
}
