import { fillIn, isDynamic } from '../../../../lib/signals/preview/graph/labels';
import { NOW } from '../../../../lib/signals/preview/samples/range';

const ABOUT = {
  name: 'Requests',
  metric: {
    namespace: 'GoldenPath/Service',
    name: 'Requests',
    dimensions: { Host: 'a.internal', Release: '0123456789ab' },
  },
  statistic: 'Sum',
  period: 60,
  region: 'eu-west-1',
  account: '111122223333',
  values: new Map([
    [NOW - 7200, 2],
    [NOW - 3600, 5],
    [NOW - 600, 3],
  ]),
};

describe('a label', () => {
  test.each([
    ['plain', 'plain'],
    ['${LABEL} (all)', 'Requests (all)'],
    ["${PROP('Dim.Release')}", '0123456789ab'],
    ['${PROP("Dim.Host")} ${PROP( \'Stat\' )}', 'a.internal Sum'],
    ["${PROP('MetricName')}, ${PROP('Namespace')}", 'Requests, GoldenPath/Service'],
    ["${PROP('Period')} ${PROP('Region')} ${PROP('AccountId')}", '60 eu-west-1 111122223333'],
    ["[${PROP('Dim.Missing')}]", '[]'],
    ["[${PROP('Dim.constructor')}]", '[]'],
    ['[max: ${MAX}, min: ${MIN}]', '[max: 5, min: 2]'],
    ['${AVG} ${SUM} ${DATAPOINT_COUNT}', '3.33 10 3'],
    ['${FIRST} ${LAST}', '2 3'],
    ['${MAX_TIME} ${LAST_TIME}', '11:00 11:50'],
    ['${MIN_TIME_RELATIVE}', '2 hours'],
    ['${FIRST_LAST_RANGE} ${MIN_MAX_RANGE}', '1 3'],
    ['${FIRST_LAST_TIME_RANGE} ${MIN_MAX_TIME_RANGE}', '110 minutes 1 hour'],
    ["${NEWEST} ${PROP('Unknown')}", "${NEWEST} ${PROP('Unknown')}"],
    ["${PROP('constructor')}", "${PROP('constructor')}"],
  ])('%s is shown as %s', (label, text) => {
    expect(fillIn(label, ABOUT)).toBe(text);
  });

  test('has dashes for what no value tells', () => {
    expect(fillIn('${MAX} ${LAST_TIME} ${DATAPOINT_COUNT}', { ...ABOUT, values: new Map() })).toBe('-- -- 0');
  });

  test('without a metric has no properties of one', () => {
    expect(fillIn("${PROP('MetricName')}-${PROP('Dim.Host')}", { ...ABOUT, metric: undefined })).toBe('-');
  });

  test('is dynamic or not', () => {
    expect([isDynamic('p99'), isDynamic('p99 ${MAX}')]).toEqual([false, true]);
  });
});
