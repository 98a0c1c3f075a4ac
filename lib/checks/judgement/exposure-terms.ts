import { AcknowledgementIndex } from '../acknowledgements/acknowledgement-index';
import { readAcknowledgements } from '../acknowledgements/read-acknowledgements';
import { Assembly } from '../assembly/assembly';
import { CannotJudgeError } from '../assembly/cannot-judge';
import { GOLDEN_PATH, ruleName } from '../principles/principle-finding';
import { PUBLIC_COMPONENT } from '../principles/rules/sec-4/public-component';
import { UNKNOWN_EXPOSURE } from '../principles/rules/sec-4/unknown-exposure';
import { OUTSIDE_ACKNOWLEDGEMENTS, PUBLIC_COMPONENTS } from '../synth/synth-record';
import { ExposureTerms } from './exposure-rows';
import { onRecord } from './synth-findings';

/** What must be acknowledged where something is open to the internet, or may be. */
const RULES = {
  public: ruleName(PUBLIC_COMPONENT),
  unknown: ruleName(UNKNOWN_EXPOSURE),
};

/** How an assembly wants its exposure counted: by the budget that it declares, unless another one is given, and by what it acknowledges. */
export function exposureTerms(
  { plugins, metadata }: Pick<Assembly, 'plugins' | 'metadata'>,
  budget?: number,
): ExposureTerms {
  const acknowledgements = readAcknowledgements(metadata, onRecord(plugins, OUTSIDE_ACKNOWLEDGEMENTS));
  const index = new AcknowledgementIndex(acknowledgements);
  return {
    budget: budget ?? declaredBudget(plugins),
    declared: ({ name }, verdict) => index.find({ pack: GOLDEN_PATH, rule: RULES[verdict], construct: name })?.reason,
  };
}

function declaredBudget(plugins: Assembly['plugins']): number {
  const declared = onRecord(plugins, PUBLIC_COMPONENTS) ?? '0';
  if (/^\d+$/.test(declared)) return Number(declared);
  throw new CannotJudgeError({
    where: 'validation-report.json',
    problem: `declares '${declared}' public components`,
    fix: 'give publicComponents of GoldenPath.protect a whole number, and synthesize again',
  });
}
