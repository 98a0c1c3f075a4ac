import { GoldenSignal } from '../../../signals/golden-signal';
import { AppTemplates } from '../../../template/app-templates';
import { Resource } from '../../../template/resource';
import { ReleaseGates } from '../../gate/release-gates';
import { broken, COMPLIANT, judgeEach } from '../../opinion';
import { propertyOf } from '../../reading/possible';
import { Rule } from '../../rule';
import { Forwarding, TARGET_GROUP } from '../../traffic/forwarding';
import { WatchedSignals } from '../../watching/watched-signals';

const OF_REQUESTS: readonly GoldenSignal[] = ['latency', 'traffic', 'errors'];

/** A load balancer that passes connections on knows no requests, only whether targets are there. */
const OF_CONNECTIONS: readonly GoldenSignal[] = ['errors'];

export const TARGET_GROUP_SIGNALS: Rule = {
  id: 'MON-1-TargetGroupSignals',
  principle: 'MON-1',
  severity: 'error',
  requirement: 'Alarms watch latency, traffic and errors of what a load balancer sends requests to.',
  why: 'The load balancer sees what users see; without alarms on it they are the ones who notice.',
  fix: 'add alarms on TargetResponseTime, RequestCount and HTTPCode_Target_5XX_Count (HealthyHostCount for connections) of the target group',
  standards: ['NIST-800-53-R5:SI-4'],
  judge: (app) => {
    const [gates, forwarding, watched] = [new ReleaseGates(app), new Forwarding(app), new WatchedSignals(app)];
    const groups = app.ofType(TARGET_GROUP).filter((group) => !gates.isGated(group) && !leadsToBalancer(app, group));
    return judgeEach(groups, (group) => {
      const seen = [group, ...forwarding.inFrontOf(group)].flatMap((one) => [...watched.of(one)]);
      const missing = signalsOf(app, group).filter((signal) => !seen.includes(signal));
      return missing.length === 0 ? COMPLIANT : broken(`No alarm watches ${missing.join(', ')}`);
    });
  },
};

function signalsOf(app: AppTemplates, group: Resource): readonly GoldenSignal[] {
  const protocols = propertyOf(app, group, 'Protocol');
  const connects = protocols.every((one) => one.kind === 'text' && /^(TCP|UDP|TCP_UDP|TLS|GENEVE)$/.test(one.text));
  return connects ? OF_CONNECTIONS : OF_REQUESTS;
}

/** Behind it stands another load balancer, whose own target groups count. */
function leadsToBalancer(app: AppTemplates, group: Resource): boolean {
  return propertyOf(app, group, 'TargetType').every((one) => one.kind === 'text' && one.text === 'alb');
}
