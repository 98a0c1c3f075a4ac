import { AlarmView, FiringView } from '../account';
import { THIN_TRAFFIC } from '../limits';

/** Why the release cannot stay, if its alarms say so. */
export function alarmProblem(names: string[], alarms: AlarmView[], firings: FiringView[] = []): string | undefined {
  const missing = names.filter((name) => !alarms.some((alarm) => alarm.name === name));
  if (missing.length > 0) return `the alarm ${missing.join(', ')} does not exist, so nothing judges the release`;
  const silent = alarms.filter(({ actionsEnabled }) => !actionsEnabled);
  if (silent.length > 0) return `the actions of alarm ${silent[0].name} are switched off, so nobody would hear of it`;
  const firing = alarms.find(({ state }) => state === 'ALARM');
  if (firing) return `alarm ${firing.name} fires since ${at(firing.since)}: ${firing.reason}`;
  // An alarm that went off between two looks and is quiet again has still seen something.
  const [fired] = firings;
  return fired && `alarm ${fired.name} fired at ${at(fired.at)}`;
}

/**
 * Why the alarms have not judged the release yet. Silence is no verdict where there are users to be heard; where there
 * are next to none, the functional tests stand in for them.
 */
export function undecided(alarms: AlarmView[], requests: number, seconds: number): string | undefined {
  if (requests < (THIN_TRAFFIC * seconds) / 60) return undefined;
  const silent = alarms.filter(({ state }) => state !== 'OK');
  return silent.length === 0
    ? undefined
    : `alarm ${silent[0].name} has no data yet, with ${requests} requests to judge by`;
}

/** A moment as people compare it with their logs: `12:31:05Z`. */
export function at(moment: number): string {
  return `${new Date(moment).toISOString().slice(11, 19)}Z`;
}
