import { MathError } from './math-error';
import { Operator } from './tree';
import { mapPoints, MathInput, MathValue, nameOfKind, numeric, seriesOf, TimeSeries, timesOfAny } from './values';

type Calculation = (left: number, right: number) => number;

const ARITHMETIC: { readonly [operator: string]: Calculation } = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '^': (left, right) => left ** right,
};

const CONDITIONS: { readonly [operator: string]: (left: number, right: number) => boolean } = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '>': (left, right) => left > right,
  '<=': (left, right) => left <= right,
  '>=': (left, right) => left >= right,
  AND: (left, right) => left !== 0 && right !== 0,
  OR: (left, right) => left !== 0 || right !== 0,
};

/** An operator between two values, and where it stands. */
export interface Operation {
  readonly operator: Operator;
  readonly left: MathValue;
  readonly right: MathValue;
  readonly position: number;
}

/**
 * What an operator makes of two values. Conditions give 1 or 0. Arithmetic takes lists as well, one by one, but only on
 * one side.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function operate({ operator, left, right, position }: Operation, missing: MathInput['missing']): MathValue {
  const calculate = ARITHMETIC[operator] ?? conditionOf(operator);
  if (left.kind === 'number' && right.kind === 'number') return numeric(valid(calculate(left.value, right.value)));
  if (isPoints(left) && isPoints(right))
    return { kind: 'series', series: pointByPoint(calculate, left, right, missing) };
  if (operator in ARITHMETIC && left.kind === 'list' && isPoints(right)) {
    return { kind: 'list', list: left.list.map((one) => pointByPoint(calculate, series(one), right, missing)) };
  }
  if (operator in ARITHMETIC && isPoints(left) && right.kind === 'list') {
    return { kind: 'list', list: right.list.map((one) => pointByPoint(calculate, left, series(one), missing)) };
  }
  const allowed =
    operator in ARITHMETIC ? 'a list goes with a number or a time series' : 'it takes numbers and time series';
  const found = `${nameOfKind(left)} and ${nameOfKind(right)}`;
  throw new MathError(`\`${operator}\` does not go between ${found}: ${allowed}`, position);
}

/** The unary minus. */
export function negate(value: MathValue, position: number): MathValue {
  switch (value.kind) {
    case 'number':
      return numeric(0 - value.value);
    case 'series':
      return { kind: 'series', series: mapPoints(value.series, (one) => 0 - one) };
    case 'list':
      return { kind: 'list', list: value.list.map((one) => mapPoints(one, (point) => 0 - point)) };
    default:
      throw new MathError('`-` does not go before a text', position);
  }
}

type Points = Extract<MathValue, { kind: 'number' | 'series' }>;

function isPoints(value: MathValue): value is Points {
  return value.kind === 'number' || value.kind === 'series';
}

function series(one: TimeSeries): Points {
  return { kind: 'series', series: one };
}

function conditionOf(operator: Operator): Calculation {
  const holds = CONDITIONS[operator];
  return (left, right) => (Number.isNaN(left) || Number.isNaN(right) ? NaN : Number(holds(left, right)));
}

function pointByPoint(
  calculate: Calculation,
  left: Points,
  right: Points,
  missing: MathInput['missing'] = 'noValue',
): TimeSeries {
  const both = [left, right].flatMap((value) => (value.kind === 'series' ? [value.series] : []));
  const entries = timesOfAny(both).flatMap((time): Array<[number, number]> => {
    const [one, other] = [at(left, time), at(right, time)];
    const isGap = missing === 'noValue' && (one === undefined || other === undefined);
    return isGap ? [] : [[time, calculate(one ?? 0, other ?? 0)]];
  });
  return seriesOf(both[0].label, entries);
}

function at(value: Points, time: number): number | undefined {
  return value.kind === 'number' ? value.value : value.series.values.get(time);
}

/** 1 / 0 is no value, not a very large one. */
function valid(value: number): number {
  return Number.isFinite(value) ? value : NaN;
}
