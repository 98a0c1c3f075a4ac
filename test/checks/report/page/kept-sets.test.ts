import * as fc from 'fast-check';
import { keptSets } from '../../../../lib/checks/report/page/kept-sets';
import { compliantOf } from '../model-samples';

const rows = fc
  .uniqueArray(fc.tuple(fc.nat(5), fc.nat(5)), { selector: (pair) => pair.join(), maxLength: 30 })
  .map((pairs) => pairs.map(([rule, resource]) => compliantOf({ rule: `R${rule}`, construct: `C${resource}` })));

describe('the sets of resources that keep rules', () => {
  test('say what the rows say, and nothing else', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const said = keptSets(all).flatMap((set) =>
          set.rules.flatMap(({ rule }) => set.resources.map(({ construct }) => `${rule} ${construct}`)),
        );
        expect(said.sort()).toEqual(all.map(({ rule, construct }) => `${rule} ${construct}`).sort());
      }),
    );
  });

  test('have each set of resources once, whatever their order', () => {
    const all = [
      ...['A', 'B'].map((construct) => compliantOf({ rule: 'R1', construct })),
      ...['B', 'A'].map((construct) => compliantOf({ rule: 'R2', construct })),
      compliantOf({ rule: 'R3', construct: 'A' }),
    ];
    expect(keptSets(all).map((set) => [set.rules.map(({ rule }) => rule), set.resources.length])).toEqual([
      [['R1', 'R2'], 2],
      [['R3'], 1],
    ]);
  });

  test('keep apart resources of the same name in two stacks', () => {
    const all = [compliantOf({ stack: 'a' }), compliantOf({ stack: 'b' })];
    expect(keptSets(all)[0].resources).toHaveLength(2);
  });
});
