import * as fc from 'fast-check';
import { distinctSorted } from '../../../lib/checks/judgement/order';

const row = fc.record({ name: fc.constantFrom('a', 'B', 'ä', '10', '9'), size: fc.nat(2) });

describe('rows in order', () => {
  test('are sorted by the fields that are named, by code unit', () => {
    const rows = ['b', 'a', 'B', '10', '9'].map((name) => ({ name }));
    expect(distinctSorted(rows, ['name']).map(({ name }) => name)).toEqual(['10', '9', 'B', 'a', 'b']);
  });

  test('are sorted by all that they say where the fields are equal', () => {
    const [first, second] = [
      { name: 'a', reason: 'x' },
      { name: 'a', reason: 'y' },
    ];
    expect(distinctSorted([second, first], ['name'])).toEqual([first, second]);
  });

  test('are each there once, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(row), fc.array(row), (some, others) => {
        const once = distinctSorted([...some, ...others], ['name']);
        expect(distinctSorted([...others, ...some, ...some], ['name'])).toEqual(once);
        expect(new Set(once.map((one) => JSON.stringify(one))).size).toBe(once.length);
        expect(new Set(once.map((one) => JSON.stringify(one)))).toEqual(
          new Set([...some, ...others].map((one) => JSON.stringify(one))),
        );
      }),
    );
  });
});
