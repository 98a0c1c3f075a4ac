import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { acknowledge, AcknowledgedRule, Justification } from './acknowledgement';

/** A resource with a wildcard in it, in the statements of a policy; why it cannot be narrower, and what confines it instead. */
export interface Wildcard extends Justification {
  /** The resource as the statement has it. */
  readonly resource: string;
}

/**
 * Accepts the wildcards of a policy, each by the resource itself: its text in a finding follows names and logical ids.
 *
 * Late, because what belongs to another stack has its final text only when the app is synthesized.
 */
export function acknowledgeWildcards(policy: IConstruct, ...wildcards: Wildcard[]): void {
  let isDone = false;
  policy.node.addValidation({
    validate: () => {
      if (!isDone) acknowledge(policy, ...wildcards.map((wildcard) => asRule(policy, wildcard)));
      isDone = true;
      return [];
    },
  });
}

function asRule(policy: IConstruct, { resource, ...justification }: Wildcard): AcknowledgedRule {
  const text = flatten(Stack.of(policy).resolve(resource));
  return { packs: ['AwsSolutions'], rule: `IAM5[Resource::${text}]`, ...justification };
}

/** The values of a template that are made when it is deployed, as far as resources in policies have them. */
interface Intrinsic {
  readonly Ref?: string;
  readonly 'Fn::GetAtt'?: [string, string];
  readonly 'Fn::ImportValue'?: TemplateText;
  readonly 'Fn::Join'?: [string, TemplateText[]];
}

type TemplateText = string | Intrinsic;

/** A text of a template as cdk-nag writes it into a finding. */
function flatten(text: TemplateText): string {
  if (typeof text === 'string') return text;
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::ImportValue': imported, 'Fn::Join': join } = text;
  if (join) return join[1].map(flatten).join(join[0]);
  if (attribute) return `<${attribute.join('.')}>`;
  if (imported !== undefined) return flatten(imported);
  if (Ref !== undefined) return `<${Ref}>`;
  return JSON.stringify(text);
}
