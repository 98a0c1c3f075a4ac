import { Metric } from '../../../private/metric-rows';
import { Minute, Subject, subjectOf } from './minute';
import { minuteOf } from './models';
import { chance } from './noise';
import { TimeRange, timesOf } from './range';
import { releasesIn } from './story';
import { World } from './world';

/** Values by the start of their period, in seconds since 1970; a missing period has no entry. */
export type Series = ReadonlyMap<number, number>;

/** What CloudWatch is asked for. */
export interface Question {
  readonly metric: Metric;
  /** Account and region, if they are not the dashboard's. */
  readonly place: string;
  readonly statistic: string;
  readonly periodSeconds: number;
}

/** Made-up answers that look like real ones: the same each time, and each metric in keeping with the others. */
export class Sampler {
  constructor(
    private readonly world: World,
    public readonly range: TimeRange,
  ) {}

  /** The values in all periods of the range. */
  public series(question: Question): Series {
    return this.valuesAt(timesOf(this.range, question.periodSeconds), question);
  }

  /** One value for the whole of the range. */
  public overall(question: Question): Series {
    const { start, end } = this.range;
    return this.valuesAt([start], { ...question, periodSeconds: end - start });
  }

  private valuesAt(times: readonly number[], { metric, place, statistic, periodSeconds }: Question): Series {
    const subject = subjectOf(metric, place, this.world, this.range);
    const identity = [place, metric.namespace, metric.name, ...Object.entries(metric.dimensions).flat()].join(' ');
    const minutes = metric.namespace === 'GoldenPath/Release' ? deployments : looks;
    return new Map(
      times.flatMap((time) => {
        const span = { time, seconds: periodSeconds };
        const value = valueOf(minutes(subject, span), statistic, `${identity} ${time}`);
        return value === undefined ? [] : [[time, value] as const];
      }),
    );
  }
}

interface Span {
  readonly time: number;
  readonly seconds: number;
}

/** What was sent in a period: some minutes of it, which stand for all. */
function looks(subject: Subject, { time, seconds }: Span): Minute[] {
  // All minutes of a month would take too long; those of an hour tell hardly more than one in each quarter.
  const enough = Math.max(4, Math.ceil(seconds / 3600));
  const number = Math.min(enough, Math.max(1, Math.round(seconds / 60)));
  const weight = seconds / 60 / number;
  return Array.from({ length: number }, (_, index) => {
    const minute = minuteOf(subject, time + (index * seconds) / number);
    return minute === undefined || minute.samples === 0 ? [] : [{ ...minute, samples: minute.samples * weight }];
  }).flat();
}

/** What the release gate reports: nothing but the moments at which something ended. */
function deployments({ metric: { name, dimensions }, range }: Subject, { time, seconds }: Span): Minute[] {
  return releasesIn(range)
    .filter(({ at }) => at >= time && at < time + seconds)
    .filter(({ rolledBack }) => name === 'DeploySeconds' || (name === 'RolledBack') === rolledBack)
    .map(({ at }) => {
      const value = name === 'DeploySeconds' ? Math.round(780 + 240 * chance(`${dimensions.Host}`, at)) : 1;
      return { samples: 1, mean: value, quantile: () => value, counted: false };
    });
}

/** One statistic of what was sent in a period; nothing if nothing was. */
function valueOf(minutes: readonly Minute[], statistic: string, identity: string): number | undefined {
  const counted = minutes.some((minute) => minute.counted);
  const exactSamples = minutes.reduce((sum, { samples }) => sum + samples, 0);
  const exactSum = minutes.reduce((sum, { samples, mean }) => sum + samples * mean, 0);
  const samples = counted ? whole(exactSamples, identity) : exactSamples;
  if (minutes.length === 0 || samples === 0) return undefined;
  // Of what is counted either all or some is counted once: then the sum is the number of samples.
  const sum = counted && exactSum !== exactSamples ? whole(exactSum, `sum ${identity}`) : counted ? samples : exactSum;
  switch (statistic) {
    case 'SampleCount':
      return samples;
    case 'Sum':
      return sum;
    case 'Minimum':
      return Math.min(...minutes.map(({ quantile }) => quantile(0)));
    case 'Maximum':
      return sum === 0 ? 0 : Math.max(...minutes.map(({ quantile }) => quantile(1)));
    case 'Average':
      return sum / samples;
    default:
      return percentile(minutes, statistic) ?? sum / samples;
  }
}

/** `p99` and its like; of the other statistics (`tm99`, `IQM`, ...) the average gives an idea. */
function percentile(minutes: readonly Minute[], statistic: string): number | undefined {
  const [, percent] = /^p(\d+(?:\.\d+)?)$/.exec(statistic) ?? [];
  if (percent === undefined) return undefined;
  return minutes.reduce((sum, { quantile }) => sum + quantile(Number(percent) / 100), 0) / minutes.length;
}

/** A whole number near an exact one; of few things there are now some and now none. */
function whole(exact: number, identity: string): number {
  return exact >= 20 ? Math.round(exact) : Math.floor(exact + chance(identity));
}
