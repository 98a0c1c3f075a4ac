import { Moment, Run, Side } from '../../run';
import { wayBackOf } from '../words';

/** A time during which nothing changes. */
export interface Scene {
  readonly from: number;
  readonly to: number;
  readonly former: Side;
  readonly newest: Side;
  /** The share of the traffic that the new release gets, from 0 to 1; undefined if nobody gets any. */
  readonly share?: number;
}

/** A time that has a name. */
export interface Band {
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

/** A moment that matters. */
export interface Mark {
  readonly kind: 'fault' | 'seen' | 'back';
  readonly at: number;
  readonly name: string;
  /** The name in the picture, where there is little room. */
  readonly label: string;
}

/** A run as it is drawn; all times are in seconds since the deploy began. */
export interface Story {
  readonly end: number;
  readonly scenes: readonly Scene[];
  readonly phases: readonly Band[];
  readonly marks: readonly Mark[];
  /** The most servers that one of the releases ever had. */
  readonly mostServers: number;
}

/** The shortest time axis, in seconds. */
const SHORTEST = 60;

/** The last state is drawn a little longer than the run, or it would not be seen. */
const AFTERWARDS = 1.04;

/** Works out what there is to draw. */
export function storyOf(run: Run): Story {
  // Moments are not said to be in order, and a picture that runs backwards says nothing.
  const timeline = [...run.timeline].sort((a, b) => a.atSeconds - b.atSeconds);
  const times = [...timeline.map(({ atSeconds }) => atSeconds), run.deployTimeSeconds, run.faultAtSeconds ?? 0];
  const end = Math.max(SHORTEST, ...times) * AFTERWARDS;
  const servers = timeline.flatMap(({ former, newest }) => [former.servers, newest.servers]);
  return {
    end,
    scenes: spans(timeline, end).map(({ from, to, moment }) => ({ from, to, ...sidesOf(moment) })),
    phases: phasesOf(timeline, end),
    marks: marksOf(run),
    mostServers: Math.max(1, ...servers),
  };
}

/** One span of time for each run of scenes that look the same. */
export function merged<T extends { readonly from: number; readonly to: number }>(
  scenes: readonly T[],
  look: (scene: T) => unknown,
): T[] {
  return scenes.reduce<T[]>((all, scene) => {
    const last = all[all.length - 1];
    const same = last !== undefined && JSON.stringify(look(last)) === JSON.stringify(look(scene));
    return same ? [...all.slice(0, -1), { ...last, to: scene.to }] : [...all, scene];
  }, []);
}

function spans(timeline: readonly Moment[], end: number): Array<{ from: number; to: number; moment: Moment }> {
  return timeline
    .map((moment, index) => ({ from: moment.atSeconds, to: timeline[index + 1]?.atSeconds ?? end, moment }))
    .filter(({ from, to }) => to > from);
}

/** Weights are relative to each other. */
function sidesOf({ former, newest }: Moment): Pick<Scene, 'former' | 'newest' | 'share'> {
  const all = former.weight + newest.weight;
  return { former, newest, ...(all > 0 ? { share: newest.weight / all } : {}) };
}

function phasesOf(timeline: readonly Moment[], end: number): Band[] {
  const bands = spans(timeline, end).map(({ from, to, moment }) => ({ from, to, name: moment.phase }));
  return merged(bands, ({ name }) => name);
}

/** What is marked in a run. */
export function marksOf(run: Run): Mark[] {
  const way = wayBackOf(run);
  const fault: Mark[] =
    run.faultAtSeconds === null ? [] : [{ kind: 'fault', at: run.faultAtSeconds, name: 'fault', label: 'fault' }];
  if (way === undefined) return fault;
  return [
    ...fault,
    { kind: 'seen', at: way.seenAtSeconds, name: 'first sign of trouble', label: 'first sign' },
    { kind: 'back', at: way.backAtSeconds, name: 'all traffic back', label: 'all back' },
  ];
}
