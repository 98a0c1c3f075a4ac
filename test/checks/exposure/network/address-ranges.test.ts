import { BlockList } from 'net';
import * as fc from 'fast-check';
import {
  AddressRange,
  crowdOf,
  Family,
  parseBlock,
  sizeOf,
  union,
  without,
} from '../../../../lib/checks/exposure/network/address-ranges';

const byte = fc.integer({ min: 0, max: 255 });
const address4 = fc.tuple(byte, byte, byte, byte).map((parts) => parts.join('.'));
const address6 = fc.ipV6();
const block4 = fc.tuple(address4, fc.integer({ min: 0, max: 32 })).map((parts) => parts.join('/'));
const block6 = fc.tuple(address6, fc.integer({ min: 0, max: 128 })).map((parts) => parts.join('/'));

function read(block: string): AddressRange {
  const range = parseBlock(block);
  if (range === undefined) throw new Error(`${block} is no block`);
  return range;
}

function holds(ranges: readonly AddressRange[], address: string, length: number): boolean {
  const { family, first } = read(`${address}/${length}`);
  return ranges.some((range) => range.family === family && range.first <= first && first <= range.last);
}

/** What Node.js thinks is in some blocks. */
function blockList(blocks: readonly string[], family: Family): (address: string) => boolean {
  const list = new BlockList();
  for (const block of blocks) {
    const [address, length] = block.split('/');
    list.addSubnet(address, Number(length), family === 'IPv4' ? 'ipv4' : 'ipv6');
  }
  return (address) => list.check(address, family === 'IPv4' ? 'ipv4' : 'ipv6');
}

const crowd = (...blocks: string[]) => crowdOf(blocks.map(read));

describe('a block', () => {
  test.each([
    '0/0',
    '00.0.0.0/0',
    '0.0.0.0',
    '0.0.0.0/33',
    '0.0.0.0/-1',
    '0.0.0.0/0x0',
    '256.0.0.0/8',
    '1.2.3/8',
    '::/129',
    '::1%eth0/128',
    '1::2::3/64',
    ':::/0',
    '${Shop/Partner}/32',
    'anywhere',
    '',
  ])('is not %j', (text) => {
    expect(parseBlock(text)).toBeUndefined();
  });

  test.each([
    ['0.0.0.0/0', 'IPv4', 0n, 2n ** 32n - 1n],
    ['10.1.2.3/8', 'IPv4', 10n << 24n, (11n << 24n) - 1n],
    [' 1.2.3.4/32 ', 'IPv4', 0x01020304n, 0x01020304n],
    ['::/0', 'IPv6', 0n, 2n ** 128n - 1n],
    ['2001:db8::1/32', 'IPv6', 0x20010db8n << 96n, (0x20010db9n << 96n) - 1n],
    ['::ffff:1.2.3.4/128', 'IPv6', 0xffff01020304n, 0xffff01020304n],
    ['1:2:3:4:5:6:7:8/128', 'IPv6', 0x00010002000300040005000600070008n, 0x00010002000300040005000600070008n],
  ])('%j is what it says', (text, family, first, last) => {
    expect(parseBlock(text)).toEqual({ family, first, last });
  });
});

describe('ranges', () => {
  const families: ReadonlyArray<[Family, fc.Arbitrary<string>, fc.Arbitrary<string>, number]> = [
    ['IPv4', block4, address4, 32],
    ['IPv6', block6, address6, 128],
  ];

  test.each(families)('of %s hold the addresses that they hold', (family, block, address, length) => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 6 }), fc.array(address, { maxLength: 4 }), (blocks, addresses) => {
        const inBlocks = blockList(blocks, family);
        const ranges = union(blocks.map(read));
        const edges = blocks.map((one) => one.split('/')[0]);
        for (const one of [...addresses, ...edges]) expect(holds(ranges, one, length)).toBe(inBlocks(one));
      }),
    );
  });

  test.each(families)('of %s without others hold what the others do not hold', (family, block, address, length) => {
    fc.assert(
      fc.property(
        fc.array(block, { maxLength: 5 }),
        fc.array(block, { maxLength: 5 }),
        fc.array(address),
        (a, b, more) => {
          const [inA, inB] = [blockList(a, family), blockList(b, family)];
          const left = without(a.map(read), b.map(read));
          for (const one of [...more, ...[...a, ...b].map((text) => text.split('/')[0])]) {
            expect(holds(left, one, length)).toBe(inA(one) && !inB(one));
          }
        },
      ),
    );
  });

  test.each(families)('of %s neither overlap nor touch, and none is counted twice', (_, block) => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 8 }), (blocks) => {
        const merged = union([...blocks, ...blocks].map(read));
        merged.slice(1).forEach((range, index) => expect(range.first).toBeGreaterThan(merged[index].last + 1n));
        expect(sizeOf([...blocks, ...blocks].map(read))).toBe(sizeOf(blocks.map(read)));
      }),
    );
  });

  test('of both families stay apart', () => {
    expect(sizeOf(['0.0.0.0/0', '::/96'].map(read))).toBe(2n ** 33n);
    expect(without([read('0.0.0.0/0')], [read('::/0')])).toEqual([read('0.0.0.0/0')]);
  });
});

describe('a crowd', () => {
  test.each([
    [['0.0.0.0/0']],
    [['0.0.0.0/1', '128.0.0.0/1']],
    [['128.0.0.0/1']],
    [['2.0.0.0/7']],
    [['3.0.0.0/8', '4.0.0.0/32']],
    [['::/0']],
    [['2000::/3']],
    [['2600:1f00::/24']],
  ])('of %j is everybody', (blocks) => {
    expect(crowd(...blocks)).toBe('everybody');
  });

  test.each([[['3.0.0.0/8']], [['203.0.113.7/32']], [['10.0.0.0/8', '203.0.113.0/24']], [['2001:db8::/32']]])(
    'of %j is some of the internet',
    (blocks) => {
      expect(crowd(...blocks)).toBe('some');
    },
  );

  test.each([
    [[]],
    [['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']],
    [['255.255.255.255/32']],
    [['fd00::/8', '::1/128']],
  ])('of %j is nobody of the internet', (blocks) => {
    expect(crowd(...blocks)).toBe('nobody');
  });

  test('is the same however the addresses are cut into pieces, and never smaller with more of them', () => {
    const size = { nobody: 0, some: 1, everybody: 2 };
    fc.assert(
      fc.property(block4, fc.integer({ min: 0, max: 4 }), fc.array(block4, { maxLength: 3 }), (block, cuts, more) => {
        const { family, first, last } = read(block);
        const parts = Math.min(2 ** cuts, Number(last - first + 1n));
        const step = (last - first + 1n) / BigInt(parts);
        const pieces = Array.from({ length: parts }, (_, index): AddressRange => {
          const from = first + BigInt(index) * step;
          return { family, first: from, last: from + step - 1n };
        });
        expect(crowdOf(pieces)).toBe(crowd(block));
        expect(size[crowd(block, ...more)]).toBeGreaterThanOrEqual(size[crowd(block)]);
      }),
    );
  });
});
