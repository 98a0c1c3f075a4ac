import { GoldenSignals } from '../metric/golden-signals';
import { AlarmPlans, asWritten } from './alarm-plan';
import { AlarmThresholds, judgedAlarms, serverAlarms } from './service-alarms';

/**
 * How a rollback alarm follows from the alarm of the service. Judging a release, a false alarm costs one deploy, a missed
 * one an outage.
 */
export const ROLLBACK = {
  /** What users feel counts from four fifths of the threshold on... */
  thresholdFactor: 0.8,
  /** ...and what fills up from the same one on: a release may use what there is. */
  fullFactor: 1,
  /** Two of three minutes, whatever the service's own alarm waits for. */
  datapoints: 2,
  periods: 3,
} as const;

/** How far the alarms that judge a release look back: what ends sooner, they have not seen. */
export const ROLLBACK_WINDOW_SECONDS = ROLLBACK.periods * 60;

/**
 * The alarms that roll a release back: those of the service's that a release can be at fault for, and sooner.
 *
 * The release gate acts on them while the release takes over, so they tell nobody. Health is not among them: a release that
 * is still booting is not healthy, and the gate looks at it directly. Nor is traffic, which the gate measures itself, nor
 * the CPU: a busy server hurts nobody until answers are slow, and a start keeps processors busy.
 */
export function rollbackAlarms(signals: GoldenSignals, service: string, thresholds: AlarmThresholds): AlarmPlans {
  return {
    ...derived(judgedAlarms(signals, service, thresholds), ROLLBACK.thresholdFactor),
    ...derived(serverAlarms(signals, service), ROLLBACK.fullFactor),
  };
}

function derived(plans: AlarmPlans, factor: number): AlarmPlans {
  return Object.fromEntries(
    Object.entries(plans).map(([id, plan]) => [
      id,
      {
        ...plan,
        threshold: asWritten(plan.threshold * factor),
        datapoints: ROLLBACK.datapoints,
        periods: ROLLBACK.periods,
        severity: 'ticket',
        description: `Judges one release while it takes over: if this fires, the release gate leads traffic back. ${plan.description}`,
      },
    ]),
  );
}
