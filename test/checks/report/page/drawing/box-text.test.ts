import * as fc from 'fast-check';
import { wrap } from '../../../../../lib/checks/report/page/drawing/box-text';
import { widthOf } from '../../../../../lib/page/text';

describe('the text of a box', () => {
  test('fits the box, in at most three lines', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.integer({ min: 40, max: 300 }), (text, width) => {
        const lines = wrap(text, width, 13);
        expect(lines.length).toBeGreaterThan(0);
        expect(lines.length).toBeLessThanOrEqual(3);
        expect(lines.filter((line) => widthOf(line, 13) > width)).toEqual([]);
      }),
    );
  });

  test('is broken after a space or a slash', () => {
    expect(wrap('load balancer Shop/Entrance/LoadBalancer', 130, 13)).toEqual([
      'load balancer',
      'Shop/Entrance/',
      'LoadBalancer',
    ]);
  });

  test('loses nothing if there is room', () => {
    expect(wrap('route 0.0.0.0/0', 300, 13)).toEqual(['route 0.0.0.0/0']);
  });

  test('keeps the beginning and the end if there is none', () => {
    const lines = wrap('subnet A/Very/Long/Path/With/Many/Parts/Of/Its/Own/Public1', 100, 13);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^subnet/);
    expect(lines[1]).toMatch(/^…/);
    expect(lines[2]).toMatch(/Public1$/);
  });
});
