import { MathFunction, MathFunctions } from '../call';
import { numeric, timeSeries } from '../values';

/** Functions of the time of each period, in UTC. They have a value everywhere, whatever the series has. */
export const calendar: MathFunctions = {
  MINUTE: ofDate((date) => date.getUTCMinutes()),
  HOUR: ofDate((date) => date.getUTCHours()),
  /** Monday is 1, and Sunday 7. */
  DAY: ofDate((date) => date.getUTCDay() || 7),
  DATE: ofDate((date) => date.getUTCDate()),
  MONTH: ofDate((date) => date.getUTCMonth() + 1),
  YEAR: ofDate((date) => date.getUTCFullYear()),
  EPOCH: ofDate((date) => date.getTime() / 1000),
  /** All that an expression is made of has one period. */
  PERIOD: (call) => {
    call.takes(1);
    call.series(0);
    return numeric(call.input.periodSeconds);
  },
};

function ofDate(part: (date: Date) => number): MathFunction {
  return (call) => {
    call.takes(1);
    const { label } = call.series(0);
    return timeSeries(
      label,
      call.input.times.map((time) => [time, part(new Date(time * 1000))] as const),
    );
  };
}
