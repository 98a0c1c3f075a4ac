import * as fc from 'fast-check';
import { Datum } from '../../../lib/signals/recorder/account';
import { dataOf } from '../../../lib/signals/recorder/data';
import { judge, Reading, together } from '../../../lib/signals/recorder/judge';

const NOTHING_TIMED = { answers: 0, slowAnswers: 0, p50: undefined, p90: undefined, p99: undefined };

describe('requests and failures', () => {
  test.each<[string, Reading, number | undefined, number, number]>([
    ['nothing at all', {}, undefined, 0, 0],
    [
      'answers of every kind',
      { requests: 10, answered2xx: 4, answered3xx: 3, answered4xx: 2, answered5xx: 1 },
      9,
      10,
      1,
    ],
    ['connections that were refused', { requests: 10, answered2xx: 8, refused: 2 }, 2, 10, 2],
    ['refused ones that are not among the requests', { requests: 8, answered2xx: 8, refused: 2 }, 2, 10, 2],
    ['only refused ones', { refused: 3 }, 3, 3, 3],
    ['a server that hangs, which the load balancer answers with 504', { requests: 10, answered2xx: 7 }, 3, 10, 3],
    ['upgrades to WebSocket, and clients that gave up', { requests: 10, answered2xx: 7 }, undefined, 10, 0],
    ['upgrades, and 5xx that were others of the load balancer', { requests: 10, answered2xx: 7 }, 1, 10, 1],
    ['5xx of the load balancer when nothing was lost', { requests: 10, answered2xx: 10 }, 50, 10, 0],
    [
      'parts of requests, whose sum is a little too large',
      { requests: 7.6, answered5xx: 2.6, refused: 4.8 },
      9,
      7.6,
      7.6,
    ],
    ['answers to requests of the minute before', { requests: 5, answered2xx: 8, answered5xx: 1 }, 9, 9, 1],
  ])('%s', (_, reading, loadBalancer5xx, requests, failures) => {
    expect(judge(reading, loadBalancer5xx)).toEqual({ requests, failures, ...NOTHING_TIMED });
  });
});

describe('the time of answers', () => {
  test('is counted by answer, and kept by percentile', () => {
    expect(judge({ timed: 200, late: 3, p50: 0.05, p90: 0.1, p99: 0.4 }, 0)).toEqual({
      requests: 0,
      failures: 0,
      answers: 200,
      slowAnswers: 3,
      p50: 0.05,
      p90: 0.1,
      p99: 0.4,
    });
  });

  test('is that of the slowest of several, whichever has it', () => {
    const fast = judge({ timed: 100, late: 1, p50: 0.3, p90: 0.1, p99: 0.4 }, 0);
    const slow = judge({ timed: 10, late: 9, p50: 0.05, p90: 0.9, p99: 3 }, 0);
    const silent = judge({}, 0);
    const times = { answers: 110, slowAnswers: 10, p50: 0.3, p90: 0.9, p99: 3 };
    expect(together([silent, fast, slow])).toEqual({ requests: 0, failures: 0, ...times });
    expect(together([slow, fast])).toEqual({ requests: 0, failures: 0, ...times });
    expect(together([silent, silent]).p99).toBeUndefined();
  });
});

/** What CloudWatch reports. */
const counts = fc.option(fc.nat({ max: 1_000_000 }), { nil: undefined });
const times = fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: undefined });
const readings = readingsOf(counts, times);

/** What it never should report. */
const anything = fc.oneof(counts, fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, -1, -0.5));

function readingsOf(count: fc.Arbitrary<number | undefined>, time: fc.Arbitrary<number | undefined>) {
  return fc.record({
    requests: count,
    answered2xx: count,
    answered3xx: count,
    answered4xx: count,
    answered5xx: count,
    refused: count,
    timed: count,
    late: count,
    p50: time,
    p90: time,
    p99: time,
  });
}

test('there are never more failures than requests, nor more slow answers than answers, whatever is reported', () => {
  fc.assert(
    fc.property(readingsOf(anything, anything), anything, (reading, loadBalancer5xx) => {
      const { requests, failures, answers, slowAnswers } = judge(reading, loadBalancer5xx);
      expect(failures).toBeGreaterThanOrEqual(0);
      expect(requests).toBeGreaterThanOrEqual(failures);
      expect(slowAnswers).toBeGreaterThanOrEqual(0);
      expect(answers).toBeGreaterThanOrEqual(slowAnswers);
    }),
  );
});

/** The requests are written of every service and of every release, also when there are none. */
function placesOfRequests(data: readonly Datum[]): Array<Datum['dimensions']> {
  return data.filter(({ name }) => name === 'Requests').map(({ dimensions }) => dimensions);
}

test('what is written is a number, and none below zero, whatever is reported', () => {
  fc.assert(
    fc.property(readingsOf(anything, anything), anything, (reading, loadBalancer5xx) => {
      const data = dataOf({ host: 'a.b', releases: { '0123456789ab': judge(reading, loadBalancer5xx) } });
      expect(placesOfRequests(data)).toEqual([{ Host: 'a.b' }, { Host: 'a.b', Release: '0123456789ab' }]);
      const numbers = data.flatMap(({ value }) => (typeof value === 'number' ? [value] : Object.values(value)));
      expect(numbers.filter((number) => !Number.isFinite(number) || number < 0)).toEqual([]);
    }),
  );
});

test('each failure is one of a server or one of the load balancer, and never both', () => {
  fc.assert(
    fc.property(readings, counts, (reading, loadBalancer5xx) => {
      const ofServers = (reading.answered5xx ?? 0) + (reading.refused ?? 0);
      const { failures } = judge(reading, loadBalancer5xx);
      expect(failures).toBeGreaterThanOrEqual(ofServers);
      expect(failures).toBeLessThanOrEqual(ofServers + (loadBalancer5xx ?? 0));
    }),
  );
});

test('what nobody answered is no failure while the load balancer answers no 5xx: a 101 or a 460', () => {
  fc.assert(
    fc.property(readings, fc.nat({ max: 1_000_000 }), (reading, more) => {
      const { failures } = judge(reading, 0);
      expect(judge({ ...reading, requests: (reading.requests ?? 0) + more }, 0).failures).toBe(failures);
    }),
  );
});

test('a request that hangs and gets a 504 is one more failure, and one more request', () => {
  // At least as many requests as answers, as it is when a minute stands for itself.
  fc.assert(
    fc.property(readings, fc.nat({ max: 1_000_000 }), (reading, more) => {
      const { answered2xx = 0, answered3xx = 0, answered4xx = 0, answered5xx = 0, refused = 0 } = reading;
      const requests = answered2xx + answered3xx + answered4xx + answered5xx + refused + more;
      const before = judge({ ...reading, requests }, more);
      const after = judge({ ...reading, requests: requests + 1 }, more + 1);
      expect([after.requests, after.failures]).toEqual([before.requests + 1, before.failures + 1]);
    }),
  );
});

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

test('a service has the requests, failures and answers of its releases, no more and no fewer', () => {
  fc.assert(
    fc.property(fc.array(readings, { maxLength: 5 }), counts, (several, loadBalancer5xx) => {
      const releases = several.map((reading) => judge(reading, loadBalancer5xx));
      const service = together(releases);
      expect(service.requests).toBe(sum(releases.map(({ requests }) => requests)));
      expect(service.failures).toBe(sum(releases.map(({ failures }) => failures)));
      expect(service.answers).toBe(sum(releases.map(({ answers }) => answers)));
      expect(service.slowAnswers).toBe(sum(releases.map(({ slowAnswers }) => slowAnswers)));
    }),
  );
});

test('so it is in what is written, too', () => {
  const Host = 'checkout.shop.internal';
  const fingerprint = fc.stringMatching(/^[0-9a-f]{12}$/);
  fc.assert(
    fc.property(fc.dictionary(fingerprint, readings, { maxKeys: 4 }), counts, (several, loadBalancer5xx) => {
      const releases = Object.fromEntries(
        Object.entries(several).map(([name, reading]) => [name, judge(reading, loadBalancer5xx)]),
      );
      const data = dataOf({ host: Host, releases });
      expect(placesOfRequests(data)).toEqual([
        { Host },
        ...Object.keys(releases).map((Release) => ({ Host, Release })),
      ]);
      const judged = Object.values(releases);
      const requests = sum(judged.map((one) => one.requests));
      const failures = sum(judged.map((one) => one.failures));
      for (const ofRelease of [false, true]) {
        const total = (name: string, part: 'samples' | 'ones') =>
          sum(
            data
              .filter((datum) => datum.name === name && 'Release' in datum.dimensions === ofRelease)
              .map(({ value }) => (typeof value === 'number' ? value : value[part])),
          );
        expect([total('Requests', 'samples'), total('Failures', 'samples')]).toEqual([requests, requests]);
        expect(total('Failures', 'ones')).toBe(failures);
      }
    }),
  );
});
