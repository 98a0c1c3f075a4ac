import { isDay, yearsLater } from '../../private/day';
import { Places } from '../judgement/places';
import { withoutFolders } from '../report/plain-text';
import { Acknowledgement, AcknowledgementState, Finding } from '../report/report-model';
import { governanceFinding } from './governance-findings';
import { AcknowledgementFlaw } from './governance-rules';
import { DeclaredAcknowledgement } from './read-acknowledgements';
import { isReason } from './reason';
import { ANNOTATION, bareRule, isBareRuleId, namespaceOf, parseRuleId } from './rule-id';

/** What ends later ends never: by then nobody remembers why. */
const MAX_YEARS = 2;

/** A finding that was accepted, in the synth or over the templates. */
export type AcceptedFinding = Pick<
  Acknowledgement,
  'pack' | 'rule' | 'construct' | 'acknowledgedAt' | 'acknowledgedId' | 'reason'
>;

/** What acknowledgements are judged by. */
export interface AcknowledgementTerms {
  /** The packs that ran: what accepts findings of another one is neither used nor unused here. */
  readonly packs: ReadonlySet<string>;
  readonly places: Pick<Places, 'stackOf' | 'locationOf'>;
  /** The day, as `2026-11-24`. */
  readonly date: string;
  /** What an expired one does: `warn` leaves a note, for going back to a release that was fine when it was made. */
  readonly expired: 'fail' | 'warn';
  /** Folders that reasons may name, and that no report should show. */
  readonly machineFolders: readonly string[];
}

/** Every acknowledgement with what is true of it, and what is wrong with them. Nobody can accept these findings. */
export interface AcknowledgementJudgement {
  readonly acknowledgements: readonly Acknowledgement[];
  readonly findings: readonly Finding[];
}

/**
 * Judges who accepted what: each acknowledgement once for each finding that it accepts, or once as it was declared.
 *
 * What accepted a finding is judged though it stands nowhere else: an acknowledgement on the app of somebody who does not use
 * this library is in no metadata, but in the validation report.
 */
export function judgeAcknowledgements(
  declared: readonly DeclaredAcknowledgement[],
  accepted: readonly AcceptedFinding[],
  terms: AcknowledgementTerms,
): AcknowledgementJudgement {
  const usesOf = groupBy(accepted, ({ acknowledgedAt, acknowledgedId }) => keyOf(acknowledgedAt, acknowledgedId));
  const known = new Map(declared.map((one) => [keyOf(one.construct, one.id), one]));
  for (const [key, [first]] of usesOf) if (!known.has(key)) known.set(key, undeclared(first));
  const judged = [...known]
    .map(([key, one]) => judgeOne(one, usesOf.get(key) ?? [], terms))
    .filter(({ acknowledgements }) => acknowledgements.length > 0);
  return {
    acknowledgements: judged.flatMap(({ acknowledgements }) => acknowledgements),
    findings: judged.flatMap(({ findings }) => findings),
  };
}

function judgeOne(
  raw: DeclaredAcknowledgement,
  uses: readonly AcceptedFinding[],
  terms: AcknowledgementTerms,
): AcknowledgementJudgement {
  const one = withoutMachine(raw, terms.machineFolders);
  const isUsed = uses.length > 0;
  if (!isUsed && !isJudgeable(one.id, terms.packs)) return { acknowledgements: [], findings: [] };
  const flaws = flawsOf(one, isUsed, terms);
  const states: AcknowledgementState[] = isUsed ? ['used', ...flaws] : flaws;
  const rows = isUsed ? uses : [asDeclared(one)];
  return {
    acknowledgements: rows.map((row) => describe(row, one, states, terms.places)),
    findings: flaws.map((flaw) => governanceFinding(one, flaw, terms)),
  };
}

/**
 * Whether an acknowledgement that accepts nothing can be called unused: only if its pack has looked at the app.
 *
 * Of one without a pack nobody knows that it accepts nothing, since it leaves no trace. Warnings of constructs that were accepted
 * are gone before anybody counts them.
 */
function isJudgeable(id: string, packs: ReadonlySet<string>): boolean {
  const { namespace = ANNOTATION } = parseRuleId(id) ?? {};
  return namespace === ANNOTATION || [...packs].some((pack) => namespaceOf(pack) === namespace);
}

function flawsOf(
  one: DeclaredAcknowledgement,
  isUsed: boolean,
  { date, places }: AcknowledgementTerms,
): AcknowledgementFlaw[] {
  const isBare = isBareRuleId(one.id);
  const isWarning = !isBare && (parseRuleId(one.id)?.namespace ?? ANNOTATION) === ANNOTATION;
  const flaws: { readonly [flaw in AcknowledgementFlaw]: boolean } = {
    unused: !isUsed && !isBare && !isWarning,
    expired: isExpired(one, date),
    'no-reason': !isReason(one.reason),
    'no-owner': one.owner.trim() === '',
    'no-expiry': one.expires === '' || isTooFar(one, date),
    broad: isBroad(one, places),
    unrecorded: isBare,
  };
  return (Object.keys(flaws) as AcknowledgementFlaw[]).filter((flaw) => flaws[flaw]);
}

/** The last day is still a day on which it holds. What is no day has passed. */
function isExpired({ expires }: DeclaredAcknowledgement, date: string): boolean {
  return expires !== '' && (!isDay(expires) || expires < date);
}

function isTooFar({ expires }: DeclaredAcknowledgement, date: string): boolean {
  return isDay(expires) && expires > yearsLater(date, MAX_YEARS);
}

function isBroad({ construct }: DeclaredAcknowledgement, places: AcknowledgementTerms['places']): boolean {
  const stack = places.stackOf(construct);
  return stack === undefined || stack.path === construct;
}

/** Who accepted it said no more than the synth knows. */
function undeclared({ acknowledgedAt, acknowledgedId, reason }: AcceptedFinding): DeclaredAcknowledgement {
  return { construct: acknowledgedAt, id: acknowledgedId, reason, owner: '', expires: '', evidence: '' };
}

/** The row of one that accepts nothing: the rule as it says it, where it says it. */
function asDeclared({ construct, id }: DeclaredAcknowledgement) {
  const { namespace = ANNOTATION, rule } = parseRuleId(id) ?? { rule: id };
  return { pack: namespace, rule: namespace === ANNOTATION ? bareRule(id) : rule, construct };
}

function describe(
  { pack, rule, construct }: Pick<AcceptedFinding, 'pack' | 'rule' | 'construct'>,
  one: DeclaredAcknowledgement,
  states: readonly AcknowledgementState[],
  places: AcknowledgementTerms['places'],
): Acknowledgement {
  const location = places.locationOf(one.construct);
  const { reason, owner, expires, evidence } = one;
  return {
    pack,
    rule,
    construct,
    acknowledgedAt: one.construct,
    acknowledgedId: one.id,
    reason,
    owner,
    expires,
    evidence,
    states,
    stack: places.stackOf(construct)?.name ?? '',
    ...(location === undefined ? {} : { location }),
  };
}

function withoutMachine(one: DeclaredAcknowledgement, folders: readonly string[]): DeclaredAcknowledgement {
  const clean = (text: string) => withoutFolders(text, folders);
  return { ...one, reason: clean(one.reason), owner: clean(one.owner), evidence: clean(one.evidence) };
}

function keyOf(construct: string, id: string): string {
  return JSON.stringify([construct, id]);
}

function groupBy<T>(items: readonly T[], keyOfItem: (item: T) => string): ReadonlyMap<string, readonly [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOfItem(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
