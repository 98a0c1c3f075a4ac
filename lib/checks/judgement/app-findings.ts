import { GOLDEN_PATH, ruleName } from '../principles/principle-finding';
import { PUBLIC_BUDGET } from '../principles/public-budget';
import { ExposureReport, Finding } from '../report/report-model';
import { securityPacks, SynthPack } from './synth-findings';

/** Findings of the app as a whole, which no acknowledgement can accept: there is no construct to put it on. */
export function appFindings(
  packs: readonly SynthPack[],
  required: readonly string[],
  exposure: ExposureReport,
): Finding[] {
  return [...uncheckedSynth(packs), ...missingPacks(packs, required), ...overBudget(exposure)];
}

/** The command has looked at the templates, but nothing stops a deploy of what it has not seen. */
function uncheckedSynth(packs: readonly SynthPack[]): Finding[] {
  if (securityPacks(packs).length > 0) return [];
  return [
    appFinding('SEC-2-ChecksInSynth', 'SEC-2', {
      description:
        'No security check ran in the synth of this app: what is deployed without this command is not checked.',
      suggestedFix: 'add GoldenPath.protect(app), which runs the packs in every synth and names them',
    }),
  ];
}

function missingPacks(packs: readonly SynthPack[], required: readonly string[]): Finding[] {
  if (securityPacks(packs).length === 0) return [];
  return required
    .filter((name) => !packs.some((pack) => pack.name === name))
    .map((name) =>
      appFinding(`SEC-2-ChecksInSynth[${name}]`, 'SEC-2', {
        description: `The pack ${name} must run, and did not run in the synth of this app.`,
        suggestedFix: `name it in GoldenPath.protect(app, { packs: [...] })`,
      }),
    );
}

function overBudget({ budget, public: open }: ExposureReport): Finding[] {
  if (open <= budget) return [];
  const { id, principle, fix, describe } = PUBLIC_BUDGET;
  return [appFinding(id, principle, { description: describe(open, budget), suggestedFix: fix })];
}

function appFinding(
  id: string,
  principle: 'SEC-2' | 'SEC-4',
  texts: Pick<Finding, 'description' | 'suggestedFix'>,
): Finding {
  return {
    pack: GOLDEN_PATH,
    rule: ruleName({ id }),
    severity: 'error',
    construct: '',
    stack: '',
    principle,
    standards: [],
    ...texts,
  };
}
