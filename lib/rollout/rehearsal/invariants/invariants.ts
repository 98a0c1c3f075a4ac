import { InvariantVerdict } from '../run';
import { Simulation } from '../simulation';
import { formerRelease, limitsAndSize, nothingLeftBehind } from './ending';
import { answeredOnce, duplicatesChangeNothing } from './requests';
import { backAtOnce, lateWritesUndone, onlyToHealthy, staysOnlyWhereHealthy, usersHaveRelease } from './traffic';
import { Watcher } from './watcher';

/** Something that must hold in every simulation, whatever goes wrong. */
export interface Invariant {
  readonly name: string;
  readonly sentence: string;
  readonly watch: (simulation: Simulation) => Watcher;
}

export const INVARIANTS: readonly Invariant[] = [
  {
    name: 'only-to-healthy',
    sentence: 'Users are led to the new release only while it has enough healthy servers in each zone.',
    watch: onlyToHealthy,
  },
  {
    name: 'stays-only-where-healthy',
    sentence: 'Users stay on the new release only while each zone has a healthy server, or leave it within one look.',
    watch: staysOnlyWhereHealthy,
  },
  {
    name: 'users-have-a-release',
    sentence:
      'While the former release is healthy, users always have a healthy release, or have one again within one look.',
    watch: usersHaveRelease,
  },
  {
    name: 'back-at-once',
    sentence:
      'From the first sign of trouble it takes one look and one call until all users are on the former release.',
    watch: backAtOnce,
  },
  {
    name: 'late-writes-undone',
    sentence: 'What a stopped worker still writes is undone within its time-out and one look.',
    watch: lateWritesUndone,
  },
  {
    name: 'former-release-back',
    sentence: 'After any failure all users are on the former release, and the new one is not in the rule.',
    watch: formerRelease,
  },
  {
    name: 'former-size-and-limits',
    sentence: 'After any failure the former release has at least its former size, and limits of its own.',
    watch: limitsAndSize,
  },
  {
    name: 'answered-once',
    sentence: 'CloudFormation gets one answer to each request, in time.',
    watch: answeredOnce,
  },
  {
    name: 'duplicates-change-nothing',
    sentence: 'The same request twice starts one execution.',
    watch: duplicatesChangeNothing,
  },
  {
    name: 'nothing-left-behind',
    sentence: 'In the end nothing runs, nothing is held, and what should be deleted is deleted.',
    watch: nothingLeftBehind,
  },
];

/** Watches all invariants from now on. */
export class InvariantWatch {
  private readonly watched: Array<{ readonly name: string; readonly watcher: Watcher; broken: string | null }>;

  constructor(private readonly simulation: Simulation) {
    this.watched = INVARIANTS.map(({ name, watch }) => ({ name, watcher: watch(simulation), broken: null }));
    simulation.clock.afterEach(() => this.check('step'));
  }

  /** What held, when all is over. */
  public conclude(): InvariantVerdict[] {
    this.check('end');
    return this.watched.map(({ name, broken }) => ({ name, held: broken === null, broken }));
  }

  /** The first time counts: what follows is a consequence. */
  private check(when: keyof Watcher): void {
    for (const one of this.watched) {
      if (one.broken !== null) continue;
      const problem = one.watcher[when]?.();
      if (problem !== undefined) one.broken = `after ${Math.round(this.simulation.seconds)} s: ${problem}`;
    }
  }
}
