import { App, CfnParameter, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { GoldenPath } from '../../../lib';
import { acknowledgementsOutsideStacks } from '../../../lib/checks/acknowledgements/outside-stacks';
import {
  DeclaredAcknowledgement,
  readAcknowledgements,
} from '../../../lib/checks/acknowledgements/read-acknowledgements';
import { readContents } from '../../../lib/checks/assembly/assembly';
import { addTopic, synth } from '../../fixtures/assemblies/synth';
import { messageOf } from '../../stacks';

const RULE = 'AwsSolutions::AwsSolutions-SNS3';
const GOVERNED = {
  rule: RULE,
  reason: 'Only this account publishes to it.',
  owner: 'team-shop',
  expires: '2027-06-30',
  evidence: 'https://example.com/OPS-4711',
};

/** What is read from the assembly of an app. */
function declaredIn(build: (app: App) => void): DeclaredAcknowledgement[] {
  let outside = '';
  const folder = synth((app) => {
    build(app);
    outside = acknowledgementsOutsideStacks(app);
  });
  return readAcknowledgements(readContents(folder).metadata, outside);
}

const bare = { owner: '', expires: '', evidence: '' };

describe('an acknowledgement in an assembly', () => {
  test('has what GoldenPath.acknowledge was given', () => {
    const [declared, ...others] = declaredIn((app) =>
      GoldenPath.acknowledge(addTopic(new Stack(app, 'Shop')), GOVERNED),
    );
    const { rule: id, ...rest } = GOVERNED;
    expect(declared).toEqual({ construct: 'Shop/Topic', id, ...rest });
    expect(others).toEqual([]);
  });

  test('of the CDK alone has a reason, and nothing else', () => {
    const found = declaredIn((app) =>
      Validations.of(addTopic(new Stack(app, 'Shop'))).acknowledge(
        { id: RULE, reason: 'Nobody else.' },
        { id: 'AwsSolutions-SNS2', reason: '' },
      ),
    );
    expect(found).toEqual([
      { construct: 'Shop/Topic', id: RULE, reason: 'Nobody else.', ...bare },
      { construct: 'Shop/Topic', id: 'Annotation::AwsSolutions-SNS2', reason: '', ...bare },
    ]);
  });

  test('is found wherever the CDK looks for one', () => {
    const found = declaredIn((app) => {
      const stage = new Stage(app, 'Prod');
      const group = new Construct(stage, 'Group');
      const stack = new Stack(group, 'Shop');
      const nested = new NestedStack(stack, 'Nested');
      for (const construct of [app, stage, group, stack, nested, addTopic(nested)]) {
        Validations.of(construct).acknowledge({ id: RULE, reason: 'It is the same everywhere.' });
      }
    });
    expect(found.map(({ construct }) => construct).sort()).toEqual([
      '',
      'Prod',
      'Prod/Group',
      'Prod/Group/Shop',
      'Prod/Group/Shop/Nested',
      'Prod/Group/Shop/Nested/Topic',
    ]);
  });

  test('that was declared twice has the last reason, and the owner who gave it', () => {
    const again = { ...GOVERNED, reason: 'Only one function publishes to it.', owner: 'team-payment' };
    const found = declaredIn((app) => {
      const topic = addTopic(new Stack(app, 'Shop'));
      GoldenPath.acknowledge(topic, GOVERNED, again);
    });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ reason: again.reason, owner: 'team-payment' });
  });

  test('has no owner where somebody has put another reason over it', () => {
    const found = declaredIn((app) => {
      const topic = addTopic(new Stack(app, 'Shop'));
      GoldenPath.acknowledge(topic, GOVERNED);
      Validations.of(topic).acknowledge({ id: RULE, reason: 'I had to get on.' });
    });
    expect(found).toEqual([{ construct: 'Shop/Topic', id: RULE, reason: 'I had to get on.', ...bare }]);
  });

  test('shows a reason that CloudFormation fills in as its expression', () => {
    const [declared] = declaredIn((app) => {
      const stack = new Stack(app, 'Shop');
      const ticket = new CfnParameter(stack, 'Ticket').valueAsString;
      Validations.of(addTopic(stack)).acknowledge({ id: RULE, reason: ticket });
    });
    expect(declared.reason).toBe('{"Ref":"Ticket"}');
  });

  test('with spaces in its rule is the one that the CDK keeps with hyphens', () => {
    const rule = 'My Plugin::no public bucket';
    const [declared] = declaredIn((app) =>
      GoldenPath.acknowledge(addTopic(new Stack(app, 'Shop')), { ...GOVERNED, rule }),
    );
    expect(declared).toMatchObject({ id: 'My-Plugin::no-public-bucket', owner: 'team-shop' });
  });
});

describe('metadata that cannot be understood', () => {
  const row = (type: string, data: unknown) => ({ path: 'Shop/Topic', type, data });
  const cdk = (data: unknown) => row('aws:cdk:acknowledged-rules', data);
  const ours = (data: unknown) => row('golden-path:acknowledgement', data);
  const fix = ': use the command of the same version of cdk-golden-path as the app, and GoldenPath.acknowledge';

  test.each<[string, ReturnType<typeof row>[], string]>([
    ['a list of the CDK', [cdk(['x'])], 'aws:cdk:acknowledged-rules is not an object'],
    ['a text of the CDK', [cdk('x')], 'aws:cdk:acknowledged-rules is not an object'],
    ['nothing of ours', [ours(null)], 'golden-path:acknowledgement is not an object'],
    ['no rule', [ours({ ...GOVERNED, rule: undefined })], 'golden-path:acknowledgement has no text in `rule`'],
    ['no reason', [ours({ ...GOVERNED, reason: 1 })], 'golden-path:acknowledgement has no text in `reason`'],
    ['no owner', [ours({ ...GOVERNED, owner: { Ref: 'x' } })], 'golden-path:acknowledgement has no text in `owner`'],
    ['no expiry', [ours({ ...GOVERNED, expires: 2027 })], 'golden-path:acknowledgement has no text in `expires`'],
    [
      'a list as evidence',
      [ours({ ...GOVERNED, evidence: [] })],
      'golden-path:acknowledgement has no text in `evidence`',
    ],
    [
      'an owner of what the CDK does not know',
      [ours(GOVERNED), cdk({ 'AwsSolutions::AwsSolutions-SNS2': GOVERNED.reason })],
      `golden-path:acknowledgement accepts ${RULE}, of which the CDK knows nothing`,
    ],
  ])('fails the reading: %s', (_, metadata, problem) => {
    expect(messageOf(() => readAcknowledgements(metadata))).toBe(`Shop/Topic: its metadata ${problem}${fix}`);
  });

  test.each([
    ['no JSON', '{'],
    ['no list', '{}'],
    ['a row that is none', '["x"]'],
    ['a row without a path', '[{"type":"x"}]'],
    ['a row without a type', '[{"path":""}]'],
  ])('fails the reading: outside stacks, %s', (_, outside) => {
    expect(messageOf(() => readAcknowledgements([], outside))).toBe(
      'validation-report.json: what it says of the acknowledgements outside all stacks cannot be read: use the command of the same version of cdk-golden-path as the app',
    );
  });

  test('of the app is said to be of the app', () => {
    const outside = JSON.stringify([{ path: '', type: 'aws:cdk:acknowledged-rules', data: [] }]);
    expect(messageOf(() => readAcknowledgements([], outside))).toMatch(/^App: its metadata/);
  });

  test('is none where the CDK takes it for none, too', () => {
    expect(readAcknowledgements([cdk(null), cdk(undefined), cdk({})], '[]')).toEqual([]);
  });

  test('without a reason is an acknowledgement without a reason', () => {
    expect(readAcknowledgements([cdk({ [RULE]: null })])).toEqual([
      { construct: 'Shop/Topic', id: RULE, reason: '', ...bare },
    ]);
  });
});

describe('acknowledgements outside stacks', () => {
  test('are those that are in no metadata of the assembly, and no other', () => {
    let outside = '';
    const folder = synth((app) => {
      const stack = new Stack(app, 'Shop');
      for (const construct of [app, stack, addTopic(stack)]) {
        Validations.of(construct).acknowledge({ id: RULE, reason: 'It is the same everywhere.' });
      }
      app.node.addMetadata('somebody:else', 1);
      outside = acknowledgementsOutsideStacks(app);
    });
    const places = (declared: DeclaredAcknowledgement[]) => declared.map(({ construct }) => construct).sort();
    expect(places(readAcknowledgements([], outside))).toEqual(['']);
    expect(places(readAcknowledgements(readContents(folder).metadata))).toEqual(['Shop', 'Shop/Topic']);
    expect(JSON.parse(outside)).toHaveLength(1);
  });
});
