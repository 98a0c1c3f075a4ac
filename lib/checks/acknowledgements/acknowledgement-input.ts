import { Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { isDay } from '../../private/day';
import { InvalidInput, InvalidInputError } from '../../private/errors';
import { GOLDEN_PATH, ruleName } from '../principles/principle-finding';
import { PUBLIC_BUDGET } from '../principles/public-budget';
import { RulePack } from '../rule-packs';
import { baseRule } from '../standards/rule-name';
import { AcknowledgementProps } from './acknowledgement-props';
import { GOVERNANCE_RULES } from './governance-rules';
import { isReason, MIN_REASON } from './reason';
import { ANNOTATION, isBareRuleId, parseRuleId, RuleId } from './rule-id';

/** Findings of the app as a whole and of acknowledgements themselves: there is something to change, and nothing to accept. */
const NEVER_ACCEPTED = [
  ruleName(PUBLIC_BUDGET),
  ruleName({ id: 'SEC-2-ChecksInSynth' }),
  ...Object.values(GOVERNANCE_RULES).map(({ name }) => name),
];

/** Packs whose rules are all called `Pack-Rule`. */
const PREFIXING_PACKS = [GOLDEN_PATH, ...RulePack._ALL.map(({ packName }) => packName)];

/**
 * Checks what a user gives to accept a finding.
 *
 * All but the day itself: a synth that looked at the clock would give another answer tomorrow, and one day keep somebody from
 * going back to a release that was fine when it was made.
 */
export function requireAcknowledgements(
  construct: IConstruct,
  acknowledgements: readonly AcknowledgementProps[],
): void {
  const fail = (input: InvalidInput): never => {
    throw new InvalidInputError(construct.node.path || 'App', input);
  };
  requireInStack(construct, fail);
  if (acknowledgements.length === 0) {
    fail({
      property: 'acknowledgements',
      got: undefined,
      must: 'name what is accepted',
      fix: 'give a rule, a reason, an owner and the last day on which it holds',
    });
  }
  for (const acknowledgement of acknowledgements) requireAcknowledgement(acknowledgement, fail);
}

type Fail = (input: InvalidInput) => never;

/** What is around resources will hold resources that nobody has looked at yet. */
function requireInStack(construct: IConstruct, fail: Fail): void {
  const isInStack = construct.node.scopes.some((scope) => Stack.isStack(scope));
  if (isInStack && !Stack.isStack(construct)) return;
  fail({
    property: 'construct',
    got: construct.node.path,
    must: 'be inside a stack: an acknowledgement on a stack, a stage or the app accepts findings that are not there yet',
    fix: 'name the construct that the finding names',
  });
}

function requireAcknowledgement(props: AcknowledgementProps, fail: Fail): void {
  for (const [property, got] of Object.entries(props)) {
    if (!Token.isUnresolved(got)) continue;
    fail({ property, got, must: 'be known at synth', fix: `write the ${property} as plain text` });
  }
  requireRule(props.rule, fail);
  requireTexts(props, fail);
  if (typeof props.expires === 'string' && isDay(props.expires)) return;
  fail({
    property: 'expires',
    got: props.expires,
    must: 'be a day that there is, as 2027-06-30',
    fix: 'write the last day on which it holds',
  });
}

function requireTexts({ reason, owner, evidence }: AcknowledgementProps, fail: Fail): void {
  if (typeof reason !== 'string' || !isReason(reason)) {
    fail({
      property: 'reason',
      got: reason,
      must: `say in words, in at least ${MIN_REASON} characters, why the finding is right to stay`,
      fix: 'write the reason that a reviewer will read in the report',
    });
  }
  if (typeof owner !== 'string' || owner.trim() === '') {
    fail({
      property: 'owner',
      got: owner,
      must: 'say who answers for it',
      fix: 'name the team or the person to ask when it expires',
    });
  }
  if (evidence !== undefined && (typeof evidence !== 'string' || evidence.trim() === '')) {
    fail({
      property: 'evidence',
      got: evidence,
      must: 'say something, or be left out',
      fix: 'give a link or a sentence that proves the reason',
    });
  }
}

function requireRule(rule: string, fail: Fail): void {
  const parsed = typeof rule === 'string' ? parseRuleId(rule) : undefined;
  const say = (must: string, fix: string): never => fail({ property: 'rule', got: rule, must, fix });
  if (parsed?.namespace === undefined || parsed.rule === '' || isBareRuleId(rule)) {
    return say(
      'name its pack, or the finding vanishes without a row in the report',
      `write it as the finding does: ${exampleOf(parsed)}`,
    );
  }
  const { namespace, rule: name } = parsed;
  if (PREFIXING_PACKS.includes(namespace) && !name.startsWith(`${namespace}-`)) {
    say(`name a rule of the pack, and those begin with ${namespace}-`, `write ${namespace}::${namespace}-${name}`);
  }
  if (namespace === GOLDEN_PATH && NEVER_ACCEPTED.includes(baseRule(name))) {
    say('be a rule about resources: nobody can accept this one', 'do what the finding says');
  }
}

/** The id that was perhaps meant. */
function exampleOf(parsed: RuleId | undefined): string {
  const isBare = parsed !== undefined && (parsed.namespace ?? ANNOTATION) === ANNOTATION;
  const pack = isBare ? PREFIXING_PACKS.find((name) => parsed.rule.startsWith(`${name}-`)) : undefined;
  return pack === undefined ? 'AwsSolutions::AwsSolutions-S1' : `${pack}::${parsed?.rule}`;
}
