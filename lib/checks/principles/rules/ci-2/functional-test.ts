import { ReleaseGates } from '../../gate/release-gates';
import { judgeEach } from '../../opinion';
import { expectItems } from '../../reading/expectation';
import { Rule } from '../../rule';

export const FUNCTIONAL_TEST: Rule = {
  id: 'CI-2-FunctionalTest',
  principle: 'CI-2',
  severity: 'error',
  requirement: 'Functional tests ask every new release before users do.',
  why: 'A server can be healthy and give wrong answers; without a test the first users are the test.',
  fix: 'give the service functionalTests that ask for what matters',
  standards: ['NIST-800-53-R5:CM-4', 'NIST-800-53-R5:SA-11'],
  judge: (app) => {
    const gates = new ReleaseGates(app);
    return judgeEach(gates.gates, (gate) =>
      expectItems(app, gates.order(gate, 'tests'), { property: 'Order.tests', empty: 'Order.tests is empty' }),
    );
  },
};
