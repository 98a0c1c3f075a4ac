import * as fc from 'fast-check';
import { reachOfRanges } from '../../../../lib/checks/exposure/principals/addresses';

const REACHES = ['private', 'named', 'unknown', 'everybody'];
const range = fc.oneof(
  fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })).map(([address, length]) => `${address}/${length}`),
  fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 })).map(([address, length]) => `${address}/${length}`),
  fc.constantFrom('10.0.0.0/8', '192.168.1.1', '${Shop/Office}'),
);

describe('address ranges', () => {
  test.each([
    ['everybody', ['0.0.0.0/0']],
    ['everybody', ['::/0']],
    ['everybody', ['0.0.0.0/1', '128.0.0.0/1']],
    ['everybody', Array.from({ length: 256 }, (_, first) => `${first}.0.0.0/8`)],
    ['everybody', ['8.0.0.0/7']],
    ['everybody', ['2001:db8::/31']],
    ['everybody', ['${Shop/Office}', '0.0.0.0/0']],
    ['named', ['8.0.0.0/8']],
    ['named', ['8.0.0.0/9', '8.0.0.0/9', '8.1.0.0/16', '8.128.0.0/9']],
    ['named', ['203.0.113.7']],
    ['named', ['2001:db8::1/128', '2001:db8::/32', '10.0.0.0/8']],
    ['private', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10']],
    ['private', ['fd12:3456:789a::/48']],
    ['unknown', ['203.0.113.0/24', '${Shop/Office}']],
    ['unknown', ['203.0.113.0/33']],
    ['unknown', ['203.0.113.0/24/1']],
    ['unknown', ['203.0.113.256/32']],
    ['unknown', ['203.0.113/24']],
    ['unknown', ['1:2:3:4:5:6:7/16']],
    ['unknown', ['1::2::3/16']],
    ['unknown', ['1:2:3:4:5:6:7:8::/64']],
    ['unknown', ['g::/64']],
    ['unknown', ['/8']],
  ])('reach %s: %j', (reach, ranges) => {
    expect(reachOfRanges(ranges)).toBe(reach);
  });

  test('reach no less far when one more is added, and as far in any order', () => {
    fc.assert(
      fc.property(fc.array(range, { minLength: 1, maxLength: 6 }), range, (ranges, more) => {
        const before = REACHES.indexOf(reachOfRanges(ranges));
        expect(REACHES.indexOf(reachOfRanges([...ranges, more]))).toBeGreaterThanOrEqual(before);
        expect(REACHES.indexOf(reachOfRanges([...ranges].reverse()))).toBe(before);
      }),
    );
  });
});
