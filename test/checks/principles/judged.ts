import { CfnCondition, CfnParameter, CfnResource, Fn, IResolvable, Stack } from 'aws-cdk-lib';
import { readContents } from '../../../lib/checks/assembly/assembly';
import { Rule } from '../../../lib/checks/principles/rule';
import { AppTemplates } from '../../../lib/checks/template/app-templates';
import { withConstructPaths } from '../../../lib/checks/template/construct-paths';
import { synth } from '../../fixtures/assemblies/synth';
import { ENV } from '../../stacks';

/** Makes what a rule is to judge, in the stack `Shop`; another stack can be made in `Stack.of(...).node.root`. */
export type Build = (stack: Stack) => void;

/** What a fixture is, how it is made, and what the rule says of it, line by line. */
export type Case = readonly [name: string, build: Build, expected: readonly string[]];

/** The templates of an app with one stack, as `cdk synth` writes them. */
export function synthesized(build: Build, env: object | undefined = ENV): AppTemplates {
  return new AppTemplates(withConstructPaths(readContents(synth((app) => build(new Stack(app, 'Shop', { env }))))));
}

/** `Shop/Server: non-compliant: KeyName is admin`. */
export function linesOf(rule: Rule, app: AppTemplates): string[] {
  return rule
    .judge(app)
    .map(({ resource, verdict, detail }) =>
      [resource.name, verdict, ...(detail === undefined ? [] : [detail])].join(': '),
    );
}

/** Has a rule judge each fixture; every one of the three verdicts must be among them, unless the rule cannot give it. */
export function describeRule(rule: Rule, cases: readonly Case[], never: readonly string[] = []): void {
  describe(rule.id, () => {
    test.each(cases)('%s', (_, build, expected) => {
      expect(linesOf(rule, synthesized(build))).toEqual(expected);
    });

    test(`has a fixture for each verdict${never.length > 0 ? `, but it is never ${never.join(' or ')}` : ''}`, () => {
      const verdicts = new Set(cases.flatMap(([, , lines]) => lines.map((line) => line.split(': ')[1])));
      const possible = ['compliant', 'non-compliant', 'unknown'].filter((verdict) => !never.includes(verdict));
      expect([...verdicts].sort()).toEqual(possible);
    });
  });
}

/** What somebody says at the deployment. */
export function parameter(stack: Stack, type = 'String'): string {
  return Fn.ref(new CfnParameter(stack, 'Parameter', { type }).logicalId);
}

/** One value or the other, depending on a parameter. */
export function either(stack: Stack, one: any, other: any): any {
  const production = new CfnParameter(stack, 'Stage').valueAsString;
  const condition = new CfnCondition(stack, 'IsProduction', { expression: Fn.conditionEquals(production, 'prod') });
  return Fn.conditionIf(condition.logicalId, one, other) as IResolvable;
}

/** What a condition writes to leave a property out. */
export const NOTHING = { Ref: 'AWS::NoValue' };

/** A resource as somebody writes it who has no class for it. */
export function raw(stack: Stack, id: string, type: string, properties: object = {}): CfnResource {
  return new CfnResource(stack, id, { type, properties: { ...properties } });
}
