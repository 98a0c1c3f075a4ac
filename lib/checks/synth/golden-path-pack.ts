import {
  IPolicyValidationContext,
  IPolicyValidationPlugin,
  PolicyValidationPluginReport,
  PolicyViolation,
} from 'aws-cdk-lib';
import { exposureOf } from '../exposure/exposure';
import { ExposureJudgement } from '../exposure/exposure-model';
import { foreignResources } from '../packs/foreign-resources';
import { judgePrinciples, RuleOutcome } from '../principles/judge-principles';
import { describeResult, GOLDEN_PATH, ruleName } from '../principles/principle-finding';
import { PUBLIC_BUDGET } from '../principles/public-budget';
import { AppTemplates } from '../template/app-templates';
import { Resource } from '../template/resource';

/**
 * The checks of this library's principles, over the templates that the synth wrote.
 *
 * Over templates and not over constructs, because that is what is deployed: property overrides, raw resources and what
 * another copy of aws-cdk-lib has made are all in them.
 */
export class GoldenPathPack implements IPolicyValidationPlugin {
  public readonly name = GOLDEN_PATH;

  constructor(
    private readonly app: () => AppTemplates,
    private readonly publicComponents: number,
  ) {}

  public validate({ appConstruct }: IPolicyValidationContext): PolicyValidationPluginReport {
    const app = this.app();
    const violations = [
      ...judgePrinciples(app).flatMap(violationsOf),
      ...this.overBudget(app),
      ...secondLibrary(foreignResources(appConstruct)),
    ];
    return { success: violations.every(({ severity }) => severity === 'warning'), violations };
  }

  /** `fatal`, so that the CDK lets nobody acknowledge it: the number is there to be changed. */
  private overBudget(app: AppTemplates): PolicyViolation[] {
    const open = exposureOf(app).judgements.filter(({ verdict }) => verdict === 'public');
    if (open.length <= this.publicComponents) return [];
    return [
      {
        ruleName: ruleName(PUBLIC_BUDGET),
        description: PUBLIC_BUDGET.describe(open.length, this.publicComponents),
        fix: PUBLIC_BUDGET.fix,
        severity: 'fatal',
        violatingResources: open.map(({ resource }: ExposureJudgement) => violating(resource)),
      },
    ];
  }
}

/** What cdk-nag cannot see it finds clean. The templates are checked all the same, so one example is enough to mend it. */
function secondLibrary([first, ...others]: readonly string[]): PolicyViolation[] {
  if (first === undefined) return [];
  return [
    {
      ruleName: ruleName({ id: 'SEC-2-SecondLibrary' }),
      description: `${first} and ${others.length} more resources come from another copy of aws-cdk-lib than the one that cdk-nag knows, so its packs look past them.`,
      fix: 'have one copy of aws-cdk-lib (npm ls aws-cdk-lib shows them), also where packages are linked',
      severity: 'fatal',
      violatingResources: [{ constructPath: first, locations: [] }],
    },
  ];
}

/** The CDK has one description for all that break a rule, so those with one description are one violation. */
function violationsOf({ rule, results }: RuleOutcome): PolicyViolation[] {
  const byDescription = new Map<string, Resource[]>();
  for (const result of results) {
    if (result.verdict === 'compliant') continue;
    const description = describeResult(rule, result);
    byDescription.set(description, [...(byDescription.get(description) ?? []), result.resource]);
  }
  return [...byDescription].map(([description, resources]) => ({
    ruleName: ruleName(rule),
    description,
    fix: rule.fix,
    severity: rule.severity,
    violatingResources: resources.map(violating),
  }));
}

function violating({ name, logicalId }: Resource) {
  return { constructPath: name, resourceLogicalId: logicalId, locations: [] };
}
