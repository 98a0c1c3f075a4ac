import { html, Markup, NOTHING } from '../../page/markup';
import { page } from '../../page/page';
import { count, shorten } from '../../page/text';
import { textOf } from '../../private/json';
import { AlarmRegister } from './alarm-register';
import { alarmTable } from './draw/alarm-table';
import { PageOf } from './draw/markdown';
import { drawWidget, WidgetContext } from './draw/widget';
import { dateAndTime, span } from './graph/format';
import { layOut, Placed } from './layout';
import { limitProblems, metricsOf } from './limits';
import { AlarmBook } from './reading/alarms';
import { Dashboard } from './reading/dashboards';
import { accountOf, regionOf } from './reading/stacks';
import { NOW, rangeOf, TimeRange } from './samples/range';
import { Sampler } from './samples/sampler';
import { World } from './samples/world';
import { GENERATOR, STYLE } from './style';

/** A dashboard as a page. */
export interface DashboardPage {
  readonly html: string;
  readonly widgets: number;
  readonly metrics: number;
  /** What is broken in it, and what CloudWatch would refuse. */
  readonly problems: readonly string[];
}

/** What a dashboard is seen with. */
export interface Assembly {
  readonly alarms: AlarmBook;
  readonly world: World;
  readonly pageOf: PageOf;
}

/** Draws a dashboard with sample data. */
export function dashboardPage(dashboard: Dashboard, assembly: Assembly): DashboardPage {
  const known = rangeOf(dashboard.start, dashboard.end);
  const range = known ?? THREE_HOURS;
  const register = new AlarmRegister(assembly.alarms, dashboard.stack);
  const context = contextOf(dashboard, register, { ...assembly, range });
  const drawn = layOut(dashboard.widgets).map((placed) => ({ ...placed, ...drawWidget(placed, context) }));
  const inWidgets = [...drawn]
    .sort((a, b) => a.number - b.number)
    .flatMap((one) => one.problems.map((problem) => `${nameOf(one)}: ${problem}`));
  const unknownTime = `\`start\` or \`end\` is no time that CloudWatch knows: ${dashboard.start ?? dashboard.end}`;
  const problems = [...(known ? [] : [unknownTime]), ...limitProblems(dashboard), ...inWidgets];
  const body = html`${header(dashboard, range, problems)}
    <main>
      <div class="dashboard">${drawn.map(({ markup }) => markup)}</div>
      ${alarmTable(register.all(), (alarm) => register.anchorOf(alarm))}
    </main>`;
  return {
    html: page({ title: `${dashboard.name}: preview`, generator: GENERATOR, style: STYLE, body }),
    widgets: dashboard.widgets.length,
    metrics: metricsOf(dashboard),
    problems,
  };
}

/** As a person finds it: by its place in the body, and by its title if it has one. */
function nameOf({ number, widget }: Placed): string {
  const title = textOf(widget.properties.title) ?? '';
  return title === '' ? `widget ${number}` : `widget ${number} (${shorten(title, LONG_TITLE)})`;
}

const LONG_TITLE = 40;

const THREE_HOURS: TimeRange = { start: NOW - 3 * 3600, end: NOW };

function contextOf(
  { stack }: Dashboard,
  register: AlarmRegister,
  { world, range, pageOf }: Assembly & { readonly range: TimeRange },
): WidgetContext {
  return {
    surroundings: { sampler: new Sampler(world, range), world, region: regionOf(stack), account: accountOf(stack) },
    findAlarm: (reference) => register.find(reference),
    anchorOf: (alarm) => register.anchorOf(alarm),
    pageOf,
  };
}

function header(dashboard: Dashboard, { start, end }: TimeRange, problems: readonly string[]): Markup {
  const { name, stack, logicalId, widgets } = dashboard;
  const size = `${count(widgets.length, 'widget')}, ${count(metricsOf(dashboard), 'metric')}`;
  return html`<header>
    <h1>${name}</h1>
    <p class="note">
      <b>Preview with sample data.</b> Layout, metrics, expressions, thresholds and alarms are those of the cloud
      assembly (stack <code>${stack.stack}</code>, <code>${logicalId}</code>, ${regionOf(stack)}; ${size}). The values
      are made up, and so are the states of alarms: nobody asked AWS. They tell of ${span(end - start)} until
      ${dateAndTime(end)} UTC, in which a new release takes over, first as a canary.
    </p>
    ${problems.length === 0 ? NOTHING : problemList(problems)}
  </header>`;
}

function problemList(problems: readonly string[]): Markup {
  return html`<div class="verdict bad" role="alert">
    ✗ ${count(problems.length, 'problem')}
    <ul>
      ${problems.map((problem) => html`<li>${problem}</li>`)}
    </ul>
  </div>`;
}
