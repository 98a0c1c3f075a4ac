import { readdirSync } from 'fs';
import * as os from 'os';
import { App, CfnResource, Stack, Validations } from 'aws-cdk-lib';
import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import * as fc from 'fast-check';
import { readAssembly } from '../../../lib/checks/assembly/assembly';
import { examineTemplates } from '../../../lib/checks/packs/examine-templates';
import { RulePack } from '../../../lib/checks/rule-packs';
import { AppTemplates } from '../../../lib/checks/template/app-templates';
import { withConstructPaths } from '../../../lib/checks/template/construct-paths';
import { synth, temporaryFolder } from '../../fixtures/assemblies/synth';
import { resource, stackTemplate } from '../templates';
import { examine, findings, packOf } from './packs';

const OPEN = [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' }];
const GROUP = 'AWS::EC2::SecurityGroup';
const openGroup = (path?: string) => resource(GROUP, { GroupDescription: 'open', SecurityGroupIngress: OPEN }, path);
const policyOf = (...resources: unknown[]) =>
  resource('AWS::IAM::ManagedPolicy', {
    PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: resources }] },
  });

function examineApp(build: (stack: Stack, app: App) => void) {
  const assembly = readAssembly(synth((app) => build(new Stack(app, 'Shop'), app)));
  return examineTemplates(new AppTemplates(withConstructPaths(assembly)), [RulePack.AWS_SOLUTIONS]);
}

describe('what packs say of templates', () => {
  test('is a row for each rule that applies, with the words of the pack and the resource of the template', () => {
    const { rows, problems } = examine({ Group: openGroup('Shop/Web/Group') });
    expect(problems).toEqual([]);
    expect(rows.map(({ rule, verdict }) => [rule, verdict]).sort()).toEqual([
      ['AwsSolutions-EC23', 'non-compliant'],
      ['AwsSolutions-EC27', 'compliant'],
    ]);
    expect(rows.find(({ rule }) => rule === 'AwsSolutions-EC23')).toEqual({
      pack: 'AwsSolutions',
      rule: 'AwsSolutions-EC23',
      verdict: 'non-compliant',
      severity: 'error',
      info: 'The Security Group allows for 0.0.0.0/0 or ::/0 inbound access.',
      explanation: expect.stringMatching(/^Large port ranges/),
      resource: expect.objectContaining({ logicalId: 'Group', name: 'Shop/Web/Group', type: GROUP }),
    });
  });

  test('tells findings of a list apart, warnings from errors, and a rule that threw with its words', () => {
    const pack = packOf({
      List: () => ['Action::s3:*', 'Resource::*'],
      Empty: () => [],
      Warned: () => 'Non-Compliant',
      Threw: () => {
        throw new Error('an intrinsic');
      },
      Odd: () => undefined,
      Elsewhere: () => 'N/A',
    });
    const { rows } = examine({ Group: openGroup() }, [pack]);
    expect(rows.map(({ rule, verdict, severity, error }) => [rule, verdict, severity, error])).toEqual([
      ['Mine-List[Action::s3:*]', 'non-compliant', 'error', undefined],
      ['Mine-List[Resource::*]', 'non-compliant', 'error', undefined],
      ['Mine-Empty', 'compliant', 'error', undefined],
      ['Mine-Warned', 'non-compliant', 'warning', undefined],
      ['Mine-Threw', 'threw', 'error', 'an intrinsic'],
      ['Mine-Odd', 'threw', 'error', expect.any(String)],
    ]);
  });

  test('shows what a synth cannot: property overrides and raw resources (F5)', () => {
    const { rows } = examineApp((stack, app) => {
      new CfnSecurityGroup(stack, 'Overridden', { groupDescription: 'closed' }).addPropertyOverride(
        'SecurityGroupIngress',
        OPEN,
      );
      new CfnResource(stack, 'Raw', {
        type: GROUP,
        properties: { GroupDescription: 'raw', SecurityGroupIngress: OPEN },
      });
      Validations.of(app).addPlugins(RulePack.AWS_SOLUTIONS._plugin(app));
    });
    expect(findings(rows)).toEqual(['AwsSolutions-EC23 Shop/Overridden', 'AwsSolutions-EC23 Shop/Raw']);
  });

  test('does not depend on the order in which somebody wrote a policy', () => {
    const statement = { Effect: 'Allow', Action: '*', Resource: '*' };
    const orders = fc.shuffledSubarray(Object.entries(statement), { minLength: 3 });
    fc.assert(
      fc.property(orders, (entries) => {
        const policy = resource('AWS::IAM::ManagedPolicy', {
          PolicyDocument: { Statement: [Object.fromEntries(entries)] },
        });
        expect(findings(examine({ Policy: policy }, [RulePack.NIST_800_53_R5]).rows)).toEqual([
          'NIST.800.53.R5-IAMPolicyNoStatementsWithAdminAccess Policy',
          'NIST.800.53.R5-IAMPolicyNoStatementsWithFullAccess Policy',
        ]);
      }),
      { numRuns: 10 },
    );
  });

  test('has what was accepted in the app: a template knows no acknowledgement', () => {
    const { rows } = examineApp((stack) => {
      const group = new CfnSecurityGroup(stack, 'Group', { groupDescription: 'open', securityGroupIngress: [] });
      group.addPropertyOverride('SecurityGroupIngress', OPEN);
      Validations.of(group).acknowledge({ id: 'AwsSolutions-EC23', reason: 'a guest house' });
    });
    expect(findings(rows)).toEqual(['AwsSolutions-EC23 Shop/Group']);
  });

  test('has resources that are called alike in several stacks apart', () => {
    const { rows } = examineTemplates(
      new AppTemplates([
        stackTemplate({ Group: openGroup() }, { stack: 'A', path: 'A' }),
        stackTemplate({ Group: openGroup() }, { stack: 'B', path: 'B' }),
      ]),
      [RulePack.AWS_SOLUTIONS],
    );
    const broken = rows.filter(({ verdict }) => verdict === 'non-compliant');
    expect(broken.map(({ resource: { template } }) => template.stack)).toEqual(['A', 'B']);
  });

  // With the variable, which the command line of the CDK sets, an app synthesizes itself at the end of the process.
  test.each([[false], [true]])('leaves no file behind, and no app to be synthesized (CDK_OUTDIR: %s)', (isSet) => {
    const folder = temporaryFolder();
    const tmpdir = jest.spyOn(os, 'tmpdir').mockReturnValue(folder);
    const { CDK_OUTDIR } = process.env;
    const listeners = process.listenerCount('beforeExit');
    try {
      if (isSet) process.env.CDK_OUTDIR = folder;
      expect(findings(examine({ Group: openGroup() }).rows)).toEqual(['AwsSolutions-EC23 Group']);
      expect(tmpdir).toHaveBeenCalled();
      expect(readdirSync(folder)).toEqual([]);
      expect(process.listenerCount('beforeExit')).toBe(listeners);
    } finally {
      tmpdir.mockRestore();
      if (CDK_OUTDIR === undefined) delete process.env.CDK_OUTDIR;
      else process.env.CDK_OUTDIR = CDK_OUTDIR;
    }
  });

  test('is nothing, and costs nothing, without packs', () => {
    expect(examine({ Fine: openGroup(), 'Fn::ForEach::Group': [] }, [])).toEqual({ rows: [], problems: [] });
  });
});

describe('functions of CloudFormation', () => {
  test.each([
    ['Ref of what is not there', { Ref: 'Nothing' }, '<Nothing>*'],
    ['GetAtt', { 'Fn::GetAtt': ['Bucket', 'Arn'] }, '<Bucket.Arn>*'],
    ['Sub', { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::${Bucket}/' }, 'arn:<AWS::Partition>:s3:::<Bucket>/*'],
    ['ImportValue', { 'Fn::ImportValue': 'Network:Bucket' }, 'Network:Bucket*'],
    ['GetStackOutput', { 'Fn::GetStackOutput': { StackName: 'Shop' } }, '{"Fn::GetStackOutput":{"StackName":"Shop"}}*'],
    ['Transform', { 'Fn::Transform': { Name: 'Own' } }, '{"Fn::Transform":{"Name":"Own"}}*'],
    ['ForEach', { 'Fn::ForEach::Bucket': ['Name', ['a'], 'b'] }, '{"Fn::ForEach::Bucket":["Name",["a"],"b"]}*'],
    ['If of no condition', { 'Fn::If': ['Nowhere', 'a', 'b'] }, '{"Fn::If":["Nowhere","a","b"]}*'],
    ['a dynamic reference', '{{resolve:ssm:/bucket}}', '{{resolve:ssm:/bucket>>*'],
  ])('%s is in the finding as the template has it', (_, value, expected) => {
    const { rows, problems } = examine({ Policy: policyOf({ 'Fn::Join': ['', [value, '*']] }) });
    expect(problems).toEqual([]);
    expect(findings(rows)).toContainEqual(`AwsSolutions-IAM5[Resource::${expected}] Policy`);
  });

  test('that go in a circle, and conditions, rules and a circle of dependencies are not in the way', () => {
    const openTo = (id: string) =>
      resource(GROUP, {
        GroupDescription: 'open',
        SecurityGroupIngress: [
          ...OPEN,
          { IpProtocol: 'tcp', SourceSecurityGroupId: { 'Fn::GetAtt': [id, 'GroupId'] } },
        ],
      });
    const dependsOn = (id: string, other: object) => ({ ...other, DependsOn: [id], Condition: 'Nowhere' });
    const { rows, problems } = examine({
      A: dependsOn('B', openTo('B')),
      B: dependsOn('A', openTo('A')),
      C: { ...openGroup(), DeletionPolicy: 'SomethingNew', UpdatePolicy: { 'Fn::If': ['X', {}, {}] } },
    });
    expect(problems).toEqual([]);
    expect(findings(rows)).toEqual(['AwsSolutions-EC23 A', 'AwsSolutions-EC23 B', 'AwsSolutions-EC23 C']);
  });

  test('as a whole list end in a rule that threw, which is no compliance', () => {
    const { rows } = examine({
      Group: resource(GROUP, { GroupDescription: 'who knows', SecurityGroupIngress: { 'Fn::If': ['X', OPEN, []] } }),
    });
    expect(rows.filter(({ rule }) => rule === 'AwsSolutions-EC23').map(({ verdict }) => verdict)).not.toContain(
      'compliant',
    );
  });
});

describe('what no pack can judge', () => {
  const problemsOf = (resources: unknown, template: object = {}) => {
    const { rows, problems } = examine(resources, [RulePack.AWS_SOLUTIONS], {
      template: { Resources: resources, ...template },
    });
    return { found: findings(rows), problems };
  };

  test.each([
    ['a loop over resources', { 'Fn::ForEach::Group': ['Name', ['a'], {}] }, /'Fn::ForEach::Group' has no type/],
    ['a resource without a type', { Odd: { Properties: {} } }, /'Odd' has no type/],
    ['properties that are a text', { Odd: resource(GROUP, 'text') }, /'Odd' has properties that are no object/],
    [
      'properties that a macro makes',
      { Odd: resource(GROUP, { 'Fn::Transform': {} }) },
      /has Fn::Transform for its prop/,
    ],
    [
      'a property that a macro completes',
      { Odd: resource(GROUP, { Tags: { 'Fn::Transform': {}, Key: 'a' } }) },
      /mixes Fn::Transform and Key/,
    ],
    [
      'a resource that the CDK cannot make',
      { Odd: resource('AWS::IAM::ManagedPolicy', {}) },
      /'Odd' cannot be made \(/,
    ],
  ])('%s is a problem, and the rest is judged', (_, odd, expected) => {
    const { found, problems } = problemsOf({ ...odd, Group: openGroup() });
    expect(problems).toEqual([expect.stringMatching(expected)]);
    expect(problems[0]).toMatch(/^stack 'Shop': /);
    expect(found).toEqual(['AwsSolutions-EC23 Group']);
  });

  test.each([
    ['AWS::Serverless-2016-10-31', /changed by the macro AWS::Serverless-2016-10-31/],
    [['AWS::LanguageExtensions', 'Own'], /changed by the macro Own/],
    [[{ Name: 'AWS::Include', Parameters: {} }], /changed by the macro AWS::Include/],
    [{ 'Fn::Odd': 1 }, /changed by the macro \{"Fn::Odd":1\}/],
  ])('a macro over the template, %j, is a problem', (Transform, expected) => {
    expect(problemsOf({ Group: openGroup() }, { Transform }).problems).toEqual([expect.stringMatching(expected)]);
  });

  test('a macro that changes no resource is none', () => {
    const Transform = ['AWS::LanguageExtensions', 'AWS::CodeDeployBlueGreen', 'AWS::SecretsManager-2020-07-23'];
    expect(problemsOf({ Group: openGroup() }, { Transform }).problems).toEqual([]);
  });

  test('a pack that crashes is a problem, and others are not silenced by it', () => {
    const broken = { packName: 'Broken', _pack: () => ({ validateScope: () => Promise.reject.call(undefined) }) };
    const { rows, problems } = examine({ Group: openGroup() }, [broken as unknown as RulePack, RulePack.AWS_SOLUTIONS]);
    expect(problems).toEqual([expect.stringMatching(/^pack 'Broken': cannot be run over the templates \(/)]);
    expect(findings(rows)).toEqual(['AwsSolutions-EC23 Group']);
  });

  test('is never left out in silence: whatever a template holds, each resource is judged or named', () => {
    const types = [GROUP, 'AWS::S3::Bucket', 'AWS::IAM::Role', 'AWS::EKS::Cluster', 'Custom::Own', 'Own::New::Type'];
    const names = ['Tags', 'Policies', 'GroupDescription', 'SecurityGroupIngress', 'BucketEncryption', 'Ref', 'Fn::If'];
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom('a', 'true', 1, false, null, '0.0.0.0/0'),
        fc.array(tie('value'), { maxLength: 2 }),
        fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 2 }),
      ),
    }));
    const properties = fc.oneof(fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 3 }), value);
    const resources = fc.dictionary(
      fc.constantFrom('A', 'B', 'C', 'O-dd'),
      fc.oneof(fc.record({ Type: fc.constantFrom(...types), Properties: properties }), value),
      { minKeys: 1, maxKeys: 3 },
    );
    fc.assert(
      fc.property(resources, (template) => {
        const { rows, problems } = examine(template, [packOf({ Seen: () => 'Compliant' })]);
        for (const id of Object.keys(template)) {
          const isSeen = rows.some((row) => row.resource.logicalId === id);
          const isNamed = problems.some((problem) => problem.includes(`'${id}'`));
          expect([id, isSeen || isNamed]).toEqual([id, true]);
        }
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});
