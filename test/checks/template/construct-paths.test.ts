import { ConstructMetadata, StackTemplate } from '../../../lib/checks/assembly/assembly';
import { withConstructPaths } from '../../../lib/checks/template/construct-paths';
import { resourcesOf } from '../../../lib/checks/template/resource';
import { resource, stackTemplate } from '../templates';

const logicalId = (path: string, data: unknown): ConstructMetadata => ({ path, type: 'aws:cdk:logicalId', data });

function namesIn(templates: StackTemplate[], metadata: ConstructMetadata[]): string[][] {
  return withConstructPaths({ templates, metadata }).map((one) => resourcesOf(one, 'T').map(({ name }) => name));
}

describe('construct paths', () => {
  test('are those of the metadata, each in the innermost stack', () => {
    const outer = stackTemplate({ A: resource('T', {}), B: resource('T', {}) });
    const inner = stackTemplate({ A: resource('T', {}) }, { path: 'Shop/Nested' });
    const other = stackTemplate({ A: resource('T', {}) }, { path: 'Shopping' });
    const metadata = [
      logicalId('Shop/First', 'A'),
      logicalId('Shop/Nested/Inner', 'A'),
      logicalId('Shopping/Other', 'A'),
      logicalId('Shopper/Else', 'B'),
      { path: 'Shop/Not', type: 'aws:cdk:info', data: 'B' },
    ];
    expect(namesIn([outer, inner, other], metadata)).toEqual([
      ['Shop/First', 'B'],
      ['Shop/Nested/Inner'],
      ['Shopping/Other'],
    ]);
  });

  test('are those of the manifest, whatever the template says', () => {
    const template = stackTemplate({ A: resource('T', { P: 1 }, 'Shop/Told') });
    const [found] = withConstructPaths({ templates: [template], metadata: [logicalId('Shop/Other', 'A')] });
    expect(found).toEqual(stackTemplate({ A: resource('T', { P: 1 }, 'Shop/Other') }));
  });

  test('are those of the template where the manifest has none, if they are inside its stack', () => {
    const template = stackTemplate({ A: resource('T', {}, 'Shop/Told'), B: resource('T', {}, 'Other/Accepted') });
    expect(namesIn([template], [])).toEqual([['Shop/Told', 'B']]);
  });

  test.each<[unknown, string[]]>([
    [undefined, []],
    [null, []],
    ['text', []],
    [{ A: 'text' }, []],
    [{ A: { Type: 'T', Metadata: 'text' } }, ['Shop/First']],
  ])('make of resources that are %j no more than there is', (resources, expected) => {
    const metadata = [logicalId('Shop/First', 'A'), logicalId('Shop/Second', { a: 1 })];
    expect(namesIn([stackTemplate(resources)], metadata)).toEqual([expected]);
  });
});
