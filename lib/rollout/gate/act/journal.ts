import { Decision } from '../decide/decision';
import { GateState, phaseName } from '../decide/state';
import { GateOrder } from '../protocol';
import { Job } from './job';
import { outcomeName } from './record';

/** Takes one line of the log: an object that becomes JSON. */
export type Journal = (line: object) => void;

/** The namespace of the gate's metrics. */
const NAMESPACE = 'GoldenPath/Release';

/** One line per decision: what was seen, what follows, where it stands. Never the address of the answer: it is a secret. */
export function noteDecision(journal: Journal, job: Job, before: GateState, decision: Decision): void {
  const { order, request, execution } = job;
  const steps = order.rollout.steps.length;
  journal({
    event: 'decision',
    service: order.service,
    host: order.host,
    release: order.release.fingerprint,
    commit: order.release.commit,
    request: request.RequestId,
    execution,
    mission: decision.state.mission,
    phase: phaseName(before, steps),
    next: phaseName(decision.state, steps),
    why: decision.why,
    commands: decision.commands,
    failures: before.last.failures,
    attention: decision.state.attention,
  });
}

/**
 * The end of a deploy, as metrics in the embedded format: CloudWatch reads them off the log.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function noteOutcome(journal: Journal, now: number, { order }: Job, state: GateState): void {
  const outcome = outcomeName(state);
  const released = outcome === 'live' && state.mission !== 'leave';
  journal({
    ...embedded(
      now,
      [['Host'], ['Platform']],
      [
        { Name: 'DeploySeconds', Unit: 'Seconds' },
        { Name: 'Released', Unit: 'Count' },
        { Name: 'RolledBack', Unit: 'Count' },
        { Name: 'NeedsAttention', Unit: 'Count' },
      ],
    ),
    event: 'outcome',
    ...dimensionsOf(order),
    service: order.service,
    outcome,
    reason: state.outcome!.reason,
    release: order.release.fingerprint,
    commit: order.release.commit,
    attention: state.attention,
    DeploySeconds: Math.round((now - state.startedAt) / 1000),
    Released: released ? 1 : 0,
    RolledBack: outcome === 'refused' ? 1 : 0,
    NeedsAttention: state.attention.length > 0 ? 1 : 0,
  });
  for (const { phase, seconds } of state.timings) {
    journal({
      ...embedded(now, [['Host', 'Phase']], [{ Name: 'PhaseSeconds', Unit: 'Seconds' }]),
      event: 'phase',
      ...dimensionsOf(order),
      Phase: phase,
      PhaseSeconds: seconds,
    });
  }
}

/** The machine had to act by itself: traffic is safe, and somebody should find out why. */
export function noteBroken(journal: Journal, now: number, { order }: Job, cause: string): void {
  journal({
    ...embedded(now, [['Host'], ['Platform']], [{ Name: 'NeedsAttention', Unit: 'Count' }]),
    event: 'broken',
    ...dimensionsOf(order),
    service: order.service,
    cause,
    NeedsAttention: 1,
  });
}

/** The platform is its domain, which stands in the path of the service's parameters. */
function dimensionsOf({ host, path }: GateOrder): { readonly Host: string; readonly Platform: string } {
  return { Host: host, Platform: path.split('/')[2] };
}

function embedded(now: number, dimensions: string[][], metrics: { Name: string; Unit: string }[]): object {
  return {
    _aws: { Timestamp: now, CloudWatchMetrics: [{ Namespace: NAMESPACE, Dimensions: dimensions, Metrics: metrics }] },
  };
}
