import { Alarm } from '../../../lib/rollout/rehearsal/account/alarm';
import { Simulation } from '../../../lib/rollout/rehearsal/simulation';

/** An alarm of the account, by the beginning of its name. */
export function alarmOf({ cloud }: Simulation, name: string): Alarm {
  const found = [...cloud.alarms.byName.values()].find((alarm) => alarm.name.startsWith(name));
  if (!found) throw new Error(`there is no alarm ${name}`);
  return found;
}

export function fire(simulation: Simulation, ...names: string[]): void {
  for (const name of names) {
    const alarm = alarmOf(simulation, name);
    alarm.forced = 'ALARM';
    alarm.become('ALARM', 'Threshold Crossed');
  }
}
