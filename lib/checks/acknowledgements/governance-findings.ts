import { isDay } from '../../private/day';
import { GOLDEN_PATH } from '../principles/principle-finding';
import { Finding } from '../report/report-model';
import { AcknowledgementFlaw, GOVERNANCE_RULES } from './governance-rules';
import type { AcknowledgementTerms } from './judge-acknowledgements';
import { DeclaredAcknowledgement } from './read-acknowledgements';
import { bareRule } from './rule-id';

/**
 * What is wrong with an acknowledgement, as a finding on the construct that it was declared on.
 *
 * The rule says in brackets which acknowledgement it is, as rules of cdk-nag do: two on one construct are two findings, and the
 * second one is new though the first was known.
 */
export function governanceFinding(
  one: DeclaredAcknowledgement,
  flaw: AcknowledgementFlaw,
  { places, date, expired }: AcknowledgementTerms,
): Finding {
  const { name, severity } = GOVERNANCE_RULES[flaw];
  const { description, suggestedFix } = textsOf(one, date)[flaw];
  const location = places.locationOf(one.construct);
  return {
    pack: GOLDEN_PATH,
    rule: `${name}[${one.id}]`,
    // A check fails on warnings as well, so what must not hold up a way back is a note.
    severity: flaw === 'expired' && expired === 'warn' ? 'info' : severity,
    construct: one.construct,
    description,
    suggestedFix,
    stack: places.stackOf(one.construct)?.name ?? '',
    principle: 'SEC-2',
    standards: [],
    ...(location === undefined ? {} : { location }),
  };
}

type FindingTexts = Required<Pick<Finding, 'description' | 'suggestedFix'>>;

function textsOf(
  { construct, id, expires }: DeclaredAcknowledgement,
  date: string,
): { readonly [flaw in AcknowledgementFlaw]: FindingTexts } {
  const place = construct === '' ? 'the app' : construct;
  const subject = `The acknowledgement of ${id} on ${place}`;
  const governed = `accept it with GoldenPath.acknowledge on ${place}`;
  return {
    unused: {
      description: `${subject} accepts nothing: no finding of that rule is there, or a nearer acknowledgement accepts each. It would hide the next one.`,
      suggestedFix: `remove the acknowledgement of ${id} from ${place}, or repair its rule: it must be that of a finding to the last character`,
    },
    expired: {
      description: isDay(expires)
        ? `${subject} expired: it held until ${expires}, and this is judged on ${date}.`
        : `${subject} expires on '${expires}', which is no day, so it counts as expired.`,
      suggestedFix: `repair what ${id} finds on ${place}, or look at it again and give a new reason and a later day`,
    },
    'no-reason': {
      description: `${subject} gives no reason that somebody could judge.`,
      suggestedFix: `say in a sentence why ${id} is right to stay on ${place}, or repair it`,
    },
    'no-owner': {
      description: `${subject} has no owner, so nobody answers for it.`,
      suggestedFix: `${governed}, with an owner`,
    },
    'no-expiry': {
      description:
        expires === ''
          ? `${subject} never expires, so nobody will look at it again.`
          : `${subject} holds until ${expires}, more than two years after ${date}: nobody will look at it again.`,
      suggestedFix: `${governed}, with a last day within two years`,
    },
    broad: {
      description: `${subject} accepts the findings of everything inside, also of resources that are not there yet.`,
      suggestedFix: `accept ${id} on each construct that has the finding, and remove it from ${place}`,
    },
    unrecorded: {
      description: `${subject} names no pack: cdk-nag drops such a finding without a row in the validation report, so nobody can see that it was accepted; other packs do not know it at all.`,
      suggestedFix: `name the pack: ${qualified(id)} on ${place}`,
    },
  };
}

/** The id that would leave a row. Packs of cdk-nag have no hyphen in their names, but for those of other people. */
function qualified(id: string): string {
  const rule = bareRule(id);
  return `${rule.slice(0, rule.indexOf('-'))}::${rule}`;
}
