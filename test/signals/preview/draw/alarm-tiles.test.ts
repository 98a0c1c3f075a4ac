import { alarmTiles } from '../../../../lib/signals/preview/draw/alarm-tiles';
import { textsOf } from './texts';

describe('the tiles of alarms', () => {
  const alarm = (name: string, description = '') => ({ name, description, condition: `${name} > 1`, rows: [] });
  const names = (properties: Record<string, unknown>, ...all: string[]) =>
    [
      ...alarmTiles(
        all.map((name) => alarm(name)),
        properties,
        ({ name }) => name,
      ).text.matchAll(/<a [^>]*>([^<]+)</g),
    ].map(([, name]) => name);

  test('have a name that leads to more, a state, a condition and a description', () => {
    const made = alarmTiles([alarm('Latency', 'Slow.')], { title: 'Paging' }, () => 'alarm-1');
    expect(textsOf(made)).toEqual(['Latency', 'OK', '· Latency &gt; 1', 'Slow.']);
    expect(made.text).toContain('<a href="#alarm-1" title="Latency">');
    expect(made.text).toContain('aria-label="Paging"');
  });

  test('are in the order of their names', () => {
    expect(names({}, 'b', 'c', 'a')).toEqual(['a', 'b', 'c']);
    expect(names({ sortBy: 'default' }, 'b', 'c', 'a')).toEqual(['a', 'b', 'c']);
  });

  test.each(['timestamp', 'stateUpdatedTimestamp'])(
    'have what changed last at the beginning if sorted by %s',
    (sortBy) => {
      const made = alarmTiles(
        ['a', 'b', 'c', 'd'].map((name) => alarm(name)),
        { sortBy },
        ({ name }) => name,
      ).text;
      const times = [...made.matchAll(/since (\d\d:\d\d)/g)].map(([, time]) => time);
      expect(times).toHaveLength(4);
      expect(times).toEqual([...times].sort().reverse());
      expect(new Set(times).size).toBe(4);
    },
  );

  test('have a state that the widget shows', () => {
    const state = (states: string[]) => textsOf(alarmTiles([alarm('a')], { states }, () => 'x'))[1];
    expect([state([]), state(['ALARM', 'OK']), state(['INSUFFICIENT_DATA', 'ALARM'])]).toEqual([
      'OK',
      'OK',
      'In alarm',
    ]);
  });

  test.each([
    ['Latency', 'Latency'],
    ['CheckoutSignalsPagingAlarmsErrorsBEDDCBFF', '…AlarmsErrorsBEDDCBFF'],
    ['CheckoutSignalsRollbackAlarmsErrorsF4E2CB45e9cf7cb15c47', '…AlarmsErrorsF4E2CB45e9cf7cb15c47'],
    ['CheckoutSignalsRollbackAlarmsSaturationF4E2CB45e9cf7cb15c47', '…SaturationF4E2CB45e9cf7cb15c47'],
    ['CheckoutSignalsRollbackAlarmsLatencyA89C175Fe9cf7cb15c47', '…AlarmsLatencyA89C175Fe9cf7cb15c47'],
    ['shop.internal/checkout/page', '…checkout/page'],
    ['abcdefghijklmnopqrstuvwxyz0123456789', 'abcdefghijklmnopqrstuvwxyz0123456789'],
  ])('show the end of a name that is too long: %s', (name, shown) => {
    expect(names({}, name)).toEqual([shown]);
  });
});
