import { App, CfnResource, Lazy, NestedStack, Stack, Stage, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { GoldenPath, RulePack } from '../../../lib';
import { readAssembly } from '../../../lib/checks/assembly/assembly';
import { addTopic, protect, synth } from '../../fixtures/assemblies/synth';
import { messageOf } from '../../stacks';

const VALID = {
  rule: 'AwsSolutions::AwsSolutions-SNS3',
  reason: 'Only this account publishes to it.',
  owner: 'team-shop',
  expires: '2027-06-30',
};

function topic(): CfnResource {
  return addTopic(new Stack(new App(), 'Shop'));
}

/** What is said of a change to a valid acknowledgement. */
function problemWith(change: { [property: string]: unknown }): string {
  return messageOf(() => GoldenPath.acknowledge(topic(), { ...VALID, ...change }));
}

describe('GoldenPath.acknowledge', () => {
  test('accepts the finding in the synth, with a row in the validation report', () => {
    const folder = synth((app) => {
      protect(app);
      GoldenPath.acknowledge(addTopic(new Stack(app, 'Shop')), VALID);
    });
    const [pack] = readAssembly(folder).plugins.filter(({ pluginName }) => pluginName === 'AwsSolutions');
    expect(pack.violations).toEqual([]);
    expect(pack.suppressedViolations).toHaveLength(1);
    expect(pack.suppressedViolations[0]).toMatchObject({
      ruleName: 'AwsSolutions-SNS3',
      acknowledgedId: VALID.rule,
      acknowledgedAt: 'Shop/Topic',
      reason: VALID.reason,
    });
  });

  test('accepts nothing else', () => {
    const folder = synth((app) => {
      protect(app);
      const stack = new Stack(app, 'Shop');
      GoldenPath.acknowledge(addTopic(stack), VALID);
      addTopic(stack, 'Other');
    });
    const [pack] = readAssembly(folder).plugins.filter(({ pluginName }) => pluginName === 'AwsSolutions');
    expect(pack.violations.flatMap(({ constructs }) => constructs.map(({ place }) => place))).toEqual(['Shop/Other']);
  });

  test('never looks at the day: what is long past synthesizes', () => {
    const folder = synth((app) => {
      protect(app);
      const stack = new Stack(app, 'Shop');
      GoldenPath.acknowledge(addTopic(stack, 'Past'), { ...VALID, expires: '2001-01-01' });
      GoldenPath.acknowledge(addTopic(stack, 'Future'), { ...VALID, expires: '9999-12-31' });
    });
    const [pack] = readAssembly(folder).plugins.filter(({ pluginName }) => pluginName === 'AwsSolutions');
    expect(pack).toMatchObject({ conclusion: 'success', violations: [] });
  });

  test.each([
    'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
    'NIST.800.53.R5::NIST.800.53.R5-S3BucketLoggingEnabled',
    'GoldenPath::GoldenPath-SEC-4-PublicComponent',
    'GoldenPath::GoldenPath-SEC-2-RulePacks',
    'CloudFormation-Validate::W3010',
    'Annotation::@aws-cdk/aws-ec2:keyPair',
    'Somebody::else',
  ])('takes %s', (rule) => {
    const construct = topic();
    GoldenPath.acknowledge(construct, { ...VALID, rule });
    expect(construct.node.metadata.map(({ type }) => type)).toContain('golden-path:acknowledgement');
  });
});

describe('GoldenPath.acknowledge fails', () => {
  const bareId = (got: string, fix: string) =>
    `[Shop/Topic] \`rule\` must name its pack, or the finding vanishes without a row in the report, got ${JSON.stringify(got)}: write it as the finding does: ${fix}`;

  test.each([
    ['AwsSolutions-SNS3', 'AwsSolutions::AwsSolutions-SNS3'],
    ['Annotation::AwsSolutions-SNS3', 'AwsSolutions::AwsSolutions-SNS3'],
    ['AwsSolutions-IAM5[Resource::*]', 'AwsSolutions::AwsSolutions-IAM5[Resource::*]'],
    ['GoldenPath-DIS-3-UserData', 'GoldenPath::GoldenPath-DIS-3-UserData'],
    ['S1', 'AwsSolutions::AwsSolutions-S1'],
    ['', 'AwsSolutions::AwsSolutions-S1'],
    ['AwsSolutions::', 'AwsSolutions::AwsSolutions-S1'],
    ['::AwsSolutions-S1', 'AwsSolutions::AwsSolutions-S1'],
    ['A::B::C', 'AwsSolutions::AwsSolutions-S1'],
  ])('on the rule %j', (rule, fix) => {
    expect(problemWith({ rule })).toBe(bareId(rule, fix));
  });

  test.each(RulePack._ALL.map(({ packName }) => packName).concat('GoldenPath'))(
    'on a rule of %s without its prefix, which would accept nothing',
    (pack) => {
      expect(problemWith({ rule: `${pack}::S1` })).toBe(
        `[Shop/Topic] \`rule\` must name a rule of the pack, and those begin with ${pack}-, got "${pack}::S1": write ${pack}::${pack}-S1`,
      );
    },
  );

  test.each([
    'SEC-4-PublicBudget',
    'SEC-2-ChecksInSynth',
    'SEC-2-UnusedAcknowledgement',
    'SEC-2-ExpiredAcknowledgement',
    'SEC-2-AcknowledgementWithoutReason',
    'SEC-2-AcknowledgementWithoutOwner',
    'SEC-2-AcknowledgementWithoutExpiry',
    'SEC-2-BroadAcknowledgement[AwsSolutions::AwsSolutions-S1]',
    'SEC-2-UnrecordedAcknowledgement',
  ])('on %s, which nobody can accept', (name) => {
    const rule = `GoldenPath::GoldenPath-${name}`;
    expect(problemWith({ rule })).toBe(
      `[Shop/Topic] \`rule\` must be a rule about resources: nobody can accept this one, got "${rule}": do what the finding says`,
    );
  });

  test.each(['', 'It is ok.', 'TODO TODO TODO', undefined, 7])('on the reason %j', (reason) => {
    expect(problemWith({ reason })).toBe(
      `[Shop/Topic] \`reason\` must say in words, in at least 10 characters, why the finding is right to stay, got ${reason === undefined ? 'nothing' : JSON.stringify(reason)}: write the reason that a reviewer will read in the report`,
    );
  });

  test.each(['', '  ', undefined, []])('on the owner %j', (owner) => {
    expect(problemWith({ owner })).toBe(
      `[Shop/Topic] \`owner\` must say who answers for it, got ${owner === undefined ? 'nothing' : JSON.stringify(owner)}: name the team or the person to ask when it expires`,
    );
  });

  test.each(['2027-02-30', '2027-6-30', 'never', '', undefined, '30.06.2027', 20270630])('on the day %j', (expires) => {
    expect(problemWith({ expires })).toBe(
      `[Shop/Topic] \`expires\` must be a day that there is, as 2027-06-30, got ${expires === undefined ? 'nothing' : JSON.stringify(expires)}: write the last day on which it holds`,
    );
  });

  test.each(['', ' ', 4711])('on the evidence %j', (evidence) => {
    expect(problemWith({ evidence })).toBe(
      `[Shop/Topic] \`evidence\` must say something, or be left out, got ${JSON.stringify(evidence)}: give a link or a sentence that proves the reason`,
    );
  });

  test.each(['rule', 'reason', 'owner', 'expires', 'evidence'])('on a %s that is not known at synth', (property) => {
    const token = Lazy.string({ produce: () => 'later' });
    expect(Token.isUnresolved(token)).toBe(true);
    expect(problemWith({ [property]: token })).toMatch(
      new RegExp(
        `^\\[Shop/Topic\\] \`${property}\` must be known at synth, got ".*": write the ${property} as plain text$`,
      ),
    );
  });

  test('without anything to accept', () => {
    expect(messageOf(() => GoldenPath.acknowledge(topic()))).toBe(
      '[Shop/Topic] `acknowledgements` must name what is accepted, got nothing: give a rule, a reason, an owner and the last day on which it holds',
    );
  });

  test.each<[string, (app: App) => Construct, string]>([
    ['the app', (app) => app, 'App'],
    ['a stage', (app) => new Stage(app, 'Prod'), 'Prod'],
    ['a stack', (app) => new Stack(app, 'Shop'), 'Shop'],
    ['a nested stack', (app) => new NestedStack(new Stack(app, 'Shop'), 'Nested'), 'Shop/Nested'],
    ['what is around stacks', (app) => new Construct(app, 'Group'), 'Group'],
  ])('on %s, which will hold what nobody has looked at', (_, make, place) => {
    const app = new App();
    const construct = make(app);
    expect(messageOf(() => GoldenPath.acknowledge(construct, VALID))).toBe(
      `[${place}] \`construct\` must be inside a stack: an acknowledgement on a stack, a stage or the app accepts findings that are not there yet, got ${JSON.stringify(construct.node.path)}: name the construct that the finding names`,
    );
    expect(construct.node.metadata.filter(({ type }) => type !== 'aws:cdk:creationStack')).toEqual([]);
  });

  test('as a whole: of several, one that is wrong keeps all from being accepted', () => {
    const construct = topic();
    const message = messageOf(() => GoldenPath.acknowledge(construct, VALID, { ...VALID, owner: '' }));
    expect(message).toContain('`owner`');
    expect(construct.node.metadata.map(({ type }) => type)).not.toContain('aws:cdk:acknowledged-rules');
  });
});
