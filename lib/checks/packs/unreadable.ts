import { objectOf, textOf } from '../../private/json';
import { StackTemplate } from '../assembly/assembly';
import { describeObstacle } from '../assembly/cannot-judge';

/** Macros that CloudFormation runs over a template, but that add or change no resource that a rule could judge. */
const HARMLESS_MACROS: readonly unknown[] = [
  'AWS::LanguageExtensions',
  'AWS::CodeDeployBlueGreen',
  'AWS::SecretsManager-2020-07-23',
];

/**
 * What of a template is not yet what CloudFormation will make of it, as lines for a person.
 *
 * Nobody knows what a macro makes, so no rule can be right about it.
 */
export function unreadableParts(template: StackTemplate): string[] {
  return [...macrosOf(template).map((macro) => macroProblem(template, macro)), ...unreadableResources(template)];
}

/** A part of a template cannot be read; the message ends a sentence about it. */
export class UnreadableError extends Error {}

/** A resource that cannot be read, as a line for a person. */
export function unreadableResource({ stack }: StackTemplate, logicalId: string, problem: string): string {
  return describeObstacle({
    where: `stack '${stack}'`,
    problem: `resource '${logicalId}' ${problem}, so no pack can judge it`,
    fix: 'write it so that its type and properties stand in the template',
  });
}

function macrosOf({ template: { Transform } }: StackTemplate): unknown[] {
  const all: unknown[] = Array.isArray(Transform) ? Transform : [Transform];
  return all.filter((macro) => macro !== undefined && !HARMLESS_MACROS.includes(macro));
}

function macroProblem({ stack }: StackTemplate, macro: unknown): string {
  return describeObstacle({
    where: `stack '${stack}'`,
    problem: `its template is changed by the macro ${nameOf(macro)} when it is deployed, so no pack can judge it`,
    fix: 'define the resources without the macro',
  });
}

function nameOf(macro: unknown): string {
  return textOf(macro) ?? textOf(objectOf(macro).Name) ?? JSON.stringify(macro);
}

function unreadableResources(template: StackTemplate): string[] {
  return Object.entries(objectOf(template.template.Resources))
    .filter(([, resource]) => textOf(objectOf(resource).Type) === undefined)
    .map(([logicalId]) => unreadableResource(template, logicalId, 'has no type'));
}
