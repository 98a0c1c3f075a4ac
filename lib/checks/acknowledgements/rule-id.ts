/** The name of a rule, and the pack that it belongs to if the name says so. */
export interface RuleId {
  /** The pack as ids name it: with `-` for each space. */
  readonly namespace?: string;
  readonly rule: string;
}

/** Where the CDK puts a rule that no pack is named with; also where the warnings of constructs are. */
export const ANNOTATION = 'Annotation';

/** Every name that the CDK has had for that. */
const ANNOTATION_NAMES = ['annotation', 'Construct-Annotations', ANNOTATION];

const CLOSING: { readonly [bracket: string]: string } = { '(': ')', '[': ']', '{': '}' };

/**
 * Reads a rule id as the CDK does, or says nothing of one that the CDK refuses.
 *
 * Inside brackets `::` separates nothing: `AwsSolutions-IAM5[Resource::*]` names no pack.
 */
export function parseRuleId(id: string): RuleId | undefined {
  const separators: number[] = [];
  const open: string[] = [];
  for (let index = 0; index < id.length; index++) {
    const char = id[index];
    if (open.length === 0 && id.startsWith('::', index)) separators.push(index++);
    else if (char in CLOSING) open.push(CLOSING[char]);
    else if (Object.values(CLOSING).includes(char) && open.pop() !== char) return undefined;
  }
  const [at] = separators;
  if (at === undefined) return { rule: hyphened(id) };
  if (separators.length > 1 || at === 0) return undefined;
  return { namespace: namespaceOf(id.slice(0, at)), rule: hyphened(id.slice(at + 2)) };
}

/** The id under which the CDK looks for acknowledgements of a finding; none if it cannot read the name of the rule. */
export function qualifiedId(pack: string, rule: string): string | undefined {
  const parsed = parseRuleId(rule);
  if (parsed === undefined) return undefined;
  return `${parsed.namespace ?? namespaceOf(pack)}::${parsed.rule}`;
}

/** The pack as ids name it. */
export function namespaceOf(pack: string): string {
  const name = hyphened(pack);
  return ANNOTATION_NAMES.includes(name) ? ANNOTATION : name;
}

/**
 * The rule of an id without a pack, as cdk-nag looks for it: it filters such findings before the CDK sees them, so the validation
 * report has no row of them.
 */
export function bareRule(id: string): string {
  return id.replace(/^annotation::/i, '');
}

/** Warnings of constructs have ids that name a package: `@aws-cdk/aws-ec2:keyPair`. */
const NAMES_A_PACKAGE = /^(@|aws-cdk-lib[./]|Deprecated:)/;

/**
 * Whether an id names a rule of a pack without the pack.
 *
 * Rules of cdk-nag are called `Pack-Rule`. The warnings of constructs, which stand under the same name and for which there is no
 * other, are not. In doubt it is a rule: an acknowledgement without a trace is what nobody should overlook.
 */
export function isBareRuleId(id: string): boolean {
  const parsed = parseRuleId(id);
  if (parsed?.namespace !== undefined && parsed.namespace !== ANNOTATION) return false;
  const [rule] = bareRule(id).split('[');
  return rule.includes('-') && !NAMES_A_PACKAGE.test(rule);
}

function hyphened(text: string): string {
  return text.replace(/ /g, '-');
}
