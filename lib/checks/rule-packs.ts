import { IPolicyValidationPlugin } from 'aws-cdk-lib';
import type * as nag from 'cdk-nag';
import { IConstruct } from 'constructs';

/**
 * A set of rules of cdk-nag, to be run over the whole app in every synth.
 *
 * @see https://github.com/cdklabs/cdk-nag/blob/main/RULES.md
 */
export class RulePack {
  /** AWS's general recommendations. */
  public static readonly AWS_SOLUTIONS = new RulePack(
    'AwsSolutions',
    (packs, app) => new packs.AwsSolutionsChecks(app),
  );

  /** NIST Special Publication 800-53, revision 5. */
  public static readonly NIST_800_53_R5 = new RulePack(
    'NIST.800.53.R5',
    (packs, app) => new packs.NIST80053R5Checks(app),
  );

  /** NIST Special Publication 800-53, revision 4. */
  public static readonly NIST_800_53_R4 = new RulePack(
    'NIST.800.53.R4',
    (packs, app) => new packs.NIST80053R4Checks(app),
  );

  /** The HIPAA security rule. */
  public static readonly HIPAA_SECURITY = new RulePack(
    'HIPAA.Security',
    (packs, app) => new packs.HIPAASecurityChecks(app),
  );

  /** PCI DSS 3.2.1. */
  public static readonly PCI_DSS_321 = new RulePack('PCI.DSS.321', (packs, app) => new packs.PCIDSS321Checks(app));

  /** AWS's recommendations for serverless applications. */
  public static readonly SERVERLESS = new RulePack('Serverless', (packs, app) => new packs.ServerlessChecks(app));

  /**
   * Every pack there is.
   *
   * @internal
   */
  public static readonly _ALL: readonly RulePack[] = [
    RulePack.AWS_SOLUTIONS,
    RulePack.NIST_800_53_R5,
    RulePack.NIST_800_53_R4,
    RulePack.HIPAA_SECURITY,
    RulePack.PCI_DSS_321,
    RulePack.SERVERLESS,
  ];

  /** The name of the pack in the validation report. */
  public readonly packName: string;

  private constructor(
    packName: string,
    private readonly create: (packs: typeof nag, app?: IConstruct) => nag.NagPack,
  ) {
    this.packName = packName;
  }

  /**
   * The pack, to be run over anything; made anew, because it keeps what it found.
   *
   * @internal
   */
  public _pack(packs: typeof nag): nag.NagPack {
    return this.create(packs);
  }

  /** @internal */
  public _plugin(app: IConstruct): IPolicyValidationPlugin {
    // Loaded when it is needed: the packs open four hundred files, which an app without checks should not pay for.

    return this.create(require('cdk-nag') as typeof nag, app);
  }
}
