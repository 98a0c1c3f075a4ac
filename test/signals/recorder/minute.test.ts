import * as fc from 'fast-check';
import { minuteOf } from '../../../lib/signals/recorder/minute';

test.each([
  ['the whole minute three minutes before', '2026-03-14T12:34:00Z', '2026-03-14T12:31:00.000Z'],
  ['the same one to the end of the minute', '2026-03-14T12:34:59.999Z', '2026-03-14T12:31:00.000Z'],
  ['one of the day before', '2026-03-01T00:01:30Z', '2026-02-28T23:58:00.000Z'],
  ['the same by another clock', '2026-03-14T13:34:30+01:00', '2026-03-14T12:31:00.000Z'],
])('an event is about %s', (_, time, minute) => {
  expect(minuteOf({ time }).toISOString()).toBe(minute);
});

test('events a minute apart leave no minute out, and take none twice', () => {
  const [first, last] = [Date.parse('2020-01-01T00:00:00Z'), Date.parse('2040-01-01T00:00:00Z')];
  fc.assert(
    fc.property(fc.integer({ min: first, max: last }), (at) => {
      const [one, next] = [at, at + 60_000].map((time) => minuteOf({ time: new Date(time).toISOString() }).getTime());
      expect(next - one).toBe(60_000);
    }),
  );
});

test.each([
  ['without a time', {}, 'the event must have a time, got undefined'],
  ['with a time that is none', { time: 'soon' }, 'the event must have a time, got "soon"'],
])('fails %s', (_, event, message) => {
  expect(() => minuteOf(event as any)).toThrow(expect.objectContaining({ name: 'RecorderError', message }));
});
