import { parsePreflightOrder } from '../../gate/orders';
import { Alarm, CompositeAlarm, MetricAlarm } from '../account/alarm';
import { Alarms } from '../account/alarms';
import { BAKING, Scenario, SERVERS, SHIFTING, Stage } from './stage';

/** Users of the new release get errors, as the alarms will see some time later. */
function errors({ simulation }: Stage): void {
  simulation.cloud.alarms.qualityOf(simulation.to!.targetGroup.arn).errorPercent = 20;
}

function force(alarm: Alarm, state: Alarm['state'], reason: string): void {
  alarm.forced = state;
  alarm.become(state, reason);
}

/** One of the alarms that judge the new release. */
function rollbackAlarm({ simulation }: Stage): Alarm {
  return simulation.cloud.alarms.byName.get(simulation.to!.order.alarms[0])!;
}

/** An alarm that must be quiet before a release starts. */
function watchedAlarm({ simulation: { cloud, to } }: Stage): string {
  const { byName } = cloud.alarms;
  const { watch } = parsePreflightOrder(to!.preflight.properties);
  const metricAlarms = [...byName.keys()].filter((name) => byName.get(name) instanceof MetricAlarm);
  return watch.find((name) => byName.has(name)) ?? metricAlarms[metricAlarms.length - 1];
}

/** Lets an alarm fire; a composite one by the alarms that it goes by, one after the other until they are enough. */
function setOff(alarms: Alarms, name: string): void {
  const alarm = alarms.byName.get(name);
  if (alarm instanceof CompositeAlarm) {
    for (const child of alarm.plan.rule.names) if (alarm.state !== 'ALARM') setOff(alarms, child);
  } else if (alarm) force(alarm, 'ALARM', 'Threshold Crossed: 3 out of the last 5 datapoints');
}

/** What alarms say, or do not. */
export const ALARM_SCENARIOS: readonly Scenario[] = [
  {
    name: 'alarm-before-shift',
    story: 'An alarm of the service fires before the deploy begins.',
    expected: 'refused before any traffic',
    strike: (stage) => setOff(stage.simulation.cloud.alarms, watchedAlarm(stage)),
  },
  {
    name: 'alarm-mid-shift',
    story: 'The first users of the new release get errors, and its alarm fires.',
    expected: 'rolled back',
    timed: true,
    strike: (stage) => stage.strike(SHIFTING, 1, () => errors(stage)),
  },
  {
    name: 'alarm-during-bake',
    story: 'All users are on the new release when it begins to fail, and its alarm fires.',
    expected: 'rolled back',
    timed: true,
    strike: (stage) => stage.strike(BAKING, 5, () => errors(stage)),
  },
  {
    name: 'alarm-late-in-bake',
    story: 'The alarm fires after traffic has long left the former release, which would have scaled in by then.',
    expected: 'rolled back',
    timed: true,
    strike: (stage) => {
      const { steps } = stage.simulation.service.order.rollout;
      stage.strike(BAKING, steps[steps.length - 1].seconds - 10, () => {
        force(rollbackAlarm(stage), 'ALARM', 'Threshold Crossed: 2 out of the last 3 datapoints');
      });
    },
  },
  {
    name: 'alarm-flaps',
    story: 'The alarm fires and is quiet again between two looks.',
    expected: 'rolled back',
    timed: true,
    strike: (stage) =>
      stage.strike(SHIFTING, 60, () => {
        const alarm = rollbackAlarm(stage);
        alarm.become('ALARM', 'Threshold Crossed: 2 out of the last 3 datapoints');
        stage.later(0.01, () => alarm.become('OK', 'Threshold Crossed: 1 out of the last 3 datapoints'));
      }),
  },
  {
    name: 'alarm-insufficient-data',
    story: 'The alarm of the new release gets no data, although users are there.',
    expected: 'rolled back',
    strike: (stage) =>
      stage.when(
        ({ cloud, to }) => cloud.alarms.byName.has(to!.order.alarms[0]),
        () => force(rollbackAlarm(stage), 'INSUFFICIENT_DATA', 'Insufficient Data: no datapoints were received'),
      ),
  },
  {
    name: 'alarm-missing',
    story: 'Somebody deletes the alarm of the new release while users are on it.',
    expected: 'rolled back',
    timed: true,
    strike: (stage) =>
      stage.strike(SHIFTING, 60, () => {
        const { cloud, deployment, to } = stage.simulation;
        cloud.alarms.delete(to!.order.alarms[0]);
        deployment.stack.alarms.delete(to!.order.alarms[0]);
      }),
  },
  {
    name: 'alarm-actions-off',
    story: 'The actions of the alarm of the new release are switched off.',
    expected: 'refused before any traffic',
    timed: true,
    strike: (stage) => stage.strike(SERVERS, 8, () => (rollbackAlarm(stage).actionsEnabled = false)),
  },
  {
    name: 'no-traffic',
    story: 'It is a quiet night: hardly a request comes, and alarms see nothing.',
    expected: 'released',
    setUp: (props) => ({ ...props, requestsPerMinute: 0.4, liveServers: props.from.group.min }),
  },
];
