import { App, CfnResource, Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { readAssembly, StackTemplate } from '../../../lib/checks/assembly/assembly';
import { synthAcceptances, synthFindings } from '../../../lib/checks/judgement/synth-findings';
import { Examination, examineTemplates, PackRow } from '../../../lib/checks/packs/examine-templates';
import { RulePack } from '../../../lib/checks/rule-packs';
import { AppTemplates } from '../../../lib/checks/template/app-templates';
import { withConstructPaths } from '../../../lib/checks/template/construct-paths';
import { synth } from '../../fixtures/assemblies/synth';
import { stackTemplate } from '../templates';

type Rule = (resource: CfnResource) => unknown;

/** A pack with rules of this test, which runs as those of cdk-nag do. */
export function packOf(rules: { readonly [name: string]: Rule }, packName = 'Mine'): RulePack {
  const create: RulePack['_pack'] = ({ NagPack, NagMessageLevel }) =>
    new (class extends NagPack {
      public readonly name = packName;
      protected override readonly packName = packName;

      protected checkResource(node: CfnResource): void {
        for (const [name, rule] of Object.entries(rules)) {
          this.applyRule({
            ruleSuffixOverride: name,
            info: `${name} is broken.`,
            explanation: `Because of ${name}.`,
            level: name.startsWith('W') ? NagMessageLevel.WARN : NagMessageLevel.ERROR,
            node,
            rule: rule as () => [],
          });
        }
      }
    })();
  return { packName, _pack: create } as unknown as RulePack;
}

/** What packs say of resources that stand in one template. */
export function examine(
  resources: unknown,
  packs = [RulePack.AWS_SOLUTIONS],
  props: Partial<StackTemplate> = {},
): Examination {
  return examineTemplates(new AppTemplates([stackTemplate(resources, props)]), packs);
}

/** The rules that are broken or that threw, each with its resource: `AwsSolutions-EC23 Shop/Group`. */
export function findings(rows: readonly PackRow[]): string[] {
  return rows
    .filter(({ verdict }) => verdict !== 'compliant')
    .map(({ rule, resource }) => `${rule} ${resource.name}`)
    .sort();
}

/** What the packs say of an app in its synth, and what they say of its templates. */
export function bothPasses(build: (app: App) => void): {
  synth: string[];
  templates: string[];
  problems: readonly string[];
} {
  const folder = synth((app) => {
    build(app);
    Validations.of(app).addPlugins(...missingPacks(app).map((pack) => pack._plugin(app)));
  });
  const assembly = readAssembly(folder);
  const said = [...synthFindings(assembly.plugins, []), ...synthAcceptances(assembly.plugins, [])];
  const { rows, problems } = examineTemplates(new AppTemplates(withConstructPaths(assembly)), RulePack._ALL);
  return {
    synth: said
      .filter(({ pack }) => RulePack._ALL.some(({ packName }) => packName === pack))
      .map(({ rule, construct }) => `${rule} ${construct}`)
      .sort(),
    templates: findings(rows),
    problems,
  };
}

/** An example may bring packs of its own. */
function missingPacks(app: IConstruct): RulePack[] {
  const { _validationPlugins: present } = app as unknown as { _validationPlugins: ReadonlyArray<{ name: string }> };
  return RulePack._ALL.filter(({ packName }) => !present.some(({ name }) => name === packName));
}
