import { broken, COMPLIANT, judgeEach } from '../../opinion';
import { Rule } from '../../rule';
import { AUTO_SCALING_GROUP } from '../../servers/launch-templates';
import { INSTANCE } from '../../servers/server-sources';

export const STAND_ALONE_SERVER: Rule = {
  id: 'DIS-2-StandAloneServer',
  principle: 'DIS-2',
  severity: 'error',
  requirement: 'Every server is one of a group that replaces it.',
  why: 'Nothing replaces an instance that stands alone when it, or its zone, fails.',
  fix: 'start it from an Auto Scaling group, a group of one if need be',
  judge: (app) => [
    ...judgeEach(app.ofType(INSTANCE), () => broken('It is an instance outside of any group')),
    ...judgeEach(app.ofType(AUTO_SCALING_GROUP), () => COMPLIANT),
  ],
};
