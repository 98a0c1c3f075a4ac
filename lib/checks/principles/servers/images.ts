import { JsonObject, objectOf, textOf } from '../../../private/json';
import { AppTemplates } from '../../template/app-templates';
import { broken, COMPLIANT, Opinion } from '../opinion';
import { unreadable } from '../reading/expectation';
import { Possible, propertyOf, resourceOf, show } from '../reading/possible';

/** A Parameter Store value with its version is the same for ever. */
const PINNED_PARAMETER = /^\{\{resolve:ssm:[^:}]+:\d+\}\}$/;

/** Tells images that are named once and for all from those that may be another one tomorrow. */
export class Images {
  private readonly parameters: ReadonlyMap<string, JsonObject>;

  constructor(private readonly app: AppTemplates) {
    this.parameters = new Map(
      app.templates.flatMap(({ path, template }) =>
        Object.entries(objectOf(template.Parameters)).map(([name, parameter]): [string, JsonObject] => [
          `\${${path}/${name}}`,
          objectOf(parameter),
        ]),
      ),
    );
  }

  public opinionOn(image: Possible, property: string): Opinion {
    const { kind } = image;
    if (kind === 'text') return this.literalOpinion(image.text, property);
    if (kind === 'resource') return this.resourceOpinion(image, property);
    const { Type, Default } = (kind === 'unknown' ? this.parameters.get(image.text) : undefined) ?? {};
    if (String(Type).startsWith('AWS::SSM::Parameter::Value<')) {
      const stored = textOf(Default) ?? 'a name that the deployer gives';
      return broken(`${property} is whatever Parameter Store says of ${stored} at the deployment`);
    }
    return unreadable(property, image);
  }

  private literalOpinion(text: string, property: string): Opinion {
    if (/^ami-[0-9a-f]+$/.test(text) || PINNED_PARAMETER.test(text)) return COMPLIANT;
    return broken(`${property} is ${show({ kind: 'text', text })}`);
  }

  /** An image that Image Builder makes in the same deployment is another resource as soon as it is another image. */
  private resourceOpinion(image: Possible, property: string): Opinion {
    if (resourceOf(image, 'AWS::ImageBuilder::Image') !== undefined) return COMPLIANT;
    const parameter = resourceOf(image, 'AWS::SSM::Parameter');
    const values = parameter === undefined ? [] : propertyOf(this.app, parameter, 'Value');
    const isPinned =
      values.length > 0 && values.every((one) => one.kind === 'text' && /^ami-[0-9a-f]+$/.test(one.text));
    return isPinned ? COMPLIANT : unreadable(property, image);
  }
}
