import { App, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { GoldenPath } from '../../../lib';
import {
  AcceptedFinding,
  AcknowledgementJudgement,
  AcknowledgementTerms,
  judgeAcknowledgements,
} from '../../../lib/checks/acknowledgements/judge-acknowledgements';
import { acknowledgementsOutsideStacks } from '../../../lib/checks/acknowledgements/outside-stacks';
import {
  DeclaredAcknowledgement,
  readAcknowledgements,
} from '../../../lib/checks/acknowledgements/read-acknowledgements';
import { readAssembly } from '../../../lib/checks/assembly/assembly';
import { Places } from '../../../lib/checks/judgement/places';
import { synthAcceptances } from '../../../lib/checks/judgement/synth-findings';
import { addPlugin, addTopic, protect, synth } from '../../fixtures/assemblies/synth';

const RULE = 'AwsSolutions::AwsSolutions-SNS3';
const TODAY = '2026-11-24';

const GOVERNED: DeclaredAcknowledgement = {
  construct: 'Shop/Topic',
  id: RULE,
  reason: 'Only this account publishes to it.',
  owner: 'team-shop',
  expires: '2027-06-30',
  evidence: 'https://example.com/OPS-4711',
};

const accepted = ({ construct, id, reason }: DeclaredAcknowledgement, at = construct): AcceptedFinding => ({
  pack: id.split('::')[0],
  rule: id.split('::').slice(1).join('::'),
  construct: at,
  acknowledgedAt: construct,
  acknowledgedId: id,
  reason,
});

/** One stack and no lines of code. */
const places = {
  stackOf: (construct: string) =>
    /^Shop(\/|$)/.test(construct)
      ? { name: 'shop-prod', path: 'Shop', environment: 'aws://111122223333/eu-west-1', resources: 1 }
      : undefined,
  locationOf: () => undefined,
};

const TERMS: AcknowledgementTerms = {
  packs: new Set(['AwsSolutions', 'My Plugin', 'GoldenPath']),
  places,
  date: TODAY,
  expired: 'fail',
  machineFolders: ['/home/me/shop'],
};

interface Flaw {
  readonly rule: string;
  readonly severity: string;
  readonly description: string;
  readonly fix: string;
}

/** What is wrong with one acknowledgement that accepts a finding, or none. */
function flawsOf(change: Partial<DeclaredAcknowledgement>, terms: Partial<AcknowledgementTerms> = {}, isUsed = true) {
  const one = { ...GOVERNED, ...change };
  const { acknowledgements, findings } = judgeAcknowledgements([one], isUsed ? [accepted(one, 'Shop/Topic')] : [], {
    ...TERMS,
    ...terms,
  });
  return {
    states: acknowledgements.map(({ states }) => states),
    findings: findings.map(({ rule, severity, description, suggestedFix }): Flaw => ({
      rule,
      severity,
      description,
      fix: suggestedFix!,
    })),
  };
}

const named = (rule: string, id = RULE) => `GoldenPath-SEC-2-${rule}[${id}]`;

describe('an acknowledgement', () => {
  test('that accepts a finding, and has all it needs, is no finding', () => {
    const judged = judgeAcknowledgements([GOVERNED], [accepted(GOVERNED, 'Shop/Topic/Resource')], TERMS);
    expect(judged).toEqual({
      acknowledgements: [
        {
          pack: 'AwsSolutions',
          rule: 'AwsSolutions-SNS3',
          construct: 'Shop/Topic/Resource',
          acknowledgedAt: 'Shop/Topic',
          acknowledgedId: RULE,
          reason: GOVERNED.reason,
          owner: 'team-shop',
          expires: '2027-06-30',
          evidence: GOVERNED.evidence,
          states: ['used'],
          stack: 'shop-prod',
        },
      ],
      findings: [],
    });
  });

  test('that accepts nothing is a warning, since it would hide the next finding', () => {
    expect(flawsOf({}, {}, false)).toEqual({
      states: [['unused']],
      findings: [
        {
          rule: named('UnusedAcknowledgement'),
          severity: 'warning',
          description: `The acknowledgement of ${RULE} on Shop/Topic accepts nothing: no finding of that rule is there, or a nearer acknowledgement accepts each. It would hide the next one.`,
          fix: `remove the acknowledgement of ${RULE} from Shop/Topic, or repair its rule: it must be that of a finding to the last character`,
        },
      ],
    });
  });

  test('holds on its last day, and is an error on the next', () => {
    expect(flawsOf({ expires: TODAY }).states).toEqual([['used']]);
    expect(flawsOf({ expires: '2026-11-23' })).toEqual({
      states: [['used', 'expired']],
      findings: [
        {
          rule: named('ExpiredAcknowledgement'),
          severity: 'error',
          description: `The acknowledgement of ${RULE} on Shop/Topic expired: it held until 2026-11-23, and this is judged on 2026-11-24.`,
          fix: `repair what ${RULE} finds on Shop/Topic, or look at it again and give a new reason and a later day`,
        },
      ],
    });
  });

  test('that has expired is a note on the way back to a release that was fine when it was made', () => {
    const { states, findings } = flawsOf({ expires: '2026-11-23', owner: '' }, { expired: 'warn' });
    expect(states).toEqual([['used', 'expired', 'no-owner']]);
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([
      [named('ExpiredAcknowledgement'), 'info'],
      [named('AcknowledgementWithoutOwner'), 'warning'],
    ]);
  });

  test.each(['soon', '2027-02-30', '2027-1-1', ' '])('with the day %j counts as expired', (expires) => {
    const { states, findings } = flawsOf({ expires });
    expect(states).toEqual([['used', 'expired']]);
    expect(findings.map(({ severity, description }) => [severity, description])).toEqual([
      [
        'error',
        `The acknowledgement of ${RULE} on Shop/Topic expires on '${expires}', which is no day, so it counts as expired.`,
      ],
    ]);
  });

  test.each(['', 'n/a', 'TODO TODO TODO', '          '])('with the reason %j is an error', (reason) => {
    expect(flawsOf({ reason })).toEqual({
      states: [['used', 'no-reason']],
      findings: [
        {
          rule: named('AcknowledgementWithoutReason'),
          severity: 'error',
          description: `The acknowledgement of ${RULE} on Shop/Topic gives no reason that somebody could judge.`,
          fix: `say in a sentence why ${RULE} is right to stay on Shop/Topic, or repair it`,
        },
      ],
    });
  });

  test.each(['', '  '])('with the owner %j is a warning', (owner) => {
    expect(flawsOf({ owner })).toEqual({
      states: [['used', 'no-owner']],
      findings: [
        {
          rule: named('AcknowledgementWithoutOwner'),
          severity: 'warning',
          description: `The acknowledgement of ${RULE} on Shop/Topic has no owner, so nobody answers for it.`,
          fix: 'accept it with GoldenPath.acknowledge on Shop/Topic, with an owner',
        },
      ],
    });
  });

  test('that never ends is a warning', () => {
    expect(flawsOf({ expires: '' })).toEqual({
      states: [['used', 'no-expiry']],
      findings: [
        {
          rule: named('AcknowledgementWithoutExpiry'),
          severity: 'warning',
          description: `The acknowledgement of ${RULE} on Shop/Topic never expires, so nobody will look at it again.`,
          fix: 'accept it with GoldenPath.acknowledge on Shop/Topic, with a last day within two years',
        },
      ],
    });
  });

  test('may hold for two years from the day on, and not for a day longer', () => {
    expect(flawsOf({ expires: '2028-11-24' }).states).toEqual([['used']]);
    const { states, findings } = flawsOf({ expires: '2028-11-25' });
    expect(states).toEqual([['used', 'no-expiry']]);
    expect(findings[0].description).toBe(
      `The acknowledgement of ${RULE} on Shop/Topic holds until 2028-11-25, more than two years after 2026-11-24: nobody will look at it again.`,
    );
  });

  test('is a warning under a clock that stands still, by which nothing would ever expire', () => {
    expect(flawsOf({}, { date: '1980-01-01' }).states).toEqual([['used', 'no-expiry']]);
  });

  test.each([
    ['the app', '', 'the app'],
    ['a stage', 'Prod', 'Prod'],
    ['a stack', 'Shop', 'Shop'],
  ])('on %s is an error, whoever else agreed', (_, construct, place) => {
    const { states, findings } = flawsOf({ construct });
    expect(states).toEqual([['used', 'broad']]);
    expect(findings).toEqual([
      {
        rule: named('BroadAcknowledgement'),
        severity: 'error',
        description: `The acknowledgement of ${RULE} on ${place} accepts the findings of everything inside, also of resources that are not there yet.`,
        fix: `accept ${RULE} on each construct that has the finding, and remove it from ${place}`,
      },
    ]);
  });

  test.each([
    ['that accepts a finding', true, [['used', 'unrecorded']]],
    ['of which nobody can tell what it accepts', false, [['unrecorded']]],
  ])('without a pack, %s, is an error', (_, isUsed, states) => {
    const id = 'Annotation::NIST.800.53.R5-SNSEncryptedKMS';
    const judged = flawsOf({ id }, {}, isUsed);
    expect(judged.states).toEqual(states);
    expect(judged.findings).toEqual([
      {
        rule: named('UnrecordedAcknowledgement', id),
        severity: 'error',
        description: `The acknowledgement of ${id} on Shop/Topic names no pack: cdk-nag drops such a finding without a row in the validation report, so nobody can see that it was accepted; other packs do not know it at all.`,
        fix: 'name the pack: NIST.800.53.R5::NIST.800.53.R5-SNSEncryptedKMS on Shop/Topic',
      },
    ]);
  });

  test('that accepts no finding shows the rule and the construct that it names', () => {
    const { acknowledgements } = judgeAcknowledgements(
      [GOVERNED, { ...GOVERNED, id: 'Annotation::AwsSolutions-SNS2' }],
      [],
      TERMS,
    );
    expect(acknowledgements.map(({ pack, rule, construct, stack }) => [pack, rule, construct, stack])).toEqual([
      ['AwsSolutions', 'AwsSolutions-SNS3', 'Shop/Topic', 'shop-prod'],
      ['Annotation', 'AwsSolutions-SNS2', 'Shop/Topic', 'shop-prod'],
    ]);
  });

  test('of a pack that did not run is left out: it is neither used nor unused', () => {
    const id = 'NIST.800.53.R5::NIST.800.53.R5-SNSEncryptedKMS';
    expect(flawsOf({ id, owner: '', expires: '2001-01-01' }, {}, false)).toEqual({ states: [], findings: [] });
    const packs = new Set(['NIST.800.53.R5']);
    expect(flawsOf({ id }, { packs }, false).states).toEqual([['unused']]);
  });

  test('of a pack whose name has spaces is of that pack', () => {
    expect(flawsOf({ id: 'My-Plugin::r' }, {}, false).states).toEqual([['unused']]);
  });

  test('of a warning of constructs is gone with the warning, so nobody calls it unused', () => {
    const id = 'Annotation::@aws-cdk/aws-ec2:keyPair';
    expect(flawsOf({ id }, {}, false)).toEqual({ states: [[]], findings: [] });
    expect(flawsOf({ id, owner: '' }, {}, false).states).toEqual([['no-owner']]);
  });

  test('has as many rows as it accepts findings, and its flaws once', () => {
    const one = { ...GOVERNED, owner: '' };
    const uses = [accepted(one, 'Shop/Topic/A'), accepted(one, 'Shop/Topic/B')];
    const { acknowledgements, findings } = judgeAcknowledgements([one], uses, TERMS);
    expect(acknowledgements.map(({ construct, states }) => [construct, states])).toEqual([
      ['Shop/Topic/A', ['used', 'no-owner']],
      ['Shop/Topic/B', ['used', 'no-owner']],
    ]);
    expect(findings).toHaveLength(1);
  });

  test('that only the validation report knows is judged by what it says', () => {
    const { acknowledgements, findings } = judgeAcknowledgements(
      [],
      [accepted({ ...GOVERNED, construct: '', reason: '' }, 'Shop/Topic')],
      TERMS,
    );
    expect(acknowledgements.map(({ states, acknowledgedAt }) => [states, acknowledgedAt])).toEqual([
      [['used', 'no-reason', 'no-owner', 'no-expiry', 'broad'], ''],
    ]);
    expect(findings.map(({ severity }) => severity)).toEqual(['error', 'warning', 'warning', 'error']);
  });

  test('shows no folder of the machine', () => {
    const reason = 'See /home/me/shop/docs/topics.md for the whole story.';
    const { acknowledgements } = judgeAcknowledgements([{ ...GOVERNED, reason, evidence: reason }], [], TERMS);
    expect(acknowledgements[0]).toMatchObject({
      reason: 'See docs/topics.md for the whole story.',
      evidence: 'See docs/topics.md for the whole story.',
    });
  });

  test('is one finding for each rule on a construct: a new one is not taken for a known one', () => {
    const two = [GOVERNED, { ...GOVERNED, id: 'AwsSolutions::AwsSolutions-SNS2' }];
    const { findings } = judgeAcknowledgements(two, [], TERMS);
    expect(new Set(findings.map(({ pack, rule, construct }) => JSON.stringify([pack, rule, construct]))).size).toBe(2);
  });

  test('has findings of this library, on the construct where it was declared, under the principle', () => {
    const location = { file: 'lib/shop.ts', line: 12 };
    const { findings, acknowledgements } = judgeAcknowledgements([{ ...GOVERNED, owner: '' }], [accepted(GOVERNED)], {
      ...TERMS,
      places: { ...places, locationOf: (construct) => (construct === 'Shop/Topic' ? location : undefined) },
    });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      pack: 'GoldenPath',
      construct: 'Shop/Topic',
      stack: 'shop-prod',
      principle: 'SEC-2',
      standards: [],
      location,
    });
    expect(acknowledgements[0].location).toEqual(location);
  });

  test('has a state for each flaw and a finding for each flaw, whatever is wrong with it', () => {
    const any = fc.record({
      construct: fc.constantFrom('', 'Prod', 'Shop', 'Shop/Topic', 'Shop/Topic/Deep'),
      id: fc.constantFrom(
        RULE,
        'Annotation::AwsSolutions-S1',
        'Annotation::@aws-cdk/a:b',
        'Other::x',
        'My-Plugin::r[a]',
      ),
      reason: fc.constantFrom('', GOVERNED.reason),
      owner: fc.constantFrom('', 'team'),
      expires: fc.constantFrom('', 'soon', '2001-01-01', TODAY, '2027-06-30', '9999-12-31'),
      evidence: fc.constant(''),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 5 }), fc.array(fc.nat(4)), (all, uses) => {
        const declared = [...new Map(all.map((one) => [JSON.stringify([one.construct, one.id]), one])).values()];
        const used = uses.flatMap((index) =>
          declared[index] ? [accepted(declared[index], `Shop/Topic/${index}`)] : [],
        );
        const { acknowledgements, findings } = judgeAcknowledgements(declared, used, TERMS);
        const flaws = new Set(
          acknowledgements.flatMap(({ acknowledgedAt, acknowledgedId, states }) =>
            states
              .filter((state) => state !== 'used')
              .map((state) => JSON.stringify([acknowledgedAt, acknowledgedId, state])),
          ),
        );
        expect(findings).toHaveLength(flaws.size);
        expect(acknowledgements.filter(({ states }) => states.includes('used'))).toHaveLength(used.length);
        for (const { states } of acknowledgements) {
          expect(states.includes('used') && states.includes('unused')).toBe(false);
          expect(states.includes('expired') && states.includes('no-expiry')).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the acknowledgements of an app', () => {
  /** As the command judges them: by the assembly, and by what the synth has accepted. */
  function judgeApp(build: (app: App) => void): AcknowledgementJudgement {
    let outside = '';
    const folder = synth((app) => {
      protect(app);
      build(app);
      outside = acknowledgementsOutsideStacks(app);
    });
    const assembly = readAssembly(folder);
    return judgeAcknowledgements(
      readAcknowledgements(assembly.metadata, outside),
      synthAcceptances(assembly.plugins, assembly.machineFolders),
      { ...TERMS, places: new Places(assembly, process.cwd()), machineFolders: assembly.machineFolders },
    );
  }

  const props = { rule: RULE, reason: GOVERNED.reason, owner: 'team-shop', expires: '2027-06-30' };
  const statesIn = (build: (app: App) => void) =>
    judgeApp(build).acknowledgements.map(({ construct, acknowledgedAt, states }) => [
      construct,
      acknowledgedAt,
      states,
    ]);

  test('are used where a finding is', () => {
    const found = statesIn((app) => {
      const stack = new Stack(app, 'Shop');
      GoldenPath.acknowledge(addTopic(stack), props);
      GoldenPath.acknowledge(new Construct(stack, 'Empty'), props);
    });
    expect(found).toEqual([
      ['Shop/Topic', 'Shop/Topic', ['used']],
      ['Shop/Empty', 'Shop/Empty', ['unused']],
    ]);
  });

  test('are broad on a stack, a nested stack, a stage, what is around stacks, and the app', () => {
    const reason = 'It is the same everywhere.';
    const found = statesIn((app) => {
      const stage = new Stage(app, 'Prod');
      const group = new Construct(stage, 'Group');
      const stack = new Stack(group, 'Shop', { stackName: 'another-name' });
      const nested = new NestedStack(stack, 'Nested');
      const inside = new Construct(nested, 'Inside');
      addTopic(inside);
      for (const construct of [app, stage, group, stack, nested, inside]) {
        Validations.of(construct).acknowledge({ id: RULE, reason });
      }
    });
    const base = ['no-owner', 'no-expiry'];
    expect(found.map(([, at, states]) => [at, states])).toEqual(
      expect.arrayContaining([
        ['', ['unused', ...base, 'broad']],
        ['Prod', ['unused', ...base, 'broad']],
        ['Prod/Group', ['unused', ...base, 'broad']],
        ['Prod/Group/Shop', ['unused', ...base, 'broad']],
        ['Prod/Group/Shop/Nested', ['unused', ...base, 'broad']],
        ['Prod/Group/Shop/Nested/Inside', ['used', ...base]],
      ]),
    );
    expect(found).toHaveLength(6);
  });

  test('of an app that does not put them on record are known by what they accept', () => {
    const folder = synth((app) => {
      protect(app);
      addTopic(new Stack(app, 'Shop'));
      Validations.of(app).acknowledge({ id: RULE, reason: GOVERNED.reason });
    });
    const assembly = readAssembly(folder);
    const { acknowledgements } = judgeAcknowledgements(
      readAcknowledgements(assembly.metadata),
      synthAcceptances(assembly.plugins, []),
      { ...TERMS, places: new Places(assembly, process.cwd()) },
    );
    expect(acknowledgements.map(({ construct, states }) => [construct, states])).toEqual([
      ['Shop/Topic', ['used', 'no-owner', 'no-expiry', 'broad']],
    ]);
  });

  test('by a bare rule id hide a finding from the synth, and not from this', () => {
    const { acknowledgements, findings } = judgeApp((app) =>
      Validations.of(addTopic(new Stack(app, 'Shop'))).acknowledge({
        id: 'AwsSolutions-SNS3',
        reason: GOVERNED.reason,
      }),
    );
    expect(acknowledgements.map(({ states }) => states)).toEqual([['no-owner', 'no-expiry', 'unrecorded']]);
    expect(findings.find(({ severity }) => severity === 'error')?.suggestedFix).toBe(
      `name the pack: ${RULE} on Shop/Topic`,
    );
  });

  test('cannot accept what is wrong with acknowledgements', () => {
    const id = 'GoldenPath::GoldenPath-SEC-2-UnusedAcknowledgement[AwsSolutions::AwsSolutions-SNS3]';
    const { findings } = judgeApp((app) => {
      const construct = new Construct(new Stack(app, 'Shop'), 'Empty');
      addTopic(new Stack(app, 'Other'));
      GoldenPath.acknowledge(construct, props);
      Validations.of(construct).acknowledge({ id, reason: 'It is needed for later.' });
    });
    expect(findings.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining([named('UnusedAcknowledgement'), named('UnusedAcknowledgement', id)]),
    );
  });

  test('accept what a plugin finds that has spaces in its name', () => {
    const rule = 'My Plugin::no public bucket';
    const found = statesIn((app) => {
      addPlugin(app, 'My Plugin', () => ({
        success: false,
        violations: [
          {
            ruleName: 'no public bucket',
            description: 'Found.',
            severity: 'error',
            violatingResources: [{ constructPath: 'Shop/Empty', locations: [] }],
          },
        ],
      }));
      const stack = new Stack(app, 'Shop');
      GoldenPath.acknowledge(new Construct(stack, 'Empty'), { ...props, rule });
    });
    expect(found).toEqual([['Shop/Empty', 'Shop/Empty', ['used']]]);
  });
});
