import { CIS_CONTROLS } from './cis';
import { Control } from './control';
import { controlsInSentence } from './control-sentence';
import { FSBP_CONTROLS } from './fsbp';
import { AWS_SOLUTIONS, RuleControls, SHARED } from './rule-controls';
import { baseRule } from './rule-name';

/** Packs that follow a standard, and what their controls are called here. */
const PACK_STANDARDS: { readonly [pack: string]: string } = {
  'NIST.800.53.R5': 'NIST-800-53-R5',
  'NIST.800.53.R4': 'NIST-800-53-R4',
  'HIPAA.Security': 'HIPAA',
  'PCI.DSS.321': 'PCI-DSS-3.2.1',
};

const NIST_R5 = 'NIST-800-53-R5';

const NIST_OF_FSBP = new Map(FSBP_CONTROLS.map(({ id, nist }) => [id, nist]));

/** The controls whose names and scopes are known here. Of the other standards only what rules name is known. */
export const KNOWN_CONTROLS: readonly Control[] = [...FSBP_CONTROLS, ...CIS_CONTROLS];

/**
 * The controls of other standards that ask for the same as a rule, as `FSBP:EC2.8`, sorted.
 *
 * `rule` is the name as in findings, `info` the pack's own sentence on it: the packs that follow a standard name its controls there.
 */
export function standardsOf(rule: string, info = ''): string[] {
  const [pack, name] = splitRule(baseRule(rule));
  const own = controlsInSentence(info).map((control) => `${PACK_STANDARDS[pack] ?? NIST_R5}:${control}`);
  const { fsbp = [], cis = [], nist = [] } = controlsOf(pack, name);
  const named = [...fsbp.map((number) => `FSBP:${number}`), ...cis.map((number) => `CIS-7.0:${number}`)];
  const mapped = [...nist, ...fsbp.flatMap((number) => NIST_OF_FSBP.get(`FSBP:${number}`) ?? [])];
  const isNamedByPack = own.some((control) => control.startsWith(`${NIST_R5}:`));
  const added = isNamedByPack ? [] : mapped.map((number) => `${NIST_R5}:${number}`);
  return [...new Set([...own, ...named, ...added])].sort();
}

/** Pack names have no hyphen in them. */
function splitRule(rule: string): [pack: string, name: string] {
  const hyphen = rule.indexOf('-');
  return hyphen === -1 ? ['', rule] : [rule.slice(0, hyphen), rule.slice(hyphen + 1)];
}

function controlsOf(pack: string, name: string): RuleControls {
  const table = tableOf(pack);
  return Object.prototype.hasOwnProperty.call(table, name) ? table[name] : {};
}

function tableOf(pack: string): { readonly [rule: string]: RuleControls } {
  if (pack === 'AwsSolutions') return AWS_SOLUTIONS;
  return pack === 'Serverless' || pack in PACK_STANDARDS ? SHARED : {};
}
