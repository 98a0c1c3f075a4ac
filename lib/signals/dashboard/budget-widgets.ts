import { BurnRateAlert, burnRateAlerts } from '../objective/burn-rate';
import { burnRate, timeText } from '../objective/burn-rate-alarms';
import { allowedShare, Objective, WARNING_PERCENT } from '../objective/objective';
import { drawn, graph, GRAPH_HEIGHT, HALF_WIDTH, Line, QUARTER_WIDTH, THIRD_WIDTH, Widget } from './widget';

const HOUR = 3600;
const MINUTE = 60;

/** As Application Signals warns, too. */
const LITTLE_LEFT_PERCENT = WARNING_PERCENT;

/** What is left of the error budgets, how it went, and how fast it goes. */
export function budgetWidgets(objectives: Objective[]): Widget[][] {
  const [{ windowSeconds }] = objectives;
  const start = `-PT${windowSeconds / HOUR}H`;
  return [
    [
      ...objectives.map((objective) => budgetLeft(objective, start)),
      graph({
        title: `Error budgets over ${timeText(windowSeconds)}`,
        width: HALF_WIDTH,
        unit: '% left',
        lines: objectives.flatMap(burnDown),
        thresholds: [{ label: 'spent', value: 0 }],
        start,
      }),
    ],
    burnRateAlerts(windowSeconds).map((alert) => burnRateGraph(objectives, alert)),
  ];
}

/** All of the window as one number. */
function budgetLeft(objective: Objective, start: string): Widget {
  return {
    type: 'metric',
    width: QUARTER_WIDTH,
    height: GRAPH_HEIGHT,
    properties: {
      title: `Budget left: ${objective.name}, ${objective.goalPercent} %`,
      view: 'gauge',
      region: '${AWS::Region}',
      start,
      setPeriodToTimeRange: true,
      yAxis: { left: { min: 0, max: 100 } },
      annotations: {
        horizontal: [{ label: 'little left', value: LITTLE_LEFT_PERCENT, fill: 'below', color: '#d13212' }],
      },
      metrics: leftLines(objective),
    },
  };
}

/** What is left of a budget over the range that is shown, in percent and not below zero; for any tile that shows one number. */
export function leftLines(objective: Objective, id = 'left', label = `${objective.name}: % left`): Line[] {
  const { events, windowSeconds } = objective;
  const left = `100 * (1 - ${id}share / ${allowedShare(objective)})`;
  return [
    [{ expression: `IF(${id}raw > 0, ${id}raw, 0)`, label, id }],
    [{ expression: left, id: `${id}raw`, visible: false }],
    [...metricOf(events), { id: `${id}share`, stat: 'Average', period: windowSeconds, visible: false }],
  ];
}

/** From all of the budget at the beginning of the window down to what is left now. */
function burnDown(objective: Objective, index: number): Line[] {
  const { name, events } = objective;
  const [bad, all] = [`bad${index}`, `all${index}`];
  const spent = `RUNNING_SUM(${bad}) / (${allowedShare(objective)} * SUM(${all}))`;
  return [
    [{ expression: `100 * (1 - ${spent})`, label: name, id: `left${index}` }],
    [...metricOf(events), { id: bad, stat: 'Sum', period: HOUR, visible: false }],
    [...metricOf(events), { id: all, stat: 'SampleCount', period: HOUR, visible: false }],
  ];
}

/** The long window of one alert; the short one decides only when it is over. */
function burnRateGraph(objectives: Objective[], { id, rate, longSeconds, severity }: BurnRateAlert): Widget {
  const title = { FastBurn: 'Fast burn', SlowBurn: 'Slow burn', Leak: 'Leak' }[id];
  return graph({
    title: `${title}: over ${timeText(longSeconds)}`,
    width: THIRD_WIDTH,
    unit: 'times what is allowed',
    lines: objectives.flatMap((objective, index) =>
      drawn({ ...burnRate(objective), label: objective.name }, `b${index}`, { period: longSeconds }),
    ),
    thresholds: [{ label: severity, value: rate }],
    // Else there would be less than one point to draw.
    start: `-PT${(12 * longSeconds) / MINUTE}M`,
  });
}

/** A metric as a line of a graph begins. */
export function metricOf({ namespace, name, dimensions }: Objective['events']): string[] {
  return [namespace, name, ...Object.entries(dimensions).flat()];
}
