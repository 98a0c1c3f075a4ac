import { App, Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { declareAcknowledgement } from '../private/acknowledgement';
import { InvalidInputError } from '../private/errors';
import { requireAcknowledgements } from './acknowledgements/acknowledgement-input';
import { AcknowledgementProps } from './acknowledgements/acknowledgement-props';
import { RulePack } from './rule-packs';
import { SynthChecks } from './synth/synth-checks';

/** Options of {@link GoldenPath.protect}. */
export interface ProtectOptions {
  /**
   * The rule packs that every synth runs.
   *
   * @default [RulePack.AWS_SOLUTIONS]
   */
  readonly packs?: RulePack[];

  /**
   * How many components of the app anybody on the internet may reach. One more fails the synth, even where it was acknowledged:
   * the number stands in one place, for whoever reviews it.
   *
   * @default 0
   */
  readonly publicComponents?: number;
}

const PROTECTED = Symbol.for('cdk-golden-path.protected');

/** Turns the checks of this library on, for a whole app and with one line. */
export class GoldenPath {
  /**
   * Runs rule packs over the whole app in every synth, and with them the checks of this library's principles (the pack
   * `GoldenPath`); a finding that nobody has acknowledged fails it.
   *
   * Call it once per app, on the app itself: a pack that is registered on stages too walks the whole app again for each
   * of them, and reports every finding as many times.
   */
  public static protect(app: IConstruct, options: ProtectOptions = {}): void {
    GoldenPath.requireUnprotectedApp(app);
    const packs = GoldenPath.requireDistinct(options.packs ?? [RulePack.AWS_SOLUTIONS]);
    const publicComponents = GoldenPath.requireCount(options.publicComponents ?? 0);
    Object.defineProperty(app, PROTECTED, { value: true });
    Validations.of(app).addPlugins(...new SynthChecks(app as App, { packs, publicComponents }).plugins);
  }

  /**
   * Accepts findings on a construct, and on what is inside it, with all that a reviewer asks: why, who answers for it, until when,
   * and what proves it.
   *
   * It does what `Validations.acknowledge` of the CDK does, and says the rest to the report. `golden-path check` fails when an
   * acknowledgement has expired, accepts nothing, or lacks what it needs.
   */
  public static acknowledge(construct: IConstruct, ...acknowledgements: AcknowledgementProps[]): void {
    requireAcknowledgements(construct, acknowledgements);
    for (const { rule, reason, owner, expires, evidence } of acknowledgements) {
      declareAcknowledgement(construct, { rule, reason, owner, expires, evidence });
    }
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

  private static requireCount(publicComponents: number): number {
    if (Number.isInteger(publicComponents) && publicComponents >= 0) return publicComponents;
    throw new InvalidInputError('App', {
      property: 'publicComponents',
      got: publicComponents,
      must: 'be a whole number from 0 on',
      fix: 'leave it out for an app that nobody on the internet can reach',
    });
  }

  private constructor() {}
}
