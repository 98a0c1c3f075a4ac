import { CfnResource } from 'aws-cdk-lib';
import { canaryProblems } from '../../../lib/checks/packs/canaries';
import { RulePack } from '../../../lib/checks/rule-packs';
import { packOf } from './packs';

/** A pack of cdk-nag whose part is changed. */
function broken(pack: RulePack, change: (made: any) => void): RulePack {
  const _pack: RulePack['_pack'] = (modules) => {
    const made = pack._pack(modules);
    change(made);
    return made;
  };
  return { packName: pack.packName, _pack } as unknown as RulePack;
}

describe('the canaries', () => {
  test('are reported by every pack there is', () => {
    expect(RulePack._ALL).toHaveLength(6);
    expect(canaryProblems(RulePack._ALL)).toEqual([]);
  });

  test.each(RulePack._ALL.map((pack) => [pack.packName, pack] as const))(
    'of %s tell that it is blind',
    (name, pack) => {
      // Resources of another copy of aws-cdk-lib are no `instanceof` anything that a rule asks for.
      const blind = broken(pack, (made) => {
        const { checkResource } = made;
        made.checkResource = (node: CfnResource) =>
          checkResource.call(made, Object.assign(Object.create(CfnResource.prototype), { node: node.node }));
      });
      const problems = canaryProblems([blind, ...RulePack._ALL.filter((other) => other !== pack)]);
      expect(problems).toHaveLength(2);
      for (const problem of problems) {
        expect(problem).toMatch(
          new RegExp(`^pack '${name}': does not report ${name}-\\w+.* for the canary \\w+, so it is blind: `),
        );
      }
    },
  );

  test('tell of a rule that is called otherwise, one that lists no findings, and one that throws', () => {
    const withRule = (change: (rule: any) => any) =>
      canaryProblems([
        broken(RulePack.AWS_SOLUTIONS, (made) => {
          const { checkResource } = made;
          made.checkResource = (node: CfnResource) => {
            const { applyRule } = made;
            const changed = Object.create(made, { applyRule: { value: (rule: any) => applyRule(change(rule)) } });
            checkResource.call(changed, node);
          };
        }),
      ]);
    const EC23 = [expect.stringMatching(/does not report AwsSolutions-EC23 for the canary OpenGroup/)];
    const IAM5 = [
      expect.stringMatching(/does not report AwsSolutions-IAM5\[Resource::\*\] for the canary MightyPolicy/),
    ];
    const when = (suffix: string, change: object) => (rule: any) =>
      rule.ruleSuffixOverride === suffix ? { ...rule, ...change } : rule;
    expect(withRule((rule) => rule)).toEqual([]);
    expect(withRule(when('EC23', { ruleSuffixOverride: 'EC123' }))).toEqual(EC23);
    expect(withRule(when('EC23', { rule: () => 'Compliant' }))).toEqual(EC23);
    expect(withRule(when('EC23', { rule: () => fail() }))).toEqual(EC23);
    const ofOthers = ({ cfnResourceType }: CfnResource) =>
      cfnResourceType === 'AWS::EC2::SecurityGroup' ? 'Compliant' : 'Non-Compliant';
    expect(withRule(when('EC23', { rule: ofOthers }))).toEqual(EC23);
    expect(withRule(when('IAM5', { rule: () => ['Action::*'] }))).toEqual(IAM5);
  });

  test('tell of a pack that nobody has made a canary for', () => {
    expect(canaryProblems([packOf({ Rule: () => 'Non-Compliant' })])).toEqual([
      expect.stringMatching(/^pack 'Mine': has no canary/),
    ]);
  });

  test('tell of a pack that crashes', () => {
    const crashing = broken(RulePack.SERVERLESS, (made) => {
      made.checkResource = () => fail();
    });
    expect(canaryProblems([crashing])).toContainEqual(
      expect.stringMatching(/^pack 'Serverless': cannot be run over the templates \(an intrinsic\)/),
    );
  });
});

function fail(): never {
  throw new Error('an intrinsic');
}
