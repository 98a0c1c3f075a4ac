import * as fc from 'fast-check';
import { widthOf } from '../../../../lib/page/text';
import { Label, place } from '../../../../lib/rollout/rehearsal/show/picture/labels';

const ROOM = { left: 0, right: 400, rows: 3, fontSize: 13, across: false };

function overlap(a: Label, b: Label): boolean {
  const apart = a.left + widthOf(a.text, 13) <= b.left || b.left + widthOf(b.text, 13) <= a.left;
  return a.row === b.row && !apart;
}

function clash(one: Label, other: Label): boolean {
  return overlap(one, other) || crosses(one, other);
}

/** Whether the line that comes down from one label crosses the text of the other. */
function crosses(line: Label, text: Label): boolean {
  return line.row > text.row && line.x > text.left && line.x < text.left + widthOf(text.text, 13);
}

describe('labels', () => {
  test('stand to the right of their lines, in the lowest row, if there is room', () => {
    const labels = place(
      [
        { text: 'a', x: 10 },
        { text: 'b', x: 200 },
      ],
      ROOM,
    );
    expect(labels.map(({ text, left, row }) => ({ text, left, row }))).toEqual([
      { text: 'b', left: 206, row: 0 },
      { text: 'a', left: 16, row: 0 },
    ]);
  });

  test('go up where they would cover each other, the first one highest', () => {
    const labels = place(
      ['first', 'second', 'third'].map((text, index) => ({ text, x: 10 + index * 5 })),
      ROOM,
    );
    expect(labels.map(({ text, row }) => `${text} ${row}`)).toEqual(['third 0', 'second 1', 'first 2']);
  });

  test('stand to the left of their lines near the right edge, the last one highest', () => {
    const labels = place(
      ['first', 'second', 'third'].map((text, index) => ({ text, x: 370 + index * 10 })),
      ROOM,
    );
    expect(labels.map(({ text, row, left, x }) => `${text} ${row} ${left < x ? 'left' : 'right'}`)).toEqual([
      'first 0 left',
      'second 1 left',
      'third 2 left',
    ]);
  });

  test('are left out if no row has room', () => {
    const wishes = Array.from({ length: 9 }, (_, index) => ({ text: 'the same long text', x: 200 + index }));
    expect(place(wishes, ROOM)).toHaveLength(6);
  });

  const wish = fc.record({ text: fc.string({ minLength: 1, maxLength: 14 }), x: fc.integer({ min: 0, max: 400 }) });

  test('never cover each other or leave the room, wherever they belong', () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 12 }), (wishes) => {
        const labels = place(wishes, ROOM);
        const inRoom = labels.every(({ left, text }) => left >= 0 && left + widthOf(text, 13) <= 400);
        return inRoom && labels.every((one) => !labels.some((other) => one !== other && clash(one, other)));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test.each([314, 914])('have room for all three marks of a run in %s pixels, whenever they were', (width) => {
    const texts = ['fault 1:12:00', 'first sign 1:12:00', 'all back 1:12:10'];
    const places = fc.array(fc.integer({ min: 0, max: width }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(places, (found) => {
        const [fault, seen, back] = found;
        const xs = [fault, Math.min(seen, back), Math.max(seen, back)];
        const wishes = texts.map((text, index) => ({ text, x: 46 + xs[index] }));
        const labels = place(wishes, { ...ROOM, right: 46 + width, across: true });
        return (
          labels.length === 3 && labels.every((one) => !labels.some((other) => one !== other && overlap(one, other)))
        );
      }),
      { seed: 2, numRuns: 1000 },
    );
  });
});
