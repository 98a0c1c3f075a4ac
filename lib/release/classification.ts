import { PropertyClasses, RELEASE_SCOPED_ATTRIBUTES, RELEASE_SCOPED_PROPERTIES } from './property-classes';
import { PARAMETER, RenderedResource } from './rendering';

/** What a resource contributes to a release, and what keeps it from being part of one. */
export interface Classified {
  /** The properties that identify the release. */
  readonly hashed: { readonly [property: string]: unknown };
  /** Why the resource must not be part of a release as it is, each with what to do about it. */
  readonly problems: string[];
}

/** Sorts the properties of a rendered resource by the table. What the table does not know is a problem. */
export function classify({ Type, Properties = {}, ...attributes }: RenderedResource): Classified {
  const classes = RELEASE_SCOPED_PROPERTIES[Type];
  if (!classes) {
    const problem = `${Type} cannot be part of a release: its properties are not classified by this version of cdk-golden-path: leave it out of the release, or upgrade cdk-golden-path`;
    return { hashed: {}, problems: [problem] };
  }
  const properties = select(Type, classes, Properties);
  const others = select(Type, RELEASE_SCOPED_ATTRIBUTES, attributes);
  return {
    hashed: properties.hashed,
    problems: [...properties.problems, ...others.problems, ...brokenPromises(Type, Properties, attributes)],
  };
}

interface Values {
  readonly [name: string]: unknown;
}

function select(place: string, classes: PropertyClasses, values: Values): Classified {
  const hashed: { [property: string]: unknown } = {};
  const problems: string[] = [];
  for (const [property, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const verdict = classes[property];
    const name = `\`${property}\` of ${place}`;
    if (verdict === undefined) {
      problems.push(
        `${name} is not classified by this version of cdk-golden-path, so nobody can say whether a change of it needs a new release: remove it, or upgrade cdk-golden-path`,
      );
    } else if (verdict === 'hashed') {
      hashed[property] = scalarsAsText(value);
      if (floats(value) || (NEVER_IMPORTED.includes(property) && typeof value !== 'string'))
        problems.push(`${name} must be known at synth, got ${JSON.stringify(value)}: ${FLOATING}`);
    } else if (typeof verdict === 'object' && 'because' in verdict) {
      problems.push(`${name} is not allowed, got ${JSON.stringify(value)}: ${verdict.because}`);
    } else if (typeof verdict === 'object') {
      const inner = select(`${place}.${property}`, verdict.members, value as Values);
      if (Object.keys(inner.hashed).length > 0) hashed[property] = inner.hashed;
      problems.push(...inner.problems);
    }
  }
  return { hashed, problems };
}

const FLOATING =
  'what is decided at deploy time could change the servers of a release that looks the same, so write the value itself';

/** Values behind a look-up, a parameter or a condition can change while their text stays. */
function floats(value: unknown): boolean {
  const text = JSON.stringify(value);
  const marks = ['resolve:ssm', '{{resolve:', '"Fn::If"', '"Fn::Sub"', `"Ref":"${PARAMETER}`];
  // What was rendered from a construct names its path and attribute; another name was written by hand, for whatever it is.
  return marks.some((mark) => text.includes(mark)) || /"Ref":"(?!AWS::)[^"#]*"/.test(text);
}

/** What decides which program runs and on what is not left to another stack, either. */
const NEVER_IMPORTED = ['ImageId', 'InstanceType'];

/** CloudFormation does not tell 300 from "300", so neither does a release. */
function scalarsAsText(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, inner: unknown) =>
      typeof inner === 'number' || typeof inner === 'boolean' ? String(inner) : inner,
    ),
  );
}

/** What a property may be set to, where only some of its values keep the promises of a release. */
function brokenPromises(type: string, properties: Values, attributes: Values): string[] {
  const retained = ['DeletionPolicy', 'UpdateReplacePolicy']
    .filter((policy) => attributes[policy] !== undefined && attributes[policy] !== 'Delete')
    .map(
      (policy) =>
        `\`${policy}\` of ${type} must be "Delete", got ${JSON.stringify(attributes[policy])}: a retained server group would run for ever, so remove the removal policy`,
    );
  const undeletable =
    properties.DeletionProtection === 'prevent-all-deletion'
      ? [
          `\`DeletionProtection\` of ${type} must not be "prevent-all-deletion": no release could ever be cleaned up, so use "prevent-force-deletion"`,
        ]
      : [];
  const provisioned =
    'AWS::CloudFormation::Init' in ((attributes.Metadata as Values | undefined) ?? {})
      ? [
          `\`Metadata\` of ${type} must have no AWS::CloudFormation::Init: servers are not provisioned after boot, so bake it into the image`,
        ]
      : [];
  return [...retained, ...undeletable, ...provisioned];
}
