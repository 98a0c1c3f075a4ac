import { ReleaseGates } from '../../gate/release-gates';
import { broken, COMPLIANT, judgeEach } from '../../opinion';
import { expectText } from '../../reading/expectation';
import { Rule } from '../../rule';
import { AUTO_SCALING_GROUP } from '../../servers/launch-templates';
import { Forwarding, TARGET_GROUP } from '../../traffic/forwarding';
import { Dashboards } from '../../watching/dashboards';

export const DASHBOARD: Rule = {
  id: 'MON-2-Dashboard',
  principle: 'MON-2',
  severity: 'error',
  requirement: 'A dashboard shows every service, every group of servers and every target group.',
  why: 'Metrics that one must look for in five consoles are looked at by nobody while there is time.',
  fix: 'draw metrics of it on a dashboard of the app',
  judge: (app) => {
    const [gates, dashboards, forwarding] = [new ReleaseGates(app), new Dashboards(app), new Forwarding(app)];
    const others = app.ofType(AUTO_SCALING_GROUP, TARGET_GROUP).filter((one) => !gates.isGated(one));
    return [
      ...judgeEach(gates.gates, (gate) =>
        expectText(gates.order(gate, 'lookAt', 'dashboard'), {
          property: 'Order.lookAt.dashboard',
          accepts: (name) => dashboards.has(name),
        }),
      ),
      ...judgeEach(others, (one) =>
        [one, ...forwarding.inFrontOf(one)].some((shown) => dashboards.show(shown))
          ? COMPLIANT
          : broken('No dashboard of the app shows it'),
      ),
    ];
  },
};
