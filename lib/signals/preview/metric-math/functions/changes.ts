import { MathFunction, MathFunctions } from '../call';
import { inOrder, seriesOf } from '../values';

/** A value, and the one before it. */
interface Step {
  readonly from: readonly [time: number, value: number];
  readonly to: readonly [time: number, value: number];
}

/** Functions of how a series goes on. The first value has none before it, so that it has no change. */
export const changes: MathFunctions = {
  RATE: ofSteps(({ from, to }) => (to[1] - from[1]) / (to[0] - from[0])),
  DIFF: ofSteps(({ from, to }) => to[1] - from[1]),
  DIFF_TIME: ofSteps(({ from, to }) => to[0] - from[0]),
  RUNNING_SUM: (call) => {
    call.takes(1);
    return call.each((series) => {
      let sum = 0;
      return seriesOf(
        series.label,
        inOrder(series).map(([time, value]) => [time, (sum += value)] as const),
      );
    });
  },
};

function ofSteps(change: (step: Step) => number): MathFunction {
  return (call) => {
    call.takes(1);
    return call.each((series) => {
      const points = inOrder(series);
      return seriesOf(
        series.label,
        points.slice(1).map((to, index) => [to[0], change({ from: points[index], to })] as const),
      );
    });
  };
}
