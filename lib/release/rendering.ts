import {
  CfnParameter,
  CfnResource,
  DefaultTokenResolver,
  IFragmentConcatenator,
  IPostProcessor,
  IResolvable,
  IResolveContext,
  Reference,
  Stack,
  Tokenization,
} from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** A resource as its template will have it, but with references by construct path. */
export interface RenderedResource {
  readonly Type: string;
  readonly Properties?: { readonly [property: string]: unknown };
  readonly [attribute: string]: unknown;
}

/** Marks a reference to a parameter of the template, whose value is decided at deploy time. */
export const PARAMETER = 'parameter ';

/** What every CfnResource has, but its declaration does not show; `lambda.Version` is built on the same method. */
interface RenderableResource {
  _toCloudFormation(): object;
}

/** Renders a resource with all overrides. References are named by path, whichever way the CDK is going to write them. */
export function render(resource: CfnResource): RenderedResource {
  const template = renderValue(resource, (resource as unknown as RenderableResource)._toCloudFormation());
  return Object.values((template as { readonly Resources: { readonly [id: string]: RenderedResource } }).Resources)[0];
}

/** Renders any value in the same way. */
export function renderValue(scope: IConstruct, value: unknown): unknown {
  return Tokenization.resolve(value, { scope, resolver: new ReferencesByPath(), preparing: false });
}

/** The name that a reference to a construct begins with. */
export function referenceTo(construct: IConstruct): string {
  return `${Stack.of(construct).stackName}/${pathInStack(construct)}#`;
}

/** The path of a construct below its stack. */
export function pathInStack(construct: IConstruct): string {
  return construct.node.path.slice(Stack.of(construct).node.path.length + 1);
}

/** Resolves tokens as CloudFormation would see them, but names what they refer to by construct path. */
class ReferencesByPath extends DefaultTokenResolver {
  constructor() {
    super(new JoinFragments());
  }

  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (!Reference.isReference(token)) return super.resolveToken(token, context, postProcessor);
    // In the form of an intrinsic function, because the CDK checks the types of rendered properties.
    return { Ref: nameOf(token) };
  }
}

function nameOf({ displayName, target }: Reference): string {
  if (displayName.startsWith('AWS::')) return displayName;
  return `${target instanceof CfnParameter ? PARAMETER : ''}${referenceTo(target)}${displayName}`;
}

/** Two parts of a string of which at least one is known to CloudFormation only. */
class JoinFragments implements IFragmentConcatenator {
  public join(left: unknown, right: unknown): unknown {
    if (left === undefined) return right;
    if (right === undefined) return left;
    return typeof left === 'string' && typeof right === 'string' ? left + right : { 'Fn::Join': ['', [left, right]] };
  }
}
