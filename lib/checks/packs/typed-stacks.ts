import * as fs from 'fs';
import * as path from 'path';
import type { App, CfnResource, Stack } from 'aws-cdk-lib';
import { objectOf } from '../../private/json';
import { StackTemplate } from '../assembly/assembly';
import { firstLineWithoutPaths } from '../report/plain-text';
import { AppTemplates } from '../template/app-templates';
import { Resource } from '../template/resource';
import { NagModules } from './nag-modules';
import { opaqueProperties } from './opaque-values';
import { becomeTwin } from './twin-classes';
import { UnreadableError, unreadableParts, unreadableResource } from './unreadable';

/** A resource, with its properties as the CDK can take them. */
interface Prepared {
  readonly resource: Resource;
  readonly properties: object;
}

/** The templates of an app as the typed constructs (`CfnBucket`) that the rules of cdk-nag ask for. */
export class TypedStacks {
  /** What no construct could be made of, as lines for a person. */
  public readonly problems: readonly string[];
  private readonly found: string[] = [];
  private readonly resources = new Map<CfnResource, Resource>();
  private readonly stacks = new Map<StackTemplate, Stack>();

  /** `folder` is for files that the CDK wants to read. */
  constructor(
    templates: AppTemplates,
    private readonly root: App,
    private readonly modules: NagModules,
    private readonly folder: string,
  ) {
    templates.templates.forEach((template) => this.found.push(...unreadableParts(template)));
    templates.templates.forEach((template) => this.fill(template, templates));
    this.problems = this.found;
  }

  /** The resource that a construct was made of. */
  public resourceOf(node: CfnResource): Resource {
    const resource = this.resources.get(node);
    if (resource === undefined) throw new UnreadableError(`it judges ${node.node.path}, which no template has`);
    return resource;
  }

  private fill(template: StackTemplate, app: AppTemplates): void {
    const stack = this.stackOf(template, app);
    const prepared = app.in(template).flatMap((resource) => this.prepare(resource));
    if (this.include(stack, prepared) === undefined) return;
    // One resource that the CDK cannot make keeps it from making any, so each is tried alone to find which it is.
    const sound = prepared.filter((one) => {
      const problem = this.include(stack, [one]);
      stack.node.tryRemoveChild(INCLUDED);
      if (problem !== undefined) this.report(one.resource, `cannot be made (${problem})`);
      return problem === undefined;
    });
    this.include(stack, sound);
  }

  /** A nested stack stands in the one around it: rules look for resources there too. */
  private stackOf(template: StackTemplate, app: AppTemplates): Stack {
    const known = this.stacks.get(template);
    if (known !== undefined) return known;
    const around = app.nestedBy(template)?.template;
    const scope = around === undefined ? this.root : this.stackOf(around, app);
    const stack = new this.modules.cdk.Stack(scope, `Stack${this.stacks.size}`);
    this.stacks.set(template, stack);
    return stack;
  }

  private prepare(resource: Resource): Prepared[] {
    try {
      return [{ resource, properties: opaqueProperties(writtenProperties(resource), this.modules.cdk) }];
    } catch (error) {
      this.report(resource, (error as Error).message);
      return [];
    }
  }

  /** Makes constructs of resources, or tells why it cannot. */
  private include(stack: Stack, prepared: readonly Prepared[]): string | undefined {
    try {
      const included = new this.modules.include.CfnInclude(stack, INCLUDED, {
        templateFile: this.writeTypes(prepared),
        parameters: Object.fromEntries(prepared.map(({ resource, properties }) => [resource.logicalId, properties])),
      });
      for (const { resource } of prepared) this.remember(included.getResource(resource.logicalId), resource);
      return undefined;
    } catch (error) {
      stack.node.tryRemoveChild(INCLUDED);
      return firstLineWithoutPaths((error as Error).message);
    }
  }

  /** Rules of OpenSearch look for a resource by its construct path, so it has the one that it had in the app. */
  private remember(node: CfnResource, resource: Resource): void {
    this.resources.set(node, resource);
    becomeTwin(node, this.modules);
    Object.defineProperty(node.node, 'path', { value: resource.name });
  }

  /**
   * Only the types go through a file: the CDK reads it as YAML, which takes longer than all that comes after. The properties are
   * parameters of the same name, which it puts in as they are.
   */
  private writeTypes(prepared: readonly Prepared[]): string {
    const file = path.join(this.folder, 'types.json');
    const ids = prepared.map(({ resource }) => resource.logicalId);
    const types = prepared.map(({ resource: { logicalId, type } }) => [
      logicalId,
      { Type: type, Properties: { Ref: logicalId } },
    ]);
    const parameters = Object.fromEntries(ids.map((id) => [id, {}]));
    fs.writeFileSync(file, JSON.stringify({ Parameters: parameters, Resources: Object.fromEntries(types) }));
    return file;
  }

  private report({ template, logicalId }: Resource, problem: string): void {
    this.found.push(unreadableResource(template, logicalId, problem));
  }
}

const INCLUDED = 'Included';

/** As they stand in the template, whatever they are. */
function writtenProperties({ template, logicalId }: Resource): unknown {
  return objectOf(objectOf(template.template.Resources)[logicalId]).Properties ?? {};
}
