import { MathFunctions } from '../call';
import { TimeSeries } from '../values';
import { deviation, mean } from './statistics';

/** How many standard deviations wide a band is on either side, unless it is said. */
const USUAL_DEVIATIONS = 2;

/**
 * `ANOMALY_DETECTION_BAND(series, deviations)` is a list of the upper and the lower end of what is usual, in this order:
 * LAST of it is the lower one.
 *
 * CloudWatch learns from two weeks what is usual at an hour. Here nothing is learned: the band is the mean of the given
 * series and so many of its standard deviations on either side, the same at all times. That shows how a graph looks, and
 * says nothing about what CloudWatch will find unusual.
 */
export const anomalies: MathFunctions = {
  ANOMALY_DETECTION_BAND: (call) => {
    call.takes(1, 2);
    const { label, values } = call.series(0);
    const deviations = call.args.length === 2 ? call.number(1) : USUAL_DEVIATIONS;
    const known = [...values.values()];
    const [middle, distance] = [mean(known), deviations * deviation(known)];
    const flat = (name: string, value: number): TimeSeries => ({
      label: `${label} ${name}`,
      values: new Map(known.length === 0 ? [] : call.input.times.map((time) => [time, value])),
    });
    return { kind: 'list', list: [flat('upper', middle + distance), flat('lower', middle - distance)] };
  },
};
