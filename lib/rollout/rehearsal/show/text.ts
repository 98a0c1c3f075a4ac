import { oneLine, shorten } from '../../../page/text';
import { Moment, Rehearsal, Run } from '../run';
import { tableOf } from './table';
import { clock, faultOf, healthOf, invariantsOf, percentOf, releaseOf, verdictOf } from './words';

export interface TextOptions {
  /** Whether a terminal shows the text. */
  readonly color: boolean;
}

type Color = 'red' | 'yellow' | 'green';

type Paint = (color: Color, text: string) => string;

const ANSI: { readonly [color in Color | 'reset']: string } = {
  red: '\u001b[31m',
  yellow: '\u001b[33m',
  green: '\u001b[32m',
  reset: '\u001b[0m',
};

/** So much of a reason says what was seen; all of it is in the JSON and on the page. */
const SHORT_REASON = 140;

/** How the gate's reasons begin: with what the header and the outcome say already. */
const PREAMBLE = /^Release \S+ of \S+ \(commit \S+\) was (refused |not started, and nothing was changed\. )/;

/** The timeline's columns have fixed widths: while a rehearsal runs, nobody knows what will come. */
const TIMELINE_HEAD = `${'time'.padStart(7)}  ${'phase'.padEnd(10)}  ${'traffic'.padEnd(11)}  ${'healthy'.padEnd(13)}  event`;

/** What a person reads on the terminal. */
export function rehearsalAsText(rehearsal: Rehearsal, { color }: TextOptions): string {
  const paint: Paint = (name, text) => (color ? `${ANSI[name]}${text}${ANSI.reset}` : text);
  const { runs } = rehearsal;
  return [
    ...headerOf(rehearsal),
    ...(runs.length === 1
      ? [
          '',
          'Traffic and healthy of all servers: of the former release + of the new one',
          TIMELINE_HEAD,
          ...runs[0].timeline.map(progressLine),
        ]
      : []),
    ...(runs.length === 0 ? [] : ['', ...runTable(runs, paint)]),
    ...(runs.length === 1 ? fullReason(runs[0]) : []),
    '',
    verdictLine(runs, paint),
  ].join('\n');
}

/** One moment on one line: the former release first, as in `90 + 10 %`. */
export function progressLine({ atSeconds, phase, event, former, newest }: Moment): string {
  return [
    clock(atSeconds).padStart(7),
    oneLine(phase).padEnd(10),
    `${former.weight} + ${newest.weight} %`.padEnd(11),
    `${healthOf(former)} + ${healthOf(newest)}`.padEnd(13),
    oneLine(event),
  ]
    .join('  ')
    .trimEnd();
}

function headerOf({ service, stack, from, to, rollout }: Rehearsal): string[] {
  return [
    `Rehearsal of ${oneLine(service)} (stack ${oneLine(stack)})`,
    `  from     ${releaseOf(from)}`,
    `  to       ${releaseOf(to)}`,
    `  rollout  ${oneLine(rollout)}`,
  ];
}

function runTable(runs: readonly Run[], paint: Paint): string[] {
  const columns = [
    { title: 'fault', width: 34 },
    { title: 'what happened', width: 50 },
    { title: 'deploy' },
    { title: 'way back' },
    { title: 'exposed' },
    { title: 'invariants', width: 22 },
  ];
  return tableOf(
    columns,
    runs.map((run) => [
      faultOf(run),
      happened(run),
      clock(run.deployTimeSeconds),
      run.rollbackTimeSeconds === null ? '-' : clock(run.rollbackTimeSeconds),
      percentOf(run.exposedRequestShare),
      paint(verdictOf([run]).good ? 'green' : 'red', invariantsOf(run)),
    ]),
  );
}

function happened({ outcome, reason }: Run): string {
  return reason === null ? outcome : `${outcome}: ${shorten(oneLine(reason).replace(PREAMBLE, ''), SHORT_REASON)}`;
}

function fullReason({ reason }: Run): string[] {
  return reason === null ? [] : ['', 'CloudFormation was told:', `  ${oneLine(reason)}`];
}

function verdictLine(runs: readonly Run[], paint: Paint): string {
  const { good, text } = verdictOf(runs);
  return paint(good ? 'green' : 'red', text);
}
