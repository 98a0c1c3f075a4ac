import { isObject, listOf, objectOf, textOf } from '../../private/json';
import { StackTemplate } from '../assembly/assembly';
import { Resource } from '../template/resource';
import { ExposureJudgement } from './exposure-model';

/** Transforms that make resources of a few known types, which are judged by their own types as long as they stand in the template. */
const KNOWN_TRANSFORMS = /^AWS::(SecretsManager-|CodeDeployBlueGreen)/;

/** What CloudFormation makes of a template before it deploys it, so that there may be resources which nobody sees here. */
export function unreadableParts(template: StackTemplate): ExposureJudgement[] {
  const { Transform, Resources } = template.template;
  const macros = (Array.isArray(Transform) ? listOf(Transform) : Transform === undefined ? [] : [Transform]).map(
    nameOf,
  );
  const transforms = macros
    .filter((name) => !KNOWN_TRANSFORMS.test(name))
    .map((name) =>
      unreadable(template, 'Transform', `the macro ${name} may make resources that are not in the template`),
    );
  const loops = Object.entries(objectOf(Resources))
    .filter(([, resource]) => textOf(objectOf(resource).Type) === undefined)
    .map(([name]) => unreadable(template, name, `what ${name} makes of itself is not in the template`));
  return [...transforms, ...loops];
}

function nameOf(macro: unknown): string {
  return textOf(macro) ?? (isObject(macro) ? String(macro.Name) : String(macro));
}

function unreadable(template: StackTemplate, logicalId: string, reason: string): ExposureJudgement {
  const resource: Resource = {
    template,
    logicalId,
    type: 'AWS::CloudFormation::Transform',
    name: `${template.path}/${logicalId}`,
    properties: {},
  };
  return { resource, verdict: 'unknown', reason, paths: [] };
}
