import { createHash } from 'crypto';
import { CfnOutput, CfnResource, IResolveContext, Lazy, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { GoldenPathError } from '../private/errors';
import { Classified, classify } from './classification';
import { pathInStack, referenceTo, render, renderValue } from './rendering';

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
  /** What validation found: the members, and the fingerprint if nothing is wrong with them. */
  private classified?: Map<CfnResource, Classified>;
  private frozen?: string;

  /**
   * @param scope the construct whose children the members are.
   * @param identity what a release is beside its rendered properties.
   */
  constructor(
    private readonly scope: Construct,
    private readonly identity: { readonly [name: string]: string },
  ) {
    // The last moment before templates are written: the value is kept from here on, until the CDK prepares again.
    scope.node.addValidation({
      validate: () => {
        this.forget();
        this.classified = new Map(this.members.map((member) => [member, this.classify(member)]));
        this.frozen = this.problems().length === 0 ? this.compute() : undefined;
        return [];
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
    resource.node.addValidation({
      validate: () => [...this.problemsOf(resource), ...this.problemsOfId(resource), ...problemsOfExport(resource)],
    });
    this.members.push(resource);
  }

  /**
   * While the CDK prepares, it resolves every token of the tree to find references; the value does not matter then,
   * and computing it each time would cost more than the rest of the service.
   */
  private resolveFor(context: IResolveContext): string {
    if (context.preparing) this.forget();
    if (context.preparing || this.computing) return PLACEHOLDER;
    return this.frozen ?? this.compute();
  }

  private compute(): string {
    // Also where validation is skipped: what breaks a promise of a release has no identity.
    const [problem] = this.problems();
    if (problem !== undefined) throw new GoldenPathError(this.scope, problem);
    const resources = this.members
      .map((member) => ({
        type: member.cfnResourceType,
        path: pathInStack(member),
        properties: this.classificationOf(member).hashed,
      }))
      .filter(({ properties }) => Object.keys(properties).length > 0)
      .sort((a, b) => (a.path < b.path ? -1 : 1));
    return createHash('sha256')
      .update(canonicalJson({ method: METHOD, identity: this.identity, resources }))
      .digest('hex')
      .slice(0, LENGTH);
  }

  private forget(): void {
    this.classified = undefined;
    this.frozen = undefined;
  }

  private classificationOf(member: CfnResource): Classified {
    return this.classified?.get(member) ?? this.classify(member);
  }

  private classify(member: CfnResource): Classified {
    this.computing = true;
    try {
      return classify(render(member));
    } finally {
      this.computing = false;
    }
  }

  private problems(): string[] {
    return this.members.flatMap((member) => this.problemsOf(member));
  }

  private problemsOf(member: CfnResource): string[] {
    return this.classificationOf(member).problems;
  }

  /** An escape hatch may have taken the fingerprint out of the logical id. */
  private problemsOfId(member: CfnResource): string[] {
    // Parents are validated before their children; without a fingerprint there are other problems to mend first.
    if (this.frozen === undefined) return [];
    const id = Stack.of(member).resolve(member.logicalId) as string;
    if (id.endsWith(this.frozen)) return [];
    return [
      `its logical id must end with the fingerprint of the release, got "${id}": remove overrideLogicalId, or the next release would change these servers in place`,
    ];
  }
}

/** What another stack imports cannot be deleted, so the release after this one could never be finished. */
function problemsOfExport(member: CfnResource): string[] {
  const outputs = Stack.of(member)
    .node.findAll()
    .filter((child): child is CfnOutput => child instanceof CfnOutput);
  const exported = outputs.filter(
    ({ exportName, node }) => exportName !== undefined || node.scope?.node.id === 'Exports',
  );
  return exported
    .filter(({ value }) => JSON.stringify(renderValue(member, value)).includes(referenceTo(member)))
    .map(
      ({ node }) =>
        `other stacks may refer to it, got an export at ${node.path}, and what another stack imports cannot be replaced by the next release: refer to what stays, such as the host name, the release record or the security group`,
    );
}

/** JSON with the keys of every object in order, so that equal values have equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
