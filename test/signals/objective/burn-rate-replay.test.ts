import { readFileSync } from 'fs';
import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { burnRateAlerts } from '../../../lib/signals';
import { Judgement } from '../../../lib/signals/recorder/judge';
import { serviceIn, templateOf } from '../../stacks';
import { firingsOf, replay, Timelines } from '../cloudwatch/replay';
import { DAY, HOUR, MINUTE, minutesOf, ServiceMetrics } from '../service-metrics';
import { alarmsOf } from '../watched-alarms';

type Alert = 'fast burn' | 'slow burn' | 'leak';

const NAMES: { readonly [id: string]: Alert } = { FastBurn: 'fast burn', SlowBurn: 'slow burn', Leak: 'leak' };

/** How people hear of a trouble. */
interface Heard {
  /** Which alerts fire, in this order. */
  readonly by: readonly Alert[];
  /** In minutes after the trouble began, for each of its beginnings. */
  readonly fires: readonly number[];
  /** In minutes after the trouble ended. */
  readonly over: number;
}

interface Trouble {
  readonly name: string;
  readonly minutes: number;
  readonly usual: Judgement;
  /** What happens in its first minute, in its second one, and so on. */
  readonly then: (index: number) => Judgement;
  /** How many times faster than allowed the budget burns while it lasts. */
  readonly burnRate: number;
  /**
   * When it begins, in minutes past a full hour. Windows of more than a day are looked at once an hour, so of two neighbours
   * one can be the best beginning, and the next one the worst, because the full hour comes a minute too early.
   */
  readonly begins: readonly number[];
  readonly page?: Heard;
  readonly ticket?: Heard;
  /** Where nobody hears of it: by which alerts one would by the arithmetic of the workbook, and why nobody does. */
  readonly unheard?: Pick<Heard, 'by'> & { readonly why: string };
}

const requests = (all: number, failures = 0, slowAnswers = 0): Judgement => ({
  requests: all,
  failures,
  answers: all,
  slowAnswers,
});

/**
 * What is recorded of a minute is there three minutes after its end, so each window lacks its last three minutes. A detection
 * is later by these three; but an hour, of which only 57 minutes are there, is sooner full of errors: 45 minutes and not 47.
 */
const TROUBLES: readonly Trouble[] = [
  {
    name: '2 % of the requests fail, for 2 h',
    minutes: 120,
    usual: requests(1000),
    then: () => requests(1000, 20),
    burnRate: 20,
    begins: [0],
    page: { by: ['fast burn', 'slow burn'], fires: [45], over: 22 },
  },
  {
    name: 'all requests fail, for 10 min',
    minutes: 10,
    usual: requests(1000),
    then: () => requests(1000, 1000),
    burnRate: 1000,
    begins: [52, 53],
    page: { by: ['fast burn', 'slow burn'], fires: [4, 4], over: 30 },
    ticket: { by: ['leak'], fires: [8, 67], over: 360 },
  },
  {
    name: '0.15 % of the requests fail, for 5 days',
    minutes: 5 * 24 * 60,
    usual: requests(1000),
    then: (index) => requests(1000, 1 + (index % 2)),
    burnRate: 1.5,
    begins: [58, 59],
    // Over when a third of the short window is good: what is left of 1.5 times the rate is then no more than the rate.
    ticket: { by: ['leak'], fires: [2882, 2941], over: 122 },
  },
  {
    // The hour has 121 requests, so three are 25 times as many as are allowed.
    name: '3 requests fail in one minute, of 2 a minute',
    minutes: 1,
    usual: requests(2),
    then: () => requests(3, 3),
    burnRate: 1000,
    begins: [0],
    unheard: { by: ['fast burn'], why: 'none: fewer than 10 failed' },
  },
  {
    name: 'no requests, for a day',
    minutes: 24 * 60,
    usual: requests(1000),
    then: () => requests(0),
    burnRate: 0,
    begins: [0],
    unheard: { by: [], why: 'none' },
  },
  {
    // The first ten failures take five minutes.
    name: 'all requests fail, 2 a minute, for 2 h',
    minutes: 120,
    usual: requests(2),
    then: () => requests(2, 2),
    burnRate: 1000,
    begins: [52, 53],
    page: { by: ['fast burn', 'slow burn'], fires: [8, 8], over: 30 },
    ticket: { by: ['leak'], fires: [8, 67], over: 360 },
  },
  {
    name: '20 % of the answers are slow, for 1 h',
    minutes: 60,
    usual: requests(1000),
    then: () => requests(1000, 0, 200),
    burnRate: 20,
    begins: [0],
    page: { by: ['fast burn'], fires: [45], over: 4 },
  },
];

const watched = alarmsOf(templateOf(serviceIn(new App())));

/** Each pair of a rule as an alarm of its own, to see which of them it is that people hear. */
function pairsOf(severity: 'page' | 'ticket'): { [alert: string]: { AlarmRule: string } } {
  const pairs = watched.composites[severity].AlarmRule.split(' OR ').filter((part) => part.includes('Long'));
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, objective, id] = /(Availability|Latency)([A-Za-z]+)Long/.exec(pair)!;
      return [`${objective} ${NAMES[id]}`, { AlarmRule: pair }];
    }),
  );
}

/** What the alarms say of a trouble, and when it begins and ends. */
function replayed({ minutes, usual, then }: Trouble, minutesPastTheHour: number) {
  const begin = Date.UTC(2026, 0, 5, 12, minutesPastTheHour) / 1000;
  const end = begin + minutes * MINUTE;
  const to = end + 7 * HOUR;
  const metrics = new ServiceMetrics();
  for (const minute of minutesOf(begin - 3 * DAY - 2 * HOUR, to)) {
    const isTrouble = minute >= begin && minute < end;
    metrics.recorded(minute, isTrouble ? then((minute - begin) / MINUTE) : usual);
    metrics.healthy(minute, 1, 1, 1);
  }
  // Nobody hears of the alarms that judge a release.
  const alarms = Object.fromEntries(Object.entries(watched.alarms).filter(([name]) => !name.startsWith('Rollback')));
  const composites = { ...watched.composites, ...pairsOf('page'), ...pairsOf('ticket') };
  return { timelines: replay({ alarms, composites, store: metrics.store, from: begin - HOUR, to }), begin, end };
}

/** The alerts that fire, in this order. */
function alertsIn(timelines: Timelines, severity: 'page' | 'ticket'): string[] {
  const found = Object.keys(pairsOf(severity)).flatMap((name) =>
    firingsOf(timelines[name]).map(({ fires }) => ({ alert: name.replace(/^\w+ /, ''), fires })),
  );
  return found.sort((one, other) => one.fires - other.fires).map(({ alert }) => alert);
}

const SLOW = 180_000;

describe('replayed by the rules of CloudWatch', () => {
  const cases = TROUBLES.flatMap((trouble) =>
    trouble.begins.map((past, index) => ({ ...trouble, trouble, past, index })),
  );

  test.each(cases)(
    '$name, from $past minutes past the hour on',
    ({ trouble, past, index }) => {
      const { timelines, begin, end } = replayed(trouble, past);
      for (const severity of ['page', 'ticket'] as const) {
        const heard = trouble[severity];
        const expected =
          heard === undefined
            ? { by: [], firings: [] }
            : { by: heard.by, firings: [{ fires: heard.fires[index], over: heard.over }] };
        const found = firingsOf(timelines[severity]).map(({ fires, over = Infinity }) => ({
          fires: (fires - begin) / MINUTE,
          over: (over - end) / MINUTE,
        }));
        expect({ severity, by: alertsIn(timelines, severity), firings: found }).toEqual({ severity, ...expected });
      }
    },
    SLOW,
  );
});

/** The alerts for the objectives that a service has unless it says otherwise. */
const ALERTS = new Map(burnRateAlerts(30 * DAY).map((alert) => [NAMES[alert.id], alert]));

/**
 * When the first alert fires by the arithmetic of the workbook, which is once its long window is so full of errors that they
 * make up the rate; and the window that the last one resets in.
 */
function workbookText(burnRate: number, by: readonly Alert[]): string {
  if (by.length === 0) return 'never';
  const [first, last] = [by[0], by[by.length - 1]].map((name) => ALERTS.get(name)!);
  return `${timeText((first.longSeconds * first.rate) / burnRate / MINUTE)}, ${timeText(last.shortSeconds / MINUTE)}`;
}

/** `45 min`, `48 h`, or `8 to 67 min`. */
function timeText(...minutes: readonly number[]): string {
  const [size, unit] = Math.max(...minutes) < 180 ? [1, 'min'] : [60, 'h'];
  const numbers = minutes.map((one) => (one / size).toFixed(0));
  return `${[...new Set(numbers)].join(' to ')} ${unit}`;
}

function rowsOf({ name, burnRate, page, ticket, unheard }: Trouble): string[] {
  const rows = Object.entries({ page, ticket }).flatMap(([severity, heard]) => {
    if (heard === undefined) return [];
    const { by, fires, over } = heard;
    const replayedText = `${timeText(...fires)}, ${timeText(over)}`;
    return [[workbookText(burnRate, by), replayedText, `${severity}: ${by.join(', then ')}`]];
  });
  if (unheard !== undefined) rows.push([workbookText(burnRate, unheard.by), 'never', unheard.why]);
  return rows.map((row, index) => `| ${[...(index === 0 ? [name, `${burnRate}`] : ['', '']), ...row].join(' | ')} |`);
}

test('the README shows it', () => {
  const readme = readFileSync(join(__dirname, '../../../README.md'), 'utf8');
  const [, table] = /<!-- burn -->\n\n([\s\S]*?)\n\n<!-- \/burn -->/.exec(readme)!;
  expect(table.split('\n')).toEqual([
    '| trouble | burn rate | workbook: detection, reset | replayed: fires after, over after | which alarm |',
    '| --- | ---: | --- | --- | --- |',
    ...TROUBLES.flatMap(rowsOf),
  ]);
});
