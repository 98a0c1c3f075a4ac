import { Argument, Call, MathFunctions } from '../call';
import { MathValue, TimeSeries, timeSeries } from '../values';

/**
 * `IF(condition, value if true, value if false)`, point by point; 0 is false. What is true of a point that the second
 * series lacks is 0. What is false of a point that the third lacks, or of which there is no third, has no value.
 *
 * Numbers alone would give a number, which CloudWatch does not list, so it takes a series among its first two arguments.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#using-IF-expressions
 */
export const choices: MathFunctions = {
  IF: (call) => {
    call.takes(2, 3);
    const [condition, whenTrue, whenFalse] = call.args;
    if (condition.kind === 'number') return byNumber(call, condition.value);
    const { label, values } = call.series(0);
    const [yes, no] = [branch(call, 1), branch(call, 2)];
    return timeSeries(
      labelOf([whenTrue, whenFalse]) ?? label,
      [...values].flatMap(([time, holds]): Array<[number, number]> => {
        const value = holds === 0 ? no(time) : (yes(time) ?? 0);
        return value === undefined ? [] : [[time, value]];
      }),
    );
  },
};

function byNumber(call: Call, condition: number): MathValue {
  const yes = call.series(1);
  const nothing: TimeSeries = { label: yes.label, values: new Map() };
  const no = call.args.length === 3 ? call.series(2) : nothing;
  if (Number.isNaN(condition)) return { kind: 'series', series: nothing };
  return { kind: 'series', series: condition === 0 ? no : yes };
}

function branch(call: Call, index: number): (time: number) => number | undefined {
  const argument: Argument | undefined = call.args[index];
  if (argument === undefined) return () => undefined;
  if (argument.kind === 'number') return () => argument.value;
  if (argument.kind === 'series') return (time) => argument.series.values.get(time);
  return call.refuse(index, 'a number or a time series');
}

function labelOf(branches: ReadonlyArray<Argument | undefined>): string | undefined {
  return branches.flatMap((one) => (one?.kind === 'series' ? [one.series.label] : []))[0];
}
