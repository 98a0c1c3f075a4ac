import { objectOf } from '../../../private/json';
import { StackTemplate } from '../../assembly/assembly';
import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { Value } from '../../template/template-values';

/** What stands in a text for a value that only CloudFormation, or only AWS, will know. */
const STAND_IN = /\$\{[^}]*\}|\{\{resolve:[^}]*\}\}/g;

/** No text of a policy has it. */
const MARK = '\uE000';

/** What a stand-in is known to be. */
export type StandIn =
  | { readonly kind: 'account' }
  /** The region, the partition, the name of the stack: one value, not a pattern. */
  | { readonly kind: 'constant' }
  | { readonly kind: 'resource'; readonly resource: Resource }
  | { readonly kind: 'unknown' };

/**
 * The texts of policies, each with all it may be, with stand-ins for what is not known yet, and what those stand for.
 *
 * A document may be an object with intrinsics in it, or a text that was joined of pieces; as texts with stand-ins both read alike.
 */
export class PolicyTexts {
  private readonly byPath: ReadonlyMap<string, StackTemplate>;

  constructor(private readonly app: AppTemplates) {
    this.byPath = new Map(app.templates.map((template) => [template.path, template]));
  }

  /** All texts that a text or a list of texts may consist of. */
  public of(value: unknown, template: StackTemplate): string[] {
    return this.app.values.items(value, template).map((one) => this.textOf(one));
  }

  public textOf(value: Value): string {
    if (value.kind === 'object') return '${...}';
    if (value.kind === 'list') return this.of(value.items, value.template).join(',');
    if (value.kind !== 'resource') return this.withParameters(value.text);
    const { resource, attribute } = value;
    return `\${${resource.template.path}/${resource.logicalId}${attribute === '' ? '' : `.${attribute}`}}`;
  }

  /** What a stand-in stands for. */
  public resolve(standIn: string): StandIn {
    const name = standIn.slice(2, -1);
    if (name === 'AWS::AccountId') return { kind: 'account' };
    if (/^AWS::(Partition|Region|StackId|StackName|URLSuffix)$/.test(name)) return { kind: 'constant' };
    const { template, logicalId } = this.placeOf(name);
    const resource = template && this.app.find(template, logicalId);
    return resource === undefined || tellsAnything(resource) ? { kind: 'unknown' } : { kind: 'resource', resource };
  }

  /** The resource that a text names: by a stand-in for it, alone or within an ARN. */
  public resourceIn(text: string): Resource | undefined {
    const resources = standInsOf(text).flatMap((one) => {
      const found = this.resolve(one);
      return found.kind === 'resource' ? [found.resource] : [];
    });
    return resources.length === 1 ? resources[0] : undefined;
  }

  /** The parameters of a nested stack are in its parent, and a text does not follow them by itself. */
  private withParameters(text: string): string {
    return text.replace(STAND_IN, (standIn) => {
      const { template, logicalId } = this.placeOf(standIn.slice(2, -1));
      if (template === undefined || this.app.find(template, logicalId) !== undefined) return standIn;
      const nested = this.app.nestedBy(template);
      const given = nested && objectOf(nested.properties.Parameters)[logicalId];
      const texts = nested && given !== undefined ? this.of(given, nested.template) : [];
      return texts.length === 1 ? texts[0] : standIn;
    });
  }

  private placeOf(name: string): { readonly template?: StackTemplate; readonly logicalId: string } {
    const [, path, logicalId] = /^(.+)\/([^/.]+)(?:\..+)?$/.exec(name) ?? [];
    return { template: this.byPath.get(path), logicalId };
  }
}

/** What a resource answers that can hold any text, so that it says nothing about whose the text is. */
function tellsAnything({ type }: Resource): boolean {
  return /^(Custom::(?!AWSCDKOpenIdConnectProvider$)|AWS::(CloudFormation::CustomResource|SSM::Parameter|Organizations::Account)$)/.test(
    type,
  );
}

export function standInsOf(text: string): string[] {
  return text.match(STAND_IN) ?? [];
}

/** The text with every stand-in replaced, so that what is left are its own characters. */
export function withoutStandIns(text: string): string {
  return text.replace(STAND_IN, '');
}

/** The parts between colons, or between something else; a stand-in is never parted. */
export function partsOf(text: string, separator = ':'): string[] {
  const standIns = standInsOf(text);
  return text
    .replace(STAND_IN, MARK)
    .split(separator)
    .map((part) => part.replace(new RegExp(MARK, 'g'), () => standIns.shift() ?? ''));
}

export function hasWildcard(text: string): boolean {
  return /[*?]/.test(withoutStandIns(text));
}
