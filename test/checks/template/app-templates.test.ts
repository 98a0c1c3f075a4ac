import { AppTemplates } from '../../../lib/checks/template/app-templates';
import { resource, stackTemplate } from '../templates';

const PARENT = stackTemplate({
  B: resource('T', {}),
  A: resource('T', {}),
  Nested: resource('AWS::CloudFormation::Stack', {}, 'Shop/Inner.NestedStack/Inner.NestedStackResource'),
});
const INNER = stackTemplate({ A: resource('U', {}) }, { path: 'Shop/Inner', stack: 'Shop/Inner' });
const OTHER = stackTemplate({ A: resource('T', {}) }, { path: 'Other' });
const APP = new AppTemplates([PARENT, INNER, OTHER]);

const idsOf = (resources: readonly { logicalId: string; template: { path: string } }[]) =>
  resources.map(({ logicalId, template }) => `${template.path} ${logicalId}`);

describe('the templates of an app', () => {
  test('have resources by type, stack by stack and sorted', () => {
    expect(idsOf(APP.ofType('T'))).toEqual(['Shop A', 'Shop B', 'Other A']);
    expect(idsOf(APP.ofType('U', 'T'))).toEqual(['Shop/Inner A', 'Shop A', 'Shop B', 'Other A']);
    expect(APP.ofType('None')).toEqual([]);
  });

  test('have the resources of a stack, the same ones however they are asked for', () => {
    expect(idsOf(APP.in(PARENT))).toEqual(['Shop A', 'Shop B', 'Shop Nested']);
    expect(APP.in(PARENT)[0]).toBe(APP.find(PARENT, 'A'));
    expect(APP.ofType('T')[0]).toBe(APP.find(PARENT, 'A'));
    expect(APP.in(stackTemplate({}))).toEqual([]);
    expect(APP.find(PARENT, 'None')).toBeUndefined();
  });

  test('lead from a nested stack to its template, and back', () => {
    const nested = APP.find(PARENT, 'Nested');
    expect(nested && APP.nestedIn(nested)).toBe(INNER);
    expect(APP.nestedBy(INNER)).toBe(nested);
    expect([PARENT, OTHER].map((template) => APP.nestedBy(template))).toEqual([undefined, undefined]);
    expect(APP.ofType('T').map((one) => APP.nestedIn(one))).toEqual([undefined, undefined, undefined]);
  });

  test('know what a stand-in of a text is for', () => {
    expect(APP.standsFor('${Shop/Inner/A.Arn}')).toBe(APP.find(INNER, 'A'));
    expect(APP.standsFor('${Shop/A}')).toBe(APP.find(PARENT, 'A'));
    expect(['${Shop/None}', '${AWS::Region}', '${None/A}', 'Shop/A', ''].map((text) => APP.standsFor(text))).toEqual(
      Array(5).fill(undefined),
    );
  });

  test('have outputs', () => {
    const template = stackTemplate({}, { template: { Outputs: { Name: { Value: 'a' } } } });
    const app = new AppTemplates([template]);
    expect([app.output(template, 'Name'), app.output(template, 'None')]).toEqual(['a', undefined]);
  });

  test('of twenty thousand resources of one type are read in no time', () => {
    const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`R${index}`, resource('T', {})]));
    const start = process.cpuUsage();
    expect(new AppTemplates([stackTemplate(many)]).ofType('T')).toHaveLength(20_000);
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(1);
  });
});
