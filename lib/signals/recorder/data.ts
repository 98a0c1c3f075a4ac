import { Datum, MOST_DATA } from './account';
import { Judgement, together } from './judge';
import { RECORDED_DIMENSIONS, RECORDED_METRICS } from './recorded';

/** A service in one minute, release by release. */
export interface ServiceMinute {
  readonly host: string;
  /** Judgements by the fingerprint of the release. */
  readonly releases: { readonly [release: string]: Judgement };
}

/** What is written of a service. */
export function dataOf({ host, releases }: ServiceMinute): Datum[] {
  const whole = together(Object.values(releases));
  const ofHost = { [RECORDED_DIMENSIONS.host]: host };
  return [
    ...trafficOf(whole, ofHost),
    ...shareOf(RECORDED_METRICS.slowAnswers, whole.answers, whole.slowAnswers, ofHost),
    ...latencyOf(RECORDED_METRICS.latencyP99, whole.p99, ofHost),
    ...Object.entries(releases).flatMap(([release, judgement]) => {
      const ofRelease = { ...ofHost, [RECORDED_DIMENSIONS.release]: release };
      return [
        ...trafficOf(judgement, ofRelease),
        ...latencyOf(RECORDED_METRICS.latencyP50, judgement.p50, ofRelease),
        ...latencyOf(RECORDED_METRICS.latencyP90, judgement.p90, ofRelease),
        ...latencyOf(RECORDED_METRICS.latencyP99, judgement.p99, ofRelease),
      ];
    }),
  ];
}

/** The heartbeat: how many services have been recorded in this minute. A try that comes later says more, never less. */
export function heartbeat(platform: string, services: number): Datum {
  return {
    name: RECORDED_METRICS.services,
    dimensions: { [RECORDED_DIMENSIONS.platform]: platform },
    unit: 'Count',
    value: services,
  };
}

/** As few calls as possible; a service is never split between two, so it is written whole or not at all. */
export function batchesOf<T extends { readonly data: Datum[] }>(services: T[]): T[][] {
  const batches: T[][] = [];
  let room = 0;
  for (const service of services) {
    if (batches.length === 0 || service.data.length > room) {
      batches.push([]);
      room = MOST_DATA;
    }
    batches[batches.length - 1].push(service);
    room -= service.data.length;
  }
  return batches;
}

/** Silence is data: no requests are written as zero. */
function trafficOf({ requests, failures }: Judgement, dimensions: Datum['dimensions']): Datum[] {
  return [
    { name: RECORDED_METRICS.requests, dimensions, unit: 'Count', value: requests },
    ...shareOf(RECORDED_METRICS.failures, requests, failures, dimensions),
  ];
}

/** A share of nothing is none: CloudWatch takes no set without samples, and it would say nothing. */
function shareOf(name: string, samples: number, ones: number, dimensions: Datum['dimensions']): Datum[] {
  return samples > 0 ? [{ name, dimensions, unit: 'Count', value: { samples, ones } }] : [];
}

function latencyOf(name: string, value: number | undefined, dimensions: Datum['dimensions']): Datum[] {
  return value === undefined ? [] : [{ name, dimensions, unit: 'Seconds', value }];
}
