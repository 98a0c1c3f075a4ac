import { evaluate, MathError, referencesOf } from '../../../../lib/signals/preview/metric-math';
import { messageOf } from '../../../stacks';
import { reckon } from './reckon';

const INPUT = { variables: {}, periodSeconds: 60, times: [0] };

describe('an expression', () => {
  test.each<[string, number]>([
    ['2', 2],
    ['50.25', 50.25],
    ['.5', 0.5],
    ['1e3', 1000],
    ['2.5E-1', 0.25],
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['24 / 4 / 2', 3],
    ['2 * 3 ^ 2', 18],
    ['2 ^ 3 ^ 2', 512],
    ['2 ^ -1', 0.5],
    ['-2 ^ 2', -4],
    ['(-2) ^ 2', 4],
    ['--2', 2],
    ['3 - -2', 5],
    ['1+1', 2],
    [' \n 1\t+ 1 ', 2],
    ['1 + 1 == 2', 1],
    ['1 + 1 != 2', 0],
    ['2 < 2', 0],
    ['2 <= 2', 1],
    ['2 > 2', 0],
    ['2 >= 2', 1],
    ['1 < 2 AND 2 < 3', 1],
    ['1 < 2 && 3 < 2', 0],
    ['1 > 2 OR 2 < 3', 1],
    ['1 > 2 || 3 < 2', 0],
    // AND binds stronger than OR.
    ['1 OR 0 AND 0', 1],
    ['(1 OR 0) AND 0', 0],
    ['-1 AND 5', 1],
  ])('%s is %d', (expression, value) => expect(reckon(expression)).toBe(value));

  test('knows ids with digits and underscores', () => {
    expect(reckon('errors_5xx + m1', { errors_5xx: 1, m1: 2 })).toBe(3);
  });

  test.each([[`'4xx'`], [`"4xx"`]])('takes %s as a text', (expression) => {
    expect(evaluate(expression, INPUT)).toEqual({ kind: 'text', text: '4xx' });
  });

  test('makes a list of series, and lays lists in it out flat', () => {
    expect(reckon('[m1, m2]', { m1: [1, 2], m2: [3, 4] })).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(reckon(`[[m1, m2], m3]`, { m1: [1], m2: [2], m3: [3] })).toEqual([[1], [2], [3]]);
  });
});

describe('fails, and says where, on', () => {
  test.each<[string, string]>([
    ['', 'the end stands where a value was expected (at character 1)'],
    ['1 +', 'the end stands where a value was expected (at character 4)'],
    ['(1 + 2', 'the end stands where `)` was expected (at character 7)'],
    ['1 + 2)', '`)` was not expected (at character 6)'],
    ['m1 m2', '`m2` was not expected (at character 4)'],
    ['2m1', '`m1` was not expected (at character 2)'],
    ['+1', '`+` stands where a value was expected (at character 1)'],
    ['[m1, ]', '`]` stands where a value was expected (at character 6)'],
    ['m1 % 2', '`%` means nothing here (at character 4)'],
    ['m1 = 2', '`=` means nothing here (at character 4)'],
    [`METRICS('4xx`, 'the text is not closed by the same quote (at character 9)'],
    [`METRICS('4xx")`, 'the text is not closed by the same quote (at character 9)'],
    ['1 + m7', 'nothing has the id `m7` (at character 5)'],
    ['1 + constructor', 'nothing has the id `constructor` (at character 5)'],
    ['1 + Errors', '`Errors` is no value: ids begin with a lower-case letter (at character 5)'],
    ['1 + MEDIAN(m1)', 'there is no function MEDIAN (at character 5)'],
    ['max(m1)', '`max` is no function: functions are in upper case, such as MAX (at character 1)'],
    ['[1]', 'a list is made of time series, not of a number (at character 2)'],
  ])('%s', (expression, message) => {
    const act = (): unknown =>
      evaluate(expression, {
        ...INPUT,
        variables: { m1: { kind: 'series', series: { label: '', values: new Map() } } },
      });
    expect(messageOf(act)).toBe(message);
    expect(act).toThrow(MathError);
  });
});

describe('the references of an expression', () => {
  test.each<[string, string[]]>([
    ['2 * 3', []],
    ['m2 / m1 + m2', ['m2', 'm1']],
    ['IF(bad >= 10, -[share, x] / 0.001, FILL(y, REPEAT))', ['bad', 'share', 'x', 'y']],
    [`SORT(METRICS('m1'), AVG, DESC)`, []],
  ])('%s: %j', (expression, references) => expect(referencesOf(expression)).toEqual(references));

  test('fail on what is no expression', () => {
    expect(messageOf(() => referencesOf('m1 +'))).toBe('the end stands where a value was expected (at character 5)');
  });
});
