import { AssemblyStack } from '../assembly/assembly';
import { describeObstacle } from '../assembly/cannot-judge';
import { RuleOutcome } from '../principles/judge-principles';
import { ruleName } from '../principles/principle-finding';
import { SynthPack } from './synth-findings';

/** What keeps the assembly from being judged, as lines for a person. */
export function problemsOf(
  stacks: readonly AssemblyStack[],
  packs: readonly SynthPack[],
  others: readonly string[],
): string[] {
  return [...crashes(packs), ...nothingScanned(stacks), ...others];
}

function crashes(packs: readonly SynthPack[]): string[] {
  return packs.flatMap(({ name, crash }) =>
    crash === undefined
      ? []
      : describeObstacle({
          where: `pack '${name}'`,
          problem: `crashed (${crash})`,
          fix: 'repair it and synthesize again; until then nobody knows what it would have found',
        }),
  );
}

/** Rules of the principles that crashed, as lines for a person. */
export function crashedRules(outcomes: readonly RuleOutcome[]): string[] {
  return outcomes.flatMap(({ rule, crash }) =>
    crash === undefined
      ? []
      : describeObstacle({
          where: `rule '${ruleName(rule)}'`,
          problem: `crashed (${crash})`,
          fix: 'report it with the template; until then nobody knows what it would have found',
        }),
  );
}

/** An app without a single resource is a mistake in the build far more often than an app. */
function nothingScanned(stacks: readonly AssemblyStack[]): string[] {
  if (stacks.some(({ resources }) => resources > 0)) return [];
  return [
    describeObstacle({
      where: 'the assembly',
      problem: 'has no resource, so no rule was applied to anything',
      fix: "synthesize the whole app (`cdk synth '**'`), or name the folder with --assembly",
    }),
  ];
}
