import { StackTemplate } from '../../../lib/checks/assembly/assembly';
import { TemplateTexts } from '../../../lib/checks/template/template-texts';
import { ENVIRONMENT, stackTemplate } from '../templates';

const SHOP = stackTemplate({});

const PLATFORM: StackTemplate = {
  stack: 'prod-platform',
  path: 'Prod/Platform',
  environment: ENVIRONMENT,
  template: {
    Outputs: {
      Topic: { Value: { Ref: 'Alerts' }, Export: { Name: { 'Fn::Sub': 'topic-${AWS::Region}' } } },
      Name: { Value: { 'Fn::GetAtt': ['Balancer', 'FullName'] }, Export: { Name: 'balancer' } },
      Private: { Value: 'no export' },
    },
  },
};

function text(value: unknown, ...others: StackTemplate[]): string {
  return new TemplateTexts([SHOP, ...others]).of(value, SHOP);
}

describe('the text of a value', () => {
  test.each<[string, unknown, string]>([
    ['a text', 'checkout', 'checkout'],
    ['a number', 0.3, '0.3'],
    ['zero', 0, '0'],
    ['a truth', false, 'false'],
    ['nothing', undefined, ''],
    ['null', null, ''],
    ['a list', ['a', { Ref: 'B' }], 'a,${Shop/B}'],
    ['a reference', { Ref: 'Group' }, '${Shop/Group}'],
    ['a pseudo parameter, the same in every stack', { Ref: 'AWS::Region' }, '${AWS::Region}'],
    ['an attribute', { 'Fn::GetAtt': ['Group', 'Outputs.Arn'] }, '${Shop/Group.Outputs.Arn}'],
    ['an attribute in one text', { 'Fn::GetAtt': 'Group.Arn' }, '${Shop/Group.Arn}'],
    ['a join', { 'Fn::Join': ['/', ['a', { Ref: 'B' }, 'c']] }, 'a/${Shop/B}/c'],
    [
      'a substitution with what it names and what the template has',
      { 'Fn::Sub': ['${Mine} ${Group} ${Group.Arn} ${AWS::Region} ${!Kept}', { Mine: { Ref: 'B' } }] },
      '${Shop/B} ${Shop/Group} ${Shop/Group.Arn} ${AWS::Region} ${Kept}',
    ],
    ['a substitution without variables', { 'Fn::Sub': '${Group}' }, '${Shop/Group}'],
    ['what nobody knows before the deploy, without a quote', { 'Fn::If': ['Big', 'a"b', 'c'] }, '${Fn::If:[Big,ab,c]}'],
    ['an object that is no function', { a: 1, b: 2 }, '${a:1,b:2}'],
    ['an import of what nobody exports', { 'Fn::ImportValue': 'elsewhere' }, '${Fn::ImportValue:elsewhere}'],
    ['a function without an argument', { 'Fn::Join': null }, ''],
  ])('of %s', (_, value, expected) => {
    expect(text(value)).toBe(expected);
  });

  test.each<[string, unknown, string]>([
    ['an export with a name in parts', { 'Fn::ImportValue': { 'Fn::Sub': 'topic-${AWS::Region}' } }, 'Alerts'],
    ['an export of an attribute', { 'Fn::ImportValue': 'balancer' }, 'Balancer.FullName'],
    [
      'an output that is read at deployment',
      { 'Fn::GetStackOutput': { StackName: 'prod-platform', OutputName: 'Topic' } },
      'Alerts',
    ],
  ])('of %s is the one that it has where it comes from', (_, value, expected) => {
    expect(text(value, PLATFORM)).toBe(`\${Prod/Platform/${expected}}`);
  });

  test('of an export that another environment has, too, is that of its own', () => {
    const elsewhere = { ...PLATFORM, path: 'Other', environment: 'aws://111122223333/us-east-1' };
    expect(text({ 'Fn::ImportValue': 'balancer' }, PLATFORM, elsewhere)).toBe('${Prod/Platform/Balancer.FullName}');
    expect(text({ 'Fn::ImportValue': 'balancer' }, elsewhere)).toBe('${Fn::ImportValue:balancer}');
  });

  test('of exports that lead in circles comes to an end, and soon', () => {
    const twice = { 'Fn::Join': ['', [{ 'Fn::ImportValue': 'a' }, { 'Fn::ImportValue': 'a' }]] };
    const circle = stackTemplate({}, { template: { Outputs: { A: { Value: twice, Export: { Name: 'a' } } } } });
    expect(text(twice, circle)).toMatch(/^(\$\{\.\.\.\}|\$\{Fn::ImportValue:a\})+$/);
  });

  test('that is nested without end is cut off', () => {
    const nested = JSON.parse(`${'['.repeat(10_000)}${']'.repeat(10_000)}`);
    expect(text(nested)).toBe('${...}');
  });
});
