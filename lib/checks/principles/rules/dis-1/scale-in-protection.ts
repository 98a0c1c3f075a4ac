import { judgeEach } from '../../opinion';
import { expectNotTrue } from '../../reading/expectation';
import { propertyOf } from '../../reading/possible';
import { Rule } from '../../rule';
import { AUTO_SCALING_GROUP } from '../../servers/launch-templates';

export const SCALE_IN_PROTECTION: Rule = {
  id: 'DIS-1-ScaleInProtection',
  principle: 'DIS-1',
  severity: 'error',
  requirement: 'A group may terminate any of its servers.',
  why: 'A server that is protected from scale-in is one that somebody depends on.',
  fix: 'leave NewInstancesProtectedFromScaleIn out; hold a server back with a lifecycle hook until it has finished its work',
  judge: (app) =>
    judgeEach(app.ofType(AUTO_SCALING_GROUP), (group) =>
      expectNotTrue(propertyOf(app, group, 'NewInstancesProtectedFromScaleIn'), 'NewInstancesProtectedFromScaleIn'),
    ),
};
