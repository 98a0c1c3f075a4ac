import { AppTemplates } from '../../../template/app-templates';
import { ReleaseGates } from '../../gate/release-gates';
import { judgeEach } from '../../opinion';
import { expectItems } from '../../reading/expectation';
import { Rule } from '../../rule';

export const ROLLBACK_ALARM: Rule = {
  id: 'CD-3-RollbackAlarm',
  principle: 'CD-3',
  severity: 'error',
  requirement: 'Alarms judge every release while traffic moves to it.',
  why: 'Health checks and tests ask the questions that somebody thought of; alarms see what users get.',
  fix: 'leave the rollback alarms of the service on, or add your own',
  judge: (app: AppTemplates) => {
    const gates = new ReleaseGates(app);
    return judgeEach(gates.gates, (gate) =>
      expectItems(app, gates.order(gate, 'alarms'), { property: 'Order.alarms', empty: 'Order.alarms is empty' }),
    );
  },
};
