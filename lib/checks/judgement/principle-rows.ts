import { PRINCIPLES } from '../principles/principles';
import { Acknowledgement, CompliantRow, Finding, PrincipleRow, RuleRow } from '../report/report-model';

/** So many examples are proof enough; all of them are in the list of what was found in order. */
const EVIDENCE = 5;

/** What tells how a principle stands. */
export interface PrincipleEvidence {
  readonly rules: readonly RuleRow[];
  readonly findings: readonly Finding[];
  readonly acknowledgements: readonly Acknowledgement[];
  readonly compliant: readonly CompliantRow[];
  /** The packs that ran in the synth: that is SEC-2, which no resource can show. */
  readonly ranInSynth: readonly string[];
}

/** How each principle stands: broken by one finding, kept by what was looked at and found in order, else not shown. */
export function principleRows({
  rules,
  findings,
  acknowledgements,
  compliant,
  ranInSynth,
}: PrincipleEvidence): PrincipleRow[] {
  return PRINCIPLES.map(({ id, title }) => {
    const names = new Set(rules.filter(({ principle }) => principle === id).map(({ rule }) => rule));
    const broken = findings.filter(({ principle }) => principle === id).length;
    const accepted = acknowledgements.filter(({ rule, states }) => names.has(rule) && states.includes('used')).length;
    const kept = compliant
      .filter(({ rule }) => names.has(rule))
      .map(({ rule, construct }) => `${rule}: ${construct}`)
      .concat(id === 'SEC-2' ? ranInSynth.map((pack) => `the pack ${pack} ran in the synth`) : []);
    return {
      principle: id,
      title,
      verdict: verdictOf(broken, accepted, kept.length),
      findings: broken,
      acknowledged: accepted,
      compliant: kept.length,
      evidence: kept.slice(0, EVIDENCE),
    };
  });
}

function verdictOf(broken: number, accepted: number, kept: number): PrincipleRow['verdict'] {
  if (broken > 0) return 'broken';
  if (accepted > 0) return 'acknowledged';
  return kept > 0 ? 'kept' : 'not shown';
}
