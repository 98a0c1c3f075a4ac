import { Change, evaluateAlarm, Readings, Span } from './alarm';
import { CompositeProperties, followComposites, Timelines } from './composite';
import { MetricStore } from './metrics';
import { AlarmProperties } from './properties';

export { MetricStore };
export type { Timelines };

/** Alarms, and what they are to be shown. */
export interface Replay extends Span, Readings {
  readonly alarms: { readonly [name: string]: AlarmProperties };
  /**
   * Alarms that go by the states of others, which they give by name or by ARN.
   *
   * @default - none
   */
  readonly composites?: { readonly [name: string]: CompositeProperties };
  readonly store: MetricStore;
}

/**
 * What alarms say of the data in a store, had they been made at `from`. They begin without data; each is evaluated after a
 * minute for the first time, and at `to` for the last.
 */
export function replay({ alarms, composites = {}, store, from, to, ...readings }: Replay): Timelines {
  if (from % 60 !== 0 || to % 60 !== 0 || to < from)
    throw new Error('from and to must be whole minutes, in this order');
  const twice = Object.keys(alarms).filter((name) => name in composites);
  if (twice.length > 0) throw new Error(`there are two alarms named ${twice.join(', ')}`);
  const single = Object.fromEntries(
    Object.entries(alarms).map(([name, properties]) => [
      name,
      naming(name, () => evaluateAlarm(properties, store, { from, to }, readings)),
    ]),
  );
  return { ...single, ...followComposites(composites, single, { from, to }) };
}

/** When an alarm fires, each time, and when that is over; undefined if it is not over at the end. */
export function firingsOf(
  changes: readonly Change[],
): Array<{ readonly fires: number; readonly over: number | undefined }> {
  return changes.flatMap(({ at, state }, index) =>
    state === 'ALARM' ? [{ fires: at, over: changes[index + 1]?.at }] : [],
  );
}

/** An error says which alarm it is about. */
function naming<T>(name: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new Error(`${name}: ${(error as Error).message}`);
  }
}
