import * as fs from 'fs';
import * as path from 'path';
import { App, CfnResource, IPolicyValidationPlugin, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { NagMessageLevel, NagPack, NagRuleCompliance } from 'cdk-nag';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { AcknowledgementIndex } from '../../../lib/checks/acknowledgements/acknowledgement-index';
import { acknowledgementsOutsideStacks } from '../../../lib/checks/acknowledgements/outside-stacks';
import {
  DeclaredAcknowledgement,
  readAcknowledgements,
} from '../../../lib/checks/acknowledgements/read-acknowledgements';
import { readContents } from '../../../lib/checks/assembly/assembly';
import { temporaryFolder } from '../../fixtures/assemblies/synth';

/** A tree of constructs to be, and what is found and accepted in it. Places are numbers, taken modulo what is there. */
interface Plan {
  readonly nodes: readonly { readonly parent: number; readonly kind: Kind }[];
  readonly acknowledgements: readonly { readonly at: number; readonly id: string }[];
  readonly found: readonly { readonly at: number; readonly rule: string }[];
  readonly nag: readonly { readonly at: number; readonly finding: string }[];
}

type Kind = 'construct' | 'stack' | 'stage';

const PLUGIN = 'My Plugin';
const NAG = 'Acme';

const RULES = ['r', 'R', 'r[x::*]', 'r[x::**]', 'no public', 'Other::r', 'My Plugin::r'];
const NAG_FINDINGS = ['', 'a::*', 'a b', 'c(d)'];
const IDS = [
  ...RULES,
  'My Plugin::r[x::*]',
  'My-Plugin::no-public',
  'My Plugin::no public',
  ...['Acme::Acme-rule', 'Acme-rule', 'annotation::Acme-rule'].flatMap((id) => [
    id,
    `${id}[a::*]`,
    `${id}[a b]`,
    `${id}[c(d)]`,
  ]),
];

const place = fc.nat({ max: 30 });
const plans: fc.Arbitrary<Plan> = fc.record({
  nodes: fc.array(
    fc.record({ parent: place, kind: fc.constantFrom<Kind>('construct', 'construct', 'stack', 'stage') }),
    { maxLength: 12 },
  ),
  acknowledgements: fc.array(fc.record({ at: place, id: fc.constantFrom(...IDS) }), { maxLength: 12 }),
  found: fc.array(fc.record({ at: place, rule: fc.constantFrom(...RULES) }), { maxLength: 12 }),
  nag: fc.array(fc.record({ at: place, finding: fc.constantFrom(...NAG_FINDINGS) }), { maxLength: 8 }),
});

function grow(app: App, nodes: Plan['nodes']): Construct[] {
  const all: Construct[] = [app];
  const add = (parent: Construct, kind: Kind) => {
    const isInStack = parent.node.scopes.some((scope) => Stack.isStack(scope));
    // One is called like the beginning of another: C1 and C10 are no relatives.
    const id = `C${all.length}`;
    if (kind === 'stack') all.push(isInStack ? new NestedStack(parent, id) : new Stack(parent, id));
    else all.push(kind === 'stage' && !isInStack ? new Stage(parent, id) : new Construct(parent, id));
  };
  add(app, 'stack');
  for (const { parent, kind } of nodes) add(all[parent % all.length], kind);
  return all;
}

/** A pack of cdk-nag that finds what it is told to. */
class TestPack extends NagPack {
  public override readonly name = NAG;
  protected override packName = NAG;

  constructor(private readonly findings: ReadonlyMap<string, readonly string[]>) {
    super();
  }

  protected checkResource(node: CfnResource): void {
    for (const finding of this.findings.get(node.node.path) ?? []) {
      const rule = () => (finding === '' ? NagRuleCompliance.NON_COMPLIANT : [finding]);
      this.applyRule({
        ruleSuffixOverride: 'rule',
        info: '',
        explanation: '',
        level: NagMessageLevel.ERROR,
        node,
        rule,
      });
    }
  }
}

interface Found {
  readonly pack: string;
  readonly rule: string;
  readonly construct: string;
}

const keyOf = ({ pack, rule, construct }: Found) => JSON.stringify([pack, rule, construct]);

interface Outcome {
  readonly plugin: readonly Found[];
  readonly nag: readonly Found[];
  readonly declared: readonly DeclaredAcknowledgement[];
  /** What the CDK says: what is left, and what was accepted by what. */
  readonly left: ReadonlySet<string>;
  readonly accepted: ReadonlyMap<string, Omit<DeclaredAcknowledgement, 'owner' | 'expires' | 'evidence'>>;
}

/** Builds the tree, finds and accepts as planned, and reads what the CDK has made of it. */
function play({ nodes, acknowledgements, found, nag }: Plan): Outcome {
  const outdir = temporaryFolder();
  const app = new App({ outdir, context: { '@aws-cdk/core:failSynthOnValidationErrors': false } });
  const all = grow(app, nodes);
  const at = (index: number) => all[index % all.length];
  for (const [index, { at: where, id }] of acknowledgements.entries()) {
    Validations.of(at(where)).acknowledge({ id, reason: `reason ${index}` });
  }
  const plugin = found.map(({ at: where, rule }) => ({ pack: PLUGIN, rule, construct: at(where).node.path }));
  const byResource = new Map<string, string[]>();
  const nagFound = nag.flatMap(({ at: where, finding }): Found[] => {
    const parent = at(where);
    if (!parent.node.scopes.some((scope) => Stack.isStack(scope))) return [];
    const resource = parent.node.tryFindChild('R') ?? new CfnResource(parent, 'R', { type: 'Test::A::B' });
    const construct = resource.node.path;
    byResource.set(construct, [...(byResource.get(construct) ?? []), finding]);
    return [{ pack: NAG, rule: finding === '' ? 'Acme-rule' : `Acme-rule[${finding}]`, construct }];
  });
  Validations.of(app).addPlugins(asPlugin(plugin), new TestPack(byResource));
  app.synth();
  const declared = readAcknowledgements(readContents(outdir).metadata, acknowledgementsOutsideStacks(app));
  return { plugin, nag: nagFound, declared, ...readReport(outdir) };
}

/** Finds what it is told to; on the app as what has no place. */
function asPlugin(found: readonly Found[]): IPolicyValidationPlugin {
  return {
    name: PLUGIN,
    validate: () => ({
      success: found.length === 0,
      violations: found.map(({ rule, construct }) => ({
        ruleName: rule,
        description: 'Found.',
        severity: 'error',
        violatingResources: [{ constructPath: construct === '' ? undefined : construct, locations: [] }],
      })),
    }),
  };
}

function readReport(outdir: string): Pick<Outcome, 'left' | 'accepted'> {
  const file = path.join(outdir, 'validation-report.json');
  const rows: any[] = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')).pluginReports : [];
  const list = (row: any, violations: any[] = []) =>
    violations.flatMap((violation) =>
      violation.violatingConstructs.map(({ constructPath }: any) => {
        const key = keyOf({ pack: row.pluginName, rule: violation.ruleName, construct: constructPath });
        const { acknowledgedAt = '', acknowledgedId, reason } = violation;
        return [key, { construct: acknowledgedAt, id: acknowledgedId, reason }];
      }),
    );
  return {
    left: new Set(rows.flatMap((row) => list(row, row.violations).map(([key]) => key))),
    accepted: new Map(rows.flatMap((row) => list(row, row.suppressedViolations))),
  };
}

describe('what accepts a finding', () => {
  test('is what the CDK and cdk-nag let accept it, in any app', () => {
    const seen = { recorded: 0, unrecorded: 0, left: 0 };
    fc.assert(
      fc.property(plans, (plan) => {
        const { plugin, nag, declared, left, accepted } = play(plan);
        const index = new AcknowledgementIndex(declared);
        const expectRecorded = (found: Found) => {
          const by = index.findRecorded(found);
          const { construct, id, reason } = by ?? {};
          expect(by && { construct, id, reason }).toEqual(accepted.get(keyOf(found)));
          expect(left.has(keyOf(found))).toBe(by === undefined);
          seen[by === undefined ? 'left' : 'recorded']++;
        };
        plugin.forEach(expectRecorded);
        for (const found of nag) {
          if (index.findUnrecorded(found) === undefined) {
            expectRecorded(found);
            expect(index.find(found)).toBe(index.findRecorded(found));
            continue;
          }
          expect(index.find(found)).toBe(index.findUnrecorded(found));
          expect(left.has(keyOf(found)) || accepted.has(keyOf(found))).toBe(false);
          seen.unrecorded++;
        }
      }),
      { numRuns: 150 },
    );
    // Nothing of it was a matter of luck.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(10);
  }, 120_000);

  const declared = (construct: string, id: string): DeclaredAcknowledgement => ({
    construct,
    id,
    reason: `on ${construct}`,
    owner: '',
    expires: '',
    evidence: '',
  });

  test('is the nearest, and not what is merely called alike', () => {
    const index = new AcknowledgementIndex(
      ['', 'Shop', 'Shop/B', 'Shop/Bu'].map((construct) => declared(construct, 'P::P-1')),
    );
    const at = (construct: string) => index.find({ pack: 'P', rule: 'P-1', construct })?.construct;
    expect(at('Shop/B/Resource')).toBe('Shop/B');
    expect(at('Shop/Bucket/Resource')).toBe('Shop');
    expect(at('Shop2/B')).toBe('');
  });

  test.each([
    ['a longer rule', 'P-10'],
    ['a finding of the rule', 'P-1[Resource::*]'],
    ['the rule in other letters', 'p-1'],
    ['a rule that the CDK cannot read', 'P-1]'],
  ])('is not what accepts %s', (_, rule) => {
    const index = new AcknowledgementIndex([declared('Shop', 'P::P-1')]);
    expect(index.find({ pack: 'P', rule, construct: 'Shop/B' })).toBeUndefined();
    expect(index.find({ pack: 'Q', rule: 'P-1', construct: 'Shop/B' })).toBeUndefined();
  });

  test('is, without a pack, no acknowledgement for the rules of this library', () => {
    const index = new AcknowledgementIndex([declared('Shop', 'Annotation::GoldenPath-DIS-3-UserData')]);
    const found = { pack: 'GoldenPath', rule: 'GoldenPath-DIS-3-UserData', construct: 'Shop/Servers' };
    expect(index.find(found)).toBeUndefined();
  });
});
