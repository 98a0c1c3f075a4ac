import { Group } from '../account/auto-scaling';
import { Run } from '../run';
import { Simulation, SimulationProps } from '../simulation';

/** Something that goes wrong in a deploy, and what must come of it. */
export interface Scenario {
  /** How it is called on the command line. */
  readonly name: string;
  /** What happens, in a sentence. */
  readonly story: string;
  readonly expected: Run['outcome'];
  /** Whether it happens at a moment that can be chosen. */
  readonly timed?: boolean;
  /** Another beginning than a live release with enough traffic. */
  readonly setUp?: (props: UpdateProps) => SimulationProps;
  readonly strike?: (stage: Stage) => void;
}

/** A simulation of one release after another. */
export type UpdateProps = SimulationProps & Required<Pick<SimulationProps, 'from' | 'to'>>;

/** A moment of a deploy, by what can be seen of it. */
export type Cue = (simulation: Simulation) => boolean;

/** The new server group has just been created. */
export const SERVERS: Cue = ({ to, cloud }) => to !== undefined && cloud.groups.has(to.group.name);

/** The new servers are all healthy, and no user is there yet. */
export const HEALTHY: Cue = ({ to, cloud }) => {
  const group = to && cloud.groups.get(to.group.name);
  return group !== undefined && group.healthy > 0 && group.healthy === group.size;
};

/** Some users are on the new release. */
export const SHIFTING: Cue = ({ exposed }) => exposed > 0;

/** All users are on the new release. */
export const BAKING: Cue = ({ exposed }) => exposed === 1;

/** Where a scenario plays: it waits for its moment, then changes the world. */
export class Stage {
  /** When the fault struck, in seconds since the deploy began. */
  public struckAt: number | undefined;

  /**
   * @param chosenSeconds the moment that was asked for, in seconds since the deploy began.
   * @param onStrike is told when the fault strikes.
   */
  constructor(
    public readonly simulation: Simulation,
    private readonly chosenSeconds?: number,
    private readonly onStrike: () => void = () => undefined,
  ) {}

  /** Acts some time after a cue, or at the moment that was asked for. */
  public strike(cue: Cue, delaySeconds: number, action: () => void): void {
    const act = () => {
      this.struckAt ??= this.simulation.seconds;
      this.onStrike();
      action();
    };
    if (this.chosenSeconds !== undefined) this.later(this.chosenSeconds, act);
    else this.when(cue, () => this.later(delaySeconds, act));
  }

  /** Acts once, when something holds for the first time. */
  public when(cue: Cue, action: () => void): void {
    let done = false;
    this.simulation.clock.afterEach(() => {
      if (done || !cue(this.simulation)) return;
      done = true;
      action();
    });
  }

  public later(seconds: number, action: () => void): void {
    this.simulation.clock.after(seconds * 1000, action);
  }

  /** Does something to the new server group as soon as it is there. */
  public withServers(action: (group: Group) => void): void {
    this.when(SERVERS, () => action(this.newServers));
  }

  public get newServers(): Group {
    return this.groupOf('to');
  }

  public get formerServers(): Group {
    return this.groupOf('from');
  }

  private groupOf(release: 'from' | 'to'): Group {
    const { cloud } = this.simulation;
    return cloud.groups.get(this.simulation[release]!.group.name)!;
  }
}
