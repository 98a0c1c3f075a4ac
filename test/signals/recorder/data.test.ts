import * as fc from 'fast-check';
import { Datum } from '../../../lib/signals/recorder/account';
import { batchesOf } from '../../../lib/signals/recorder/data';

const DATUM: Datum = { name: 'Requests', dimensions: {}, unit: 'Count', value: 0 };
const serviceOf = (size: number, index: number) => ({ host: `service-${index}`, data: Array(size).fill(DATUM) });

describe('batches', () => {
  test('fill up to a thousand, and not beyond', () => {
    const sizes = (services: number[]) => batchesOf(services.map(serviceOf)).map((batch) => batch.length);
    expect(sizes([])).toEqual([]);
    expect(sizes([500, 500])).toEqual([2]);
    expect(sizes([500, 500, 1])).toEqual([2, 1]);
    expect(sizes([500, 501])).toEqual([1, 1]);
    expect(sizes(Array(120).fill(9))).toEqual([111, 9]);
  });

  test('hold every service once, whole and in order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 2, max: 200 }), { maxLength: 60 }), (sizes) => {
        const services = sizes.map(serviceOf);
        const batches = batchesOf(services);
        expect(batches.flat()).toEqual(services);
        for (const batch of batches) {
          expect(batch.flatMap(({ data }) => data).length).toBeLessThanOrEqual(1000);
        }
      }),
    );
  });
});
