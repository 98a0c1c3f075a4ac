import { Places } from '../../../lib/checks/judgement/places';

const STACKS = ['Prod/Shop', 'Prod/Shop/Nested', 'Prod'].map((path) => ({
  name: `stack of ${path}`,
  path,
  environment: 'aws://111122223333/eu-west-1',
  resources: 1,
}));

function placesOf(traces: { readonly [construct: string]: unknown }): Places {
  const metadata = Object.entries(traces).map(([path, data]) => ({ path, type: 'aws:cdk:creationStack', data }));
  return new Places({ stacks: STACKS, metadata }, '/home/me/shop');
}

describe('the stack of a construct', () => {
  test.each([
    ['Prod/Shop/Topic', 'stack of Prod/Shop'],
    ['Prod/Shop', 'stack of Prod/Shop'],
    ['Prod/Shop/Nested/Topic', 'stack of Prod/Shop/Nested'],
    ['Prod/Shopping/Topic', 'stack of Prod'],
    ['Elsewhere', undefined],
    ['', undefined],
  ])('%j is in %j', (construct, stack) => {
    expect(placesOf({}).stackOf(construct)?.name).toBe(stack);
  });
});

describe('the source of a construct', () => {
  test.each<[string, readonly unknown[], object | undefined]>([
    ['a function', ['new Shop (/home/me/shop/lib/shop.ts:12:5)'], { file: 'lib/shop.ts', line: 12 }],
    ['a module', ['/home/me/shop/bin/app.ts:3:1'], { file: 'bin/app.ts', line: 3 }],
    [
      'the first frame of the user',
      [
        '...aws-cdk-lib...',
        'new Platform (/home/me/shop/node_modules/cdk-golden-path/dist/lib/service/platform.js:40:7)',
        'shared (/home/me/monorepo/tools/shared.ts:1:1)',
        'new Shop (/home/me/shop/lib/shop.ts:12:5)',
        'main (/home/me/shop/bin/app.ts:3:1)',
      ],
      { file: 'lib/shop.ts', line: 12 },
    ],
    ['no file of the user', ['...node internals, ts-node...', '(no user code in 10 frames)'], undefined],
    ['no trace at all', [], undefined],
    ['something else than text', [{ file: '/home/me/shop/a.ts:1:1' }, 7], undefined],
  ])('is read from %s', (_, trace, location) => {
    expect(placesOf({ 'Shop/Topic': trace }).locationOf('Shop/Topic')).toEqual(location);
  });

  test('is that of the nearest construct around it which has one', () => {
    const places = placesOf({
      Shop: ['main (/home/me/shop/bin/app.ts:3:1)'],
      'Shop/Api': ['new Api (/home/me/shop/lib/api.ts:7:1)'],
      'Shop/Api/Topic': ['...aws-cdk-lib...'],
    });
    expect(places.locationOf('Shop/Api/Topic/Resource')).toEqual({ file: 'lib/api.ts', line: 7 });
    expect(places.locationOf('Shop/Apis')).toEqual({ file: 'bin/app.ts', line: 3 });
    expect(places.locationOf('Other')).toBeUndefined();
  });
});
