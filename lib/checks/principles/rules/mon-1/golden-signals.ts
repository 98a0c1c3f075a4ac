import { gateOrdersOf } from '../../../signals/release-gates';
import { missingSignals } from '../../../signals/signal-table';
import { ReleaseGates } from '../../gate/release-gates';
import { broken, COMPLIANT, judgeEach } from '../../opinion';
import { Rule } from '../../rule';

export const GOLDEN_SIGNALS_OF_SERVICE: Rule = {
  id: 'MON-1-GoldenSignals',
  principle: 'MON-1',
  severity: 'error',
  requirement: 'Alarms watch latency, traffic, errors and saturation of a service, and of each of its releases.',
  why: 'A signal that nothing watches is one that users report.',
  fix: 'leave the alarms of the service on; for a signal of your own, add an alarm on it',
  standards: ['NIST-800-53-R5:SI-4'],
  judge: (app) => {
    const { gates } = new ReleaseGates(app);
    const missing = missingSignals(app.templates, app.texts);
    return judgeEach(gates, (gate) => {
      const services = gateOrdersOf(gate.template, app.texts).map(({ service }) => service);
      const here = missing.filter(({ stack, service }) => stack === gate.template.stack && services.includes(service));
      const lacking = here.map(({ scope, signal }) => `${signal} of the ${scope}`);
      return lacking.length === 0 ? COMPLIANT : broken(`No alarm watches ${lacking.join(', ')}`);
    });
  },
};
