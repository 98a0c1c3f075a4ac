import { attributeOf, itemsOf, Possible, propertyOf, show } from '../../../../lib/checks/principles/reading/possible';
import { AppTemplates } from '../../../../lib/checks/template/app-templates';
import { resource, stackTemplate } from '../../templates';

const NOTHING = { Ref: 'AWS::NoValue' };

/** What a property of the resource `A` may be, for people. */
function shown(properties: unknown, path: string[], more: object = {}): string[] {
  return possibleIn(properties, path, more).map(show);
}

function possibleIn(properties: unknown, path: string[], more: object = {}): Possible[] {
  const { app, one } = appWith(properties, more);
  return propertyOf(app, one, ...path);
}

function appWith(properties: unknown, more: object = {}) {
  const template = { Resources: { A: { ...resource('T', properties), ...more } }, Mappings: MAPPINGS };
  const app = new AppTemplates([stackTemplate({}, { template })]);
  return { app, one: app.ofType('T')[0] };
}

const MAPPINGS = { Images: { west: { id: 'ami-1' }, east: { id: 'ami-2' } } };

describe('all that a property may be', () => {
  test.each<[string, unknown, string[]]>([
    ['a literal', { P: { Q: 7 } }, ['7']],
    ['nothing', {}, ['nothing']],
    ['nothing, on the way', { P: NOTHING }, ['nothing']],
    ['one or the other', { P: { Q: { 'Fn::If': ['C', 'a', 'b'] } } }, ['a', 'b']],
    ['something or nothing', { P: { Q: { 'Fn::If': ['C', 'a', NOTHING] } } }, ['a', 'nothing']],
    ['something or nothing, on the way', { P: { 'Fn::If': ['C', { Q: 'a' }, NOTHING] } }, ['a', 'nothing']],
    [
      'a condition in a condition',
      { P: { Q: { 'Fn::If': ['C', { 'Fn::If': ['D', 'a', NOTHING] }, 'b'] } } },
      ['a', 'nothing', 'b'],
    ],
    ['a field of what is no object', { P: 'text' }, ['text']],
    ['what a macro makes of it', { P: { 'Fn::Transform': { Name: 'M' }, R: 1 } }, ['what a macro makes of it']],
    ['what stands beside a macro', { P: { 'Fn::Transform': { Name: 'M' }, Q: 1 } }, ['1']],
    ['an entry of a map', { P: { Q: { 'Fn::FindInMap': ['Images', 'west', 'id'] } } }, ['ami-1']],
    [
      'any entry of a map',
      { P: { Q: { 'Fn::FindInMap': ['Images', { Ref: 'AWS::Region' }, 'id'] } } },
      ['ami-1', 'ami-2'],
    ],
    [
      'an entry of a map, or what is there instead',
      { P: { Q: { 'Fn::FindInMap': ['Images', 'west', 'id', { DefaultValue: 'ami-3' }] } } },
      ['ami-1', 'ami-3'],
    ],
  ])('%s', (_, properties, expected) => {
    expect(shown(properties, ['P', 'Q'])).toEqual(expected);
  });

  test('an entry that a map does not have is unknown', () => {
    const [value] = possibleIn({ P: { 'Fn::FindInMap': ['Images', 'north', 'id'] } }, ['P']);
    expect(value.kind).toBe('unknown');
  });

  test('properties that are a function as a whole are unknown', () => {
    const [value] = possibleIn({ 'Fn::Transform': { Name: 'M' } }, ['P']);
    expect(value.kind).toBe('unknown');
  });

  test('text that will be encoded can be looked into', () => {
    expect(possibleIn({ P: { 'Fn::Base64': 'a' } }, ['P'])).toMatchObject([
      { kind: 'object', fields: { 'Fn::Base64': 'a' } },
    ]);
  });

  test('conditions in conditions come to an end', () => {
    const deep = Array.from({ length: 200 }).reduce<unknown>((inner) => ({ 'Fn::If': ['C', inner, NOTHING] }), 'a');
    expect(possibleIn({ P: deep }, ['P']).map(({ kind }) => kind)).toContain('unknown');
  });
});

test('attributes beside the properties are read alike', () => {
  const { app, one } = appWith({}, { UpdatePolicy: { P: { 'Fn::If': ['C', 'a', NOTHING] } } });
  expect(attributeOf(app, one, 'UpdatePolicy', 'P').map(show)).toEqual(['a', 'nothing']);
  expect(attributeOf(app, one, 'CreationPolicy').map(show)).toEqual(['nothing']);
});

describe('the items of a list', () => {
  const itemsIn = (list: unknown) => {
    const { app, one } = appWith({ P: list });
    return itemsOf(app, propertyOf(app, one, 'P')).map(show);
  };

  test.each<[string, unknown, string[]]>([
    ['as they are', ['a', 'b'], ['a', 'b']],
    ['none, of none', undefined, []],
    ['without what is left out', ['a', NOTHING], ['a']],
    ['with what may be left out', ['a', { 'Fn::If': ['C', 'b', NOTHING] }], ['a', 'b']],
    ['of either list', { 'Fn::If': ['C', ['a'], ['b', 'c']] }, ['a', 'b', 'c']],
    ['of a list in a list', ['a', { 'Fn::If': ['C', ['b', 'c'], NOTHING] }], ['a', 'b', 'c']],
    ['itself, of what is no list', 'a', ['a']],
  ])('%s', (_, list, expected) => {
    expect(itemsIn(list)).toEqual(expected);
  });

  test('are unknown where lists nest deeper than any template has them', () => {
    expect(itemsIn([[[[[[['a']]]]]]])).toEqual(['a list of lists']);
  });

  test('come to an end where two nested stacks pass each other their parameters', () => {
    const nested = (other: string) => ({
      Nested: {
        ...resource('AWS::CloudFormation::Stack', { Parameters: { P: [{ Ref: 'P' }, { Ref: 'P' }] } }),
        Metadata: { 'aws:cdk:path': `${other}.NestedStack/${other}.NestedStackResource` },
      },
      Server: resource('T', { P: { Ref: 'P' } }),
    });
    const app = new AppTemplates([
      stackTemplate(nested('B'), { stack: 'A', path: 'A' }),
      stackTemplate(nested('A'), { stack: 'B', path: 'B' }),
    ]);
    const [one] = app.ofType('T');
    const items = itemsOf(app, propertyOf(app, one, 'P'));
    expect(items.map(({ kind }) => kind)).toContain('unknown');
  });
});

test('a long value is shown by its beginning', () => {
  expect(show({ kind: 'text', text: 'a'.repeat(81) })).toBe(`${'a'.repeat(80)}...`);
  expect(show({ kind: 'text', text: 'a'.repeat(80) })).toBe('a'.repeat(80));
});
