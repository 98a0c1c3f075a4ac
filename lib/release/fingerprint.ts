import { createHash } from 'crypto';
import {
  CfnResource,
  DefaultTokenResolver,
  IFragmentConcatenator,
  IPostProcessor,
  IResolvable,
  IResolveContext,
  Lazy,
  Reference,
  Stack,
  Tokenization,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { PropertyClasses, RELEASE_SCOPED_ATTRIBUTES, RELEASE_SCOPED_PROPERTIES } from './property-classes';

/** Written into every fingerprint, so that a change of the method itself is a deliberate one. */
const METHOD = 1;

/** Twelve hexadecimal digits: one chance in 280 million million that two releases of a service share them. */
const LENGTH = 12;

/** What stands for the fingerprint while it is being computed, or while the CDK only looks for references. */
const PLACEHOLDER = '0'.repeat(LENGTH);

/**
 * The identity of a release: one short hash over everything that makes its servers what they are.
 *
 * The resources included here carry it in their logical ids, so another release is another set of resources to
 * CloudFormation, created beside the live one, while an update that changes no hashed property keeps every id.
 *
 * It is computed from what is rendered, late in synth, so that aspects and escape hatches count. References are hashed
 * as construct paths rather than as the CDK renders them: whether a subnet arrives by export, by import or by weak
 * reference says nothing about the servers, and must not replace them when a flag or a CDK version changes.
 */
export class Fingerprint {
  private readonly members: CfnResource[] = [];
  private computing = false;
  private frozen?: string;

  /**
   * @param scope the construct whose children the members are; paths are hashed relative to its stack.
   * @param identity what a release is beside its rendered properties: the commit.
   */
  constructor(
    private readonly scope: Construct,
    private readonly identity: { readonly [name: string]: string },
  ) {
    // The last moment before templates are written: nothing changes any more, so the value can be kept from here on.
    scope.node.addValidation({
      validate: () => {
        const problems = this.members.flatMap(
          (member) => classify(member.cfnResourceType, this.render(member)).problems,
        );
        this.frozen = problems.length === 0 ? this.compute() : undefined;
        return problems;
      },
    });
  }

  /** The fingerprint, as a token: usable in names, tags, outputs and metadata before it can be known. */
  public get token(): string {
    return Lazy.uncachedString({ produce: (context) => this.resolveFor(context) });
  }

  /** Makes a resource part of the release: its logical id carries the fingerprint, its hashed properties make it. */
  public include(resource: CfnResource): void {
    const stack = Stack.of(resource);
    resource.overrideLogicalId(
      Lazy.uncachedString({ produce: (context) => stack.getLogicalId(resource) + this.resolveFor(context) }),
    );
    this.members.push(resource);
  }

  /**
   * While the CDK prepares, it resolves every token of the tree to find references; the value does not matter then,
   * and computing it each time would cost more than the rest of the service.
   */
  private resolveFor(context: IResolveContext): string {
    if (context.preparing || this.computing) return PLACEHOLDER;
    return this.frozen ?? this.compute();
  }

  private compute(): string {
    const resources = this.members
      .map((member) => ({
        type: member.cfnResourceType,
        path: pathInStack(member),
        properties: classify(member.cfnResourceType, this.render(member)).hashed,
      }))
      .filter(({ properties }) => Object.keys(properties).length > 0)
      .sort((a, b) => (a.path < b.path ? -1 : 1));
    return createHash('sha256')
      .update(canonicalJson({ method: METHOD, identity: this.identity, resources }))
      .digest('hex')
      .slice(0, LENGTH);
  }

  private render(member: CfnResource): RenderedResource {
    this.computing = true;
    try {
      const rendered = Tokenization.resolve((member as unknown as RenderableResource)._toCloudFormation(), {
        scope: this.scope,
        resolver: new ReferencesByPath(),
        preparing: false,
      }) as { readonly Resources: { readonly [logicalId: string]: RenderedResource } };
      return Object.values(rendered.Resources)[0];
    } finally {
      this.computing = false;
    }
  }
}

/** What every CfnResource has, but its declaration does not show; `lambda.Version` is built on the same method. */
interface RenderableResource {
  _toCloudFormation(): object;
}

interface RenderedResource {
  readonly Type: string;
  readonly Properties?: { readonly [property: string]: unknown };
  readonly [attribute: string]: unknown;
}

interface Classified {
  readonly hashed: { readonly [property: string]: unknown };
  readonly problems: string[];
}

/** Sorts the properties of a rendered resource into those that identify the release and those that must not be there. */
export function classify(type: string, { Type: _, Properties, ...attributes }: RenderedResource): Classified {
  const classes = RELEASE_SCOPED_PROPERTIES[type];
  if (!classes) {
    return {
      hashed: {},
      problems: [
        `${type} cannot be part of a release: its properties are not classified by this version of cdk-golden-path`,
      ],
    };
  }
  const properties = select(type, classes, Properties ?? {});
  return {
    ...properties,
    problems: [
      ...properties.problems,
      ...select(type, RELEASE_SCOPED_ATTRIBUTES, attributes).problems,
      ...retained(type, attributes),
    ],
  };
}

function select(place: string, classes: PropertyClasses, values: { readonly [property: string]: unknown }): Classified {
  const hashed: { [property: string]: unknown } = {};
  const problems: string[] = [];
  for (const [property, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const verdict = classes[property];
    if (verdict === undefined) {
      problems.push(
        `\`${property}\` of ${place} is not classified by this version of cdk-golden-path, so nobody can say whether a change of it needs a new release: remove it, or upgrade cdk-golden-path`,
      );
    } else if (verdict === 'hashed') {
      hashed[property] = value;
    } else if (typeof verdict === 'object' && 'because' in verdict) {
      problems.push(`\`${property}\` of ${place} is not allowed: ${verdict.because}`);
    } else if (typeof verdict === 'object') {
      const inner = select(`${place}.${property}`, verdict.members, value as { readonly [property: string]: unknown });
      if (Object.keys(inner.hashed).length > 0) hashed[property] = inner.hashed;
      problems.push(...inner.problems);
    }
  }
  return { hashed, problems };
}

function retained(type: string, attributes: { readonly [attribute: string]: unknown }): string[] {
  return ['DeletionPolicy', 'UpdateReplacePolicy']
    .filter((policy) => attributes[policy] !== undefined && attributes[policy] !== 'Delete')
    .map(
      (policy) =>
        `\`${policy}\` of ${type} must be "Delete", got "${String(attributes[policy])}": a retained server group would run for ever, so remove the removal policy`,
    );
}

/** Resolves tokens as CloudFormation would see them, but names what they refer to by construct path. */
class ReferencesByPath extends DefaultTokenResolver {
  constructor() {
    super(new JoinFragments());
  }

  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (!Reference.isReference(token)) return super.resolveToken(token, context, postProcessor);
    // In the form of an intrinsic function, because the CDK checks the types of rendered properties.
    return {
      Ref: token.displayName.startsWith('AWS::') ? token.displayName : `${pathInApp(token)}#${token.displayName}`,
    };
  }
}

/** Two parts of a string of which at least one is known to CloudFormation only. */
class JoinFragments implements IFragmentConcatenator {
  public join(left: unknown, right: unknown): unknown {
    if (left === undefined) return right;
    if (right === undefined) return left;
    return typeof left === 'string' && typeof right === 'string' ? left + right : { 'Fn::Join': ['', [left, right]] };
  }
}

function pathInApp(reference: Reference): string {
  return `${Stack.of(reference.target).stackName}/${pathInStack(reference.target)}`;
}

function pathInStack(construct: { readonly node: Construct['node'] }): string {
  const stack = Stack.of(construct as Construct);
  return construct.node.path.slice(stack.node.path.length + 1);
}

/** JSON with the keys of every object in order, so that equal values have equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
