import { Template } from './deployment/intrinsics';
import { readServicePlan, ServerTimes, ServicePlan } from './deployment/service-plan';
import { InvariantWatch } from './invariants/invariants';
import { Measure } from './measure';
import { InvariantVerdict, Moment, Rehearsal, RehearsedRelease, Run } from './run';
import { ChosenScenario, parseFault } from './scenarios/fault-name';
import { SCENARIOS } from './scenarios/scenarios';
import { Stage } from './scenarios/stage';
import { Simulation } from './simulation';
import { Timeline } from './timeline';

/** How long servers take: what an image of a usual web application needs. */
export const USUAL_TIMES: ServerTimes = { launchSeconds: 40, bootSeconds: 50 };

/** Runs every scenario that there is, after a deploy without a fault. */
export const ALL_FAULTS = 'all';

export interface RehearseOptions {
  /** The name of the service's stack. */
  readonly stack: string;
  /** The stack's template with the live release. */
  readonly from: Template;
  /** The stack's template with the next one. */
  readonly to: Template;
  /** Faults, as `NAME` or `NAME@TIME`, or `all`; without any, a deploy in which nothing goes wrong. */
  readonly faults: readonly string[];
  /** Hears of each moment of each run when it comes. */
  readonly onMoment?: (moment: Moment, fault: string | null) => void;
}

/** Rehearses a deploy: the real gate, in virtual time, against an account built from two synthesized templates. */
export async function rehearse(options: RehearseOptions): Promise<Rehearsal> {
  const from = readServicePlan(options.stack, options.from, USUAL_TIMES);
  const to = readServicePlan(options.stack, options.to, USUAL_TIMES);
  const runs: Run[] = [];
  for (const fault of faultsOf(options.faults)) {
    runs.push(await rehearseOnce(from, to, fault, options.onMoment));
  }
  return {
    schema: 'golden-path/rehearsal/1',
    stack: to.stackName,
    service: to.service,
    from: nameOf(from),
    to: nameOf(to),
    rollout: to.order.rollout.name,
    runs,
  };
}

/** One deploy, with a fault or without. */
export async function rehearseOnce(
  from: ServicePlan,
  to: ServicePlan,
  fault: ChosenScenario | null,
  onMoment: RehearseOptions['onMoment'] = () => undefined,
): Promise<Run> {
  const scenario = fault?.scenario;
  const name = scenario?.name ?? null;
  const listeners: Array<(line: object) => void> = [];
  const props = { from, to, journal: (line: object) => listeners.forEach((listener) => listener(line)) };
  const simulation = new Simulation(scenario?.setUp?.(props) ?? props);
  const timeline = new Timeline(simulation, (moment) => onMoment(moment, name));
  const measure = new Measure(simulation);
  listeners.push(
    (line) => timeline.journal(line),
    (line) => measure.journal(line),
  );
  const invariants = new InvariantWatch(simulation);
  const stage = new Stage(simulation, fault?.atSeconds, () => timeline.fault(scenario!.story));
  scenario?.strike?.(stage);
  await simulation.run();

  const { outcome, reason } = outcomeOf(simulation, measure);
  return {
    fault: name,
    story: scenario?.story ?? 'Nothing goes wrong.',
    faultAtSeconds: stage.struckAt ?? null,
    outcome,
    reason,
    deployTimeSeconds: measure.deploySeconds,
    rollbackTimeSeconds: measure.rollbackSeconds(stage.struckAt),
    exposedRequestShare: measure.exposedShare,
    invariants: [...invariants.conclude(), endsAsItShould(fault, stage.struckAt !== undefined, outcome)],
    timeline: timeline.moments,
  };
}

/**
 * A good release is let through, and a bad one is not.
 *
 * At a moment that the user has chosen, a fault may meet other users than the scenario's own: then it only counts that the
 * release is refused. One that comes after the end meets nobody.
 */
function endsAsItShould(fault: ChosenScenario | null, struck: boolean, outcome: Run['outcome']): InvariantVerdict {
  const anyTime = fault?.atSeconds !== undefined;
  const expected = anyTime && !struck ? 'released' : (fault?.scenario.expected ?? 'released');
  const held = outcome === expected || (anyTime && expected !== 'released' && outcome !== 'released');
  const broken = held ? null : `in the end the release was ${outcome}, and should be ${expected}`;
  return { name: 'ends-as-it-should', held, broken };
}

function outcomeOf({ deployment }: Simulation, { exposed }: Measure): Pick<Run, 'outcome' | 'reason'> {
  if (deployment.succeeded) return { outcome: 'released', reason: null };
  return { outcome: exposed ? 'rolled back' : 'refused before any traffic', reason: deployment.reason ?? null };
}

function faultsOf(names: readonly string[]): Array<ChosenScenario | null> {
  if (names.length === 0) return [null];
  return names.flatMap((name) =>
    name === ALL_FAULTS ? [null, ...SCENARIOS.map((scenario) => ({ scenario }))] : [parseFault(name)],
  );
}

function nameOf({ release }: ServicePlan): RehearsedRelease {
  return { fingerprint: release.fingerprint, commit: release.commit };
}
