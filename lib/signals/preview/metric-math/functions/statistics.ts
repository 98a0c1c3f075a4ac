import { Call, MathFunction, MathFunctions } from '../call';
import { MathInput, MathValue, numeric, timeSeries, timesOfAny } from '../values';

/** One number from many; `size` is how many there would be if none were missing. */
type Statistic = (values: readonly number[], size: number) => number;

/** Functions that make a number of one series, and one series of a list: point by point, over those that have a value. */
export const statistics: MathFunctions = {
  AVG: statistic((values, size) => sum(values) / size),
  MAX: statistic((values) => values.reduce((one, other) => Math.max(one, other))),
  MIN: statistic((values) => values.reduce((one, other) => Math.min(one, other))),
  SUM: statistic(sum),
  STDDEV: statistic(deviation),
  DATAPOINT_COUNT: statistic((values) => values.length),
  METRIC_COUNT: (call) => {
    call.takes(1);
    return numeric(call.list(0).length);
  },
};

export function sum(values: readonly number[]): number {
  return values.reduce((one, other) => one + other, 0);
}

export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

/** How far values are from their mean: all there are, not a sample of more. */
export function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

function statistic(reckon: Statistic): MathFunction {
  return (call) => {
    call.takes(1);
    const [argument] = call.args;
    if (argument.kind === 'list') return ofList(call, argument.list, reckon);
    const values = [...call.series(0).values.values()];
    return numeric(values.length === 0 ? NaN : reckon(values, sizeOf(values, call.input.times.length, call.input)));
  };
}

function ofList(call: Call, list: Parameters<typeof timesOfAny>[0], reckon: Statistic): MathValue {
  return timeSeries(
    call.name,
    timesOfAny(list).map((time) => {
      const values = list.flatMap((series) => series.values.get(time) ?? []);
      return [time, reckon(values, sizeOf(values, list.length, call.input))];
    }),
  );
}

function sizeOf(values: readonly number[], all: number, { missing }: MathInput): number {
  return missing === 'zero' ? all : values.length;
}
