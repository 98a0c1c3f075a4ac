import { StackTemplate } from '../../../lib/checks/assembly/assembly';
import { AppTemplates } from '../../../lib/checks/template/app-templates';
import { Value } from '../../../lib/checks/template/template-values';
import { ENVIRONMENT, resource, stackTemplate } from '../templates';

const SHOP = stackTemplate(
  {},
  {
    template: {
      Resources: {
        Group: resource('G', {}),
        Nested: resource(
          'AWS::CloudFormation::Stack',
          { Parameters: { Given: { Ref: 'Group' }, List: { 'Fn::Join': [',', ['a', { Ref: 'Group' }]] } } },
          'Shop/Inner.NestedStack/Resource',
        ),
      },
      Mappings: { Zones: { 'eu-west-1': { Names: ['a', 'b'], Name: 'c' } } },
    },
  },
);
const INNER = stackTemplate(
  {},
  {
    path: 'Shop/Inner',
    stack: 'Shop/Inner',
    template: {
      Parameters: { Given: {}, Left: { Default: 'default' }, Asked: {} },
      Resources: { Own: resource('O', {}) },
      Outputs: {
        Id: { Value: { 'Fn::GetAtt': ['Own', 'Id'] } },
        Ids: { Value: { 'Fn::Join': [',', ['a', { Ref: 'Own' }]] } },
      },
    },
  },
);
const PLATFORM = stackTemplate(
  {},
  {
    path: 'Platform',
    stack: 'prod-platform',
    template: {
      Parameters: { Asked: { Default: 'whatever' } },
      Resources: { Vpc: resource('V', {}) },
      Outputs: {
        Vpc: { Value: { Ref: 'Vpc' }, Export: { Name: 'vpc' } },
        Subnets: { Value: { 'Fn::Join': ['||', ['a', { 'Fn::GetAtt': ['Vpc', 'B'] }]] }, Export: { Name: 'subnets' } },
        Plain: { Value: 'a||b', Export: { Name: 'plain' } },
        Circle: { Value: { 'Fn::ImportValue': 'circle' }, Export: { Name: 'circle' } },
        Twice: {
          Value: { 'Fn::If': ['C', { 'Fn::ImportValue': 'twice' }, { 'Fn::ImportValue': 'twice' }] },
          Export: { Name: 'twice' },
        },
        Wheel: { Value: [{ 'Fn::ImportValue': 'wheel' }, { 'Fn::ImportValue': 'wheel' }], Export: { Name: 'wheel' } },
      },
    },
  },
);

const APP = new AppTemplates([SHOP, INNER, PLATFORM]);

/** `text a`, `resource Shop/Group.Arn`, `unknown ${...}`, `list 2`, `object a,b`. */
function shown(value: Value): string {
  switch (value.kind) {
    case 'resource':
      return `resource ${value.resource.template.path}/${value.resource.logicalId}${value.attribute && `.${value.attribute}`}`;
    case 'list':
      return `list ${value.items.length}`;
    case 'object':
      return `object ${Object.keys(value.fields).join(',')}`;
    default:
      return `${value.kind} ${value.text}`;
  }
}

const of = (value: unknown, template: StackTemplate = SHOP) => APP.values.of(value, template).map(shown);
const items = (value: unknown, template: StackTemplate = SHOP) => APP.values.items(value, template).map(shown);

const either = (one: unknown, other: unknown) => ({ 'Fn::If': ['C', one, other] });
const NO_VALUE = { Ref: 'AWS::NoValue' };

describe('a value', () => {
  test.each<[string, unknown, string[]]>([
    ['a text', 'a', ['text a']],
    ['a number', 7, ['text 7']],
    ['false', false, ['text false']],
    ['nothing', undefined, []],
    ['null', null, []],
    ['what is left out', NO_VALUE, []],
    ['a list', ['a', 'b'], ['list 2']],
    ['an object', { a: 1, b: 2 }, ['object a,b']],
    ['an object with one field', { Key: 'a' }, ['object Key']],
    ['a reference', { Ref: 'Group' }, ['resource Shop/Group']],
    ['a reference to nothing', { Ref: 'None' }, ['unknown ${Shop/None}']],
    ['a reference that is none', { Ref: null }, ['unknown ${Shop/null}']],
    ['a pseudo parameter', { Ref: 'AWS::Region' }, ['unknown ${AWS::Region}']],
    ['an attribute', { 'Fn::GetAtt': ['Group', 'Arn'] }, ['resource Shop/Group.Arn']],
    ['an attribute in one text', { 'Fn::GetAtt': 'Group.Endpoint.Port' }, ['resource Shop/Group.Endpoint.Port']],
    ['an attribute of nothing', { 'Fn::GetAtt': [] }, ['unknown ${Shop/}']],
    ['either of two', either('a', { Ref: 'Group' }), ['text a', 'resource Shop/Group']],
    ['either, or left out', either('a', NO_VALUE), ['text a']],
    ['a join of texts', { 'Fn::Join': ['-', ['a', 'b']] }, ['text a-b']],
    ['a join with a reference', { 'Fn::Join': ['-', ['a', { Ref: 'Group' }]] }, ['unknown a-${Shop/Group}']],
    ['a substitution that is one reference', { 'Fn::Sub': '${Group}' }, ['resource Shop/Group']],
    ['a substitution that is one attribute', { 'Fn::Sub': '${ Group.Arn }' }, ['resource Shop/Group.Arn']],
    ['a substitution that is one variable', { 'Fn::Sub': ['${A}', { A: either('a', 'b') }] }, ['text a', 'text b']],
    ['a substitution that is kept', { 'Fn::Sub': '${!Group}' }, ['unknown ${Group}']],
    ['a substitution of several', { 'Fn::Sub': 'a-${Group}' }, ['unknown a-${Shop/Group}']],
    ['a substitution of none', { 'Fn::Sub': 'a' }, ['text a']],
    ['one of a list', { 'Fn::Select': [1, ['a', { Ref: 'Group' }]] }, ['resource Shop/Group']],
    ['one of a list, counted in a text', { 'Fn::Select': ['0', ['a', 'b']] }, ['text a']],
    ['one beyond a list', { 'Fn::Select': [2, ['a', 'b']] }, [expect.stringContaining('unknown')]],
    [
      'one of a list at an unknown place',
      { 'Fn::Select': [{ Ref: 'P' }, ['a']] },
      [expect.stringContaining('unknown')],
    ],
    ['one of an unknown list', { 'Fn::Select': [0, { Ref: 'P' }] }, ['unknown ${Shop/P}']],
    ['one of a text in parts', { 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b'] }] }, ['text b']],
    [
      'one of an unknown text in parts',
      { 'Fn::Select': [1, { 'Fn::Split': ['/', { Ref: 'P' }] }] },
      [expect.stringContaining('unknown')],
    ],
    ['an entry of a mapping', { 'Fn::FindInMap': ['Zones', 'eu-west-1', 'Name'] }, ['text c']],
    ['a list of a mapping', { 'Fn::FindInMap': ['Zones', 'eu-west-1', 'Names'] }, ['list 2']],
    [
      'no entry of a mapping',
      { 'Fn::FindInMap': ['Zones', { Ref: 'AWS::Region' }, 'Name'] },
      [expect.stringContaining('unknown')],
    ],
    ['an import', { 'Fn::ImportValue': 'vpc' }, ['resource Platform/Vpc']],
    ['an import of nothing', { 'Fn::ImportValue': 'none' }, [expect.stringContaining('unknown')]],
    [
      'an output that is read at deployment',
      { 'Fn::GetStackOutput': { StackName: 'prod-platform', OutputName: 'Vpc' } },
      ['resource Platform/Vpc'],
    ],
    [
      'an output of nothing',
      { 'Fn::GetStackOutput': { StackName: 'prod-platform', OutputName: 'None' } },
      [expect.stringContaining('unknown')],
    ],
    ['an output of a nested stack', { 'Fn::GetAtt': ['Nested', 'Outputs.Id'] }, ['resource Shop/Inner/Own.Id']],
    ['no output of a nested stack', { 'Fn::GetAtt': ['Nested', 'Outputs.None'] }, [expect.stringContaining('unknown')]],
    ['a function that nobody knows', { 'Fn::Whatever': ['a'] }, [expect.stringContaining('unknown')]],
  ])('that is %s', (_, value, expected) => {
    expect(of(value)).toEqual(expected);
  });

  test.each<[string, unknown, string[]]>([
    ['the one that the parent gives', { Ref: 'Given' }, ['resource Shop/Group']],
    ['its default, where the parent gives none', { Ref: 'Left' }, ['text default']],
    ['unknown, where there is neither', { Ref: 'Asked' }, ['unknown ${Shop/Inner/Asked}']],
    ['a list in one text', { 'Fn::Split': [',', { Ref: 'List' }] }, ['list 2']],
  ])('of a parameter of a nested stack is %s', (_, value, expected) => {
    expect(of(value, INNER)).toEqual(expected);
  });

  test('of a parameter of any other stack is unknown, whatever its default: the deployer decides', () => {
    expect(of({ Ref: 'Asked' }, PLATFORM)).toEqual(['unknown ${Platform/Asked}']);
  });

  test('of an export is known in its own environment alone', () => {
    const abroad = stackTemplate({}, { path: 'Abroad', environment: `${ENVIRONMENT}-2` });
    const app = new AppTemplates([SHOP, PLATFORM, abroad]);
    expect(app.values.of({ 'Fn::ImportValue': 'vpc' }, abroad).map(({ kind }) => kind)).toEqual(['unknown']);
  });
});

describe('the items of a list', () => {
  test.each<[string, unknown, string[]]>([
    ['of texts', ['a', 'b'], ['text a', 'text b']],
    ['of lists', ['a', ['b']], ['text a', 'text b']],
    ['of alternatives', [either('a', NO_VALUE), 'b'], ['text a', 'text b']],
    ['by a condition', either(['a'], ['b', 'c']), ['text a', 'text b', 'text c']],
    ['of one text', 'a', ['text a']],
    ['that nobody knows', { Ref: 'P' }, ['unknown ${Shop/P}']],
    [
      'that is imported',
      { 'Fn::Split': ['||', { 'Fn::ImportValue': 'subnets' }] },
      ['text a', 'resource Platform/Vpc.B'],
    ],
    ['that is imported as one text', { 'Fn::Split': ['||', { 'Fn::ImportValue': 'plain' }] }, ['text a', 'text b']],
    [
      'of a nested stack',
      { 'Fn::Split': [',', { 'Fn::GetAtt': ['Nested', 'Outputs.Ids'] }] },
      ['text a', 'resource Shop/Inner/Own'],
    ],
    ['of nothing', undefined, []],
  ])('%s', (_, value, expected) => {
    expect(items(value)).toEqual(expected);
  });
});

describe('what may be absent', () => {
  test.each<[string, unknown, boolean]>([
    ['nothing', undefined, true],
    ['what is left out', NO_VALUE, true],
    ['what is left out by a condition', either('a', NO_VALUE), true],
    ['what is left out by a condition within another one', either('a', either('b', NO_VALUE)), true],
    ['a text', 'a', false],
    ['either of two', either('a', 'b'), false],
    ['a parameter', { Ref: 'P' }, false],
    ['a list with an item that is left out', [NO_VALUE], false],
  ])('is told of %s', (_, value, expected) => {
    expect(APP.values.mayBeAbsent(value, SHOP)).toBe(expected);
  });
});

describe('a circle', () => {
  test.each(['circle', 'twice', 'wheel'])('of exports comes to an end, and soon: %s', (name) => {
    const start = process.cpuUsage();
    expect(new Set(items({ 'Fn::ImportValue': name }).map((one) => one.split(' ')[0]))).toEqual(new Set(['unknown']));
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(1);
  });

  test('of a text in parts comes to an end', () => {
    expect(of({ 'Fn::Split': [',', { 'Fn::ImportValue': 'circle' }] })).toEqual([expect.stringContaining('unknown')]);
  });

  test('of values within values comes to an end', () => {
    const deep = Array.from({ length: 200 }).reduce<unknown>((inner) => either(inner, NO_VALUE), 'a');
    expect(new Set(of(deep).map((one) => one.split(' ')[0]))).toEqual(new Set(['unknown']));
  });
});
