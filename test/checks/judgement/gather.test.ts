import * as fc from 'fast-check';
import { AcceptedFinding } from '../../../lib/checks/acknowledgements/judge-acknowledgements';
import { Examined } from '../../../lib/checks/judgement/examined';
import { gather } from '../../../lib/checks/judgement/gather';
import { Places } from '../../../lib/checks/judgement/places';
import { SynthFinding } from '../../../lib/checks/judgement/synth-findings';
import { stackTemplate } from '../templates';

interface Key {
  readonly pack: string;
  readonly rule: string;
  readonly construct: string;
}

const PLACES = new Places({ stacks: [], metadata: [] }, '/');

const key = fc.record({
  pack: fc.constantFrom('AwsSolutions', 'Other'),
  rule: fc.constantFrom('A', 'B[x]', 'B[y]'),
  construct: fc.constantFrom('Shop/A', 'Shop/B'),
});
const keys = fc.uniqueArray(key, { selector: textOf });

function textOf({ pack, rule, construct }: Key): string {
  return `${pack} ${rule} ${construct}`;
}

function examinedOf({ pack, rule, construct }: Key, isCompliant: boolean): Examined {
  return {
    pack,
    rule,
    isCompliant,
    resource: { template: stackTemplate({}), logicalId: 'A', type: 'T', name: construct, properties: {} },
    severity: 'error',
    description: 'seen in the template',
    requirement: '',
    standards: ['FSBP:EC2.8'],
  };
}

const synthOf = (one: Key): SynthFinding => ({ ...one, severity: 'error', description: 'seen in the synth' });

const acceptedOf = ({ pack, rule, construct }: Key): AcceptedFinding => ({
  ...{ pack, rule, construct },
  acknowledgedAt: construct,
  acknowledgedId: `${pack}::${rule}`,
  reason: 'Why.',
});

/** What is found if these are known to the synth, accepted in it, broken and kept in the templates, and accepted there. */
function gathered(synth: Key[], accepted: Key[], broken: Key[], kept: Key[], acceptable: Key[] = []) {
  return gather({
    synth: synth.map(synthOf),
    accepted: accepted.map(acceptedOf),
    examined: [...broken.map((one) => examinedOf(one, false)), ...kept.map((one) => examinedOf(one, true))],
    ranInSynth: new Set(['AwsSolutions']),
    places: PLACES,
    acceptance: ({ pack, rule }, construct) =>
      acceptable.map(acceptedOf).find((one) => textOf(one) === textOf({ pack, rule, construct })),
  });
}

const TOPIC = { pack: 'AwsSolutions', rule: 'A', construct: 'Shop/A' };

describe('findings of the synth and of the templates', () => {
  test('are one finding where both have it, in the words of the synth, with what the rule is known for', () => {
    expect(gathered([TOPIC], [], [TOPIC], []).findings).toEqual([
      {
        ...TOPIC,
        severity: 'error',
        description: 'seen in the synth',
        stack: '',
        standards: ['FSBP:EC2.8'],
      },
    ]);
  });

  test('are marked where only the template shows them, though the pack ran in the synth', () => {
    const elsewhere = { ...TOPIC, pack: 'Other' };
    const { findings } = gathered([], [], [TOPIC, elsewhere], []);
    expect(findings.map(({ pack, description, onlyInTemplate }) => [pack, description, onlyInTemplate])).toEqual([
      ['AwsSolutions', 'seen in the template', true],
      ['Other', 'seen in the template', undefined],
    ]);
  });

  test('are accepted by what was accepted in the synth, and by an acknowledgement that matches', () => {
    const hidden = { ...TOPIC, construct: 'Shop/B' };
    const { findings, accepted } = gathered([], [TOPIC], [TOPIC, hidden], [], [hidden]);
    expect(findings).toEqual([]);
    expect(accepted).toEqual([acceptedOf(TOPIC), acceptedOf(hidden)]);
  });

  test('are never lost: each is a finding or is accepted, and what is kept is neither', () => {
    fc.assert(
      fc.property(keys, keys, keys, keys, keys, (synth, accepted, broken, kept, acceptable) => {
        const inSynth = synth.filter((one) => !accepted.some((other) => textOf(other) === textOf(one)));
        const result = gathered(inSynth, accepted, broken, kept, acceptable);
        const [found, taken] = [result.findings, result.accepted].map((rows) => rows.map(textOf));
        expect(new Set([...found, ...taken])).toEqual(new Set([...inSynth, ...accepted, ...broken].map(textOf)));
        expect(found.filter((one) => taken.includes(one))).toEqual([]);
        expect(new Set(found).size).toBe(found.length);
        for (const one of inSynth) expect(found).toContain(textOf(one));
      }),
    );
  });
});
