import { objectOf } from '../../private/json';
import { StackTemplate } from '../assembly/assembly';
import { Resource, resourcesIn } from './resource';
import { TemplateTexts } from './template-texts';
import { TemplateValues } from './template-values';

/** The templates of a whole app, read once and asked by every check. */
export class AppTemplates {
  public readonly texts: TemplateTexts;
  public readonly values: TemplateValues;
  private readonly byType = new Map<string, Resource[]>();
  private readonly byTemplate = new Map<StackTemplate, readonly Resource[]>();
  private readonly byPlace = new Map<string, Resource>();
  private readonly byPath: ReadonlyMap<string, StackTemplate>;
  private readonly byNested = new Map<string, Resource>();

  constructor(public readonly templates: readonly StackTemplate[]) {
    this.byPath = new Map(templates.map((template) => [template.path, template]));
    for (const template of templates) {
      const resources = resourcesIn(template);
      this.byTemplate.set(template, resources);
      for (const resource of resources) this.add(resource);
    }
    this.texts = new TemplateTexts(templates);
    this.values = new TemplateValues(this);
  }

  /** The resources of some types in all stacks, in the order of the stacks and sorted by logical id. */
  public ofType(...types: string[]): Resource[] {
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }

  /** The resources of one stack. */
  public in(template: StackTemplate): readonly Resource[] {
    return this.byTemplate.get(template) ?? [];
  }

  public find(template: StackTemplate, logicalId: string): Resource | undefined {
    return this.byPlace.get(placeOf(template, logicalId));
  }

  /** The resource that a stand-in in a text of {@link TemplateTexts} is for: `${Shop/Balancer.DNSName}`. */
  public standsFor(standIn: string): Resource | undefined {
    const [, path, logicalId] = /^\$\{(.+)\/([^/.]+)(?:\.[^}]*)?\}$/.exec(standIn) ?? [];
    const template = this.byPath.get(path);
    return template && this.find(template, logicalId);
  }

  /** The stack resource of a parent that makes this template a nested one. */
  public nestedBy(template: StackTemplate): Resource | undefined {
    const stack = this.byNested.get(template.path);
    return stack?.template === template ? undefined : stack;
  }

  /** The template of a nested stack, by the resource in its parent. */
  public nestedIn(stack: Resource): StackTemplate | undefined {
    return stack.type === NESTED_STACK ? this.byPath.get(nestedPath(stack.name)) : undefined;
  }

  /** The value of an output. */
  public output(template: StackTemplate, name: string): unknown {
    return objectOf(objectOf(template.template.Outputs)[name]).Value;
  }

  private add(resource: Resource): void {
    const { type, logicalId, template, name } = resource;
    const alike = this.byType.get(type);
    if (alike === undefined) this.byType.set(type, [resource]);
    else alike.push(resource);
    this.byPlace.set(placeOf(template, logicalId), resource);
    if (type === NESTED_STACK) this.byNested.set(nestedPath(name), resource);
  }
}

const NESTED_STACK = 'AWS::CloudFormation::Stack';

function placeOf(template: StackTemplate, logicalId: string): string {
  return `${template.path} ${logicalId}`;
}

/** The CDK makes the resource of a nested stack beside it, under its name and `.NestedStack`. */
function nestedPath(resourcePath: string): string {
  return resourcePath.replace(/\.NestedStack\/[^/]+$/, '');
}
