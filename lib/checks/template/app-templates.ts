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
  private readonly byPlace = new Map<string, Resource>();

  constructor(public readonly templates: readonly StackTemplate[]) {
    for (const template of templates) {
      for (const resource of resourcesIn(template)) {
        const { type, logicalId } = resource;
        this.byType.set(type, [...(this.byType.get(type) ?? []), resource]);
        this.byPlace.set(placeOf(template, logicalId), resource);
      }
    }
    this.texts = new TemplateTexts(templates);
    this.values = new TemplateValues(this);
  }

  /** The resources of some types in all stacks, in the order of the stacks and sorted by logical id. */
  public ofType(...types: string[]): Resource[] {
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }

  /** The resources of one stack. */
  public in(template: StackTemplate): Resource[] {
    return resourcesIn(template);
  }

  public find(template: StackTemplate, logicalId: string): Resource | undefined {
    return this.byPlace.get(placeOf(template, logicalId));
  }

  /** The stack resource of a parent that makes this template a nested one. */
  public nestedBy(template: StackTemplate): Resource | undefined {
    return this.ofType('AWS::CloudFormation::Stack').find(
      ({ name, template: parent }) => parent !== template && nestedPath(name) === template.path,
    );
  }

  /** The template of a nested stack, by the resource in its parent. */
  public nestedIn(stack: Resource): StackTemplate | undefined {
    return this.templates.find((template) => template.path === nestedPath(stack.name));
  }

  /** The value of an output. */
  public output(template: StackTemplate, name: string): unknown {
    return objectOf(objectOf(template.template.Outputs)[name]).Value;
  }
}

function placeOf(template: StackTemplate, logicalId: string): string {
  return `${template.path} ${logicalId}`;
}

/** The CDK makes the resource of a nested stack beside it, under its name and `.NestedStack`. */
function nestedPath(resourcePath: string): string {
  return resourcePath.replace(/\.NestedStack\/[^/]+$/, '');
}
