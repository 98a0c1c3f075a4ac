import { readdirSync, readFileSync } from 'fs';
import * as path from 'path';
import { RulePack } from '../../../lib/checks/rule-packs';
import { resource } from '../templates';
import { examine, packOf } from './packs';

describe('the classes of resources', () => {
  const RULES = path.join(path.dirname(require.resolve('cdk-nag')), 'rules');

  /** `aws-cdk-lib/aws-s3`, `CfnBucket` for each class that the source of a rule names. */
  function classesOfRules(): string[][] {
    const found = new Map<string, string[]>();
    const files = readdirSync(RULES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
    for (const file of files) {
      const source = readFileSync(path.join(RULES, file), 'utf8').replace(/\/\/# sourceMapping.*/s, '');
      const modules = new Map(
        [...source.matchAll(/const (\w+) = require\("(aws-cdk-lib\/[\w-]+)"\)/g)].map((m) => [m[1], m[2]]),
      );
      for (const [, variable, name] of source.matchAll(/(\w+)\.(Cfn\w+)/g)) {
        const module = modules.get(variable);
        if (module !== undefined) found.set(`${module} ${name}`, [module, name]);
      }
    }
    return [...found.values()];
  }

  /** How CloudFormation may spell a property of the CDK: `iamRoleArn` is `IAMRoleARN`, `webAclArn` is `WebACLArn`. */
  function spellings(property: string): string[] {
    const capital = `${property[0].toUpperCase()}${property.slice(1)}`;
    const upper = (pattern: RegExp) => capital.replace(pattern, (word) => word.toUpperCase());
    return [capital, upper(/Iam|Acl|Ttl|^Db/g), upper(/Iam|Arn/g)];
  }

  /** What is said of a resource with all that its type requires; the CDK tells one property at a time. */
  function examineComplete(type: string, pack: RulePack) {
    const properties: Record<string, unknown> = {};
    for (;;) {
      const { rows, problems } = examine({ One: resource(type, properties) }, [pack]);
      const missing = /missing required property: (\w+)/.exec(problems[0] ?? '')?.[1];
      if (missing === undefined) return rows;
      if (spellings(missing)[0] in properties) throw new Error(`how is ${missing} of ${type} spelt?`);
      for (const name of spellings(missing)) properties[name] = { Ref: 'Something' };
    }
  }

  test('are those that the rules of cdk-nag ask for', () => {
    const classes = classesOfRules();
    expect(classes.length).toBeGreaterThan(100);
    const wrong = classes.filter(([module, name]) => {
      const Class = jest.requireActual(module)[name];
      const asked = packOf({ Asked: (node) => (node instanceof Class ? 'Compliant' : 'Non-Compliant') });
      return examineComplete(Class.CFN_RESOURCE_TYPE_NAME, asked)[0]?.verdict !== 'compliant';
    });
    expect(wrong).toEqual([]);
  }, 60_000);
});
