import { Call, MathFunctions } from '../call';
import { inOrder, seriesOf, TimeSeries } from '../values';

/** What stands in a gap at a time; nothing leaves it a gap. */
type Filler = (time: number) => number | undefined;

/**
 * `FILL(series, filler)` fills gaps by a number or by the values of another series; REPEAT by the last value before the
 * gap; LINEAR by a line from the value before it to the one after it. The last two leave what has no value on the side
 * that they need.
 */
export const fills: MathFunctions = {
  FILL: (call) => {
    call.takes(2);
    return call.each((series) => {
      const filler = fillerFor(call, series);
      return seriesOf(
        series.label,
        call.input.times.flatMap((time): Array<[number, number]> => {
          const value = series.values.get(time) ?? filler(time);
          return value === undefined ? [] : [[time, value]];
        }),
      );
    });
  },
};

function fillerFor(call: Call, series: TimeSeries): Filler {
  const filler = call.args[1];
  if (filler.kind === 'number') return () => filler.value;
  if (filler.kind === 'series') return (time) => filler.series.values.get(time);
  if (filler.kind !== 'word') call.refuse(1, 'a number, a time series, REPEAT or LINEAR');
  const word = call.word(1, ['REPEAT', 'LINEAR']);
  const known = inOrder(series);
  return word === 'REPEAT' ? repeating(known) : linear(known);
}

type Points = ReturnType<typeof inOrder>;

/** Both are asked for one time after the other, so that none looks for its place again. */
function repeating(known: Points): Filler {
  let index = -1;
  return (time) => {
    while (index + 1 < known.length && known[index + 1][0] < time) index++;
    return known[index]?.[1];
  };
}

function linear(known: Points): Filler {
  let index = -1;
  return (time) => {
    while (index + 1 < known.length && known[index + 1][0] < time) index++;
    const [before, after] = [known[index], known[index + 1]];
    if (before === undefined || after === undefined) return undefined;
    return before[1] + ((after[1] - before[1]) * (time - before[0])) / (after[0] - before[0]);
  };
}
