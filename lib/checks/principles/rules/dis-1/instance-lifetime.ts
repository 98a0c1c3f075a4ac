import { judgeEach } from '../../opinion';
import { expectAtLeast } from '../../reading/expectation';
import { propertyOf } from '../../reading/possible';
import { Rule } from '../../rule';
import { AUTO_SCALING_GROUP } from '../../servers/launch-templates';

/** Auto Scaling takes no less, and 0 for none. */
const A_DAY_IN_SECONDS = 86_400;

export const INSTANCE_LIFETIME: Rule = {
  id: 'DIS-1-InstanceLifetime',
  principle: 'DIS-1',
  severity: 'error',
  requirement: 'Servers are replaced when they reach an age.',
  why: 'Replacement is safe if it happens every week; a server that was never replaced is one that nobody dares to replace.',
  fix: 'set MaxInstanceLifetime of the group, for instance to seven days',
  standards: ['NIST-800-53-R5:SI-14'],
  judge: (app) =>
    judgeEach(app.ofType(AUTO_SCALING_GROUP), (group) =>
      expectAtLeast(propertyOf(app, group, 'MaxInstanceLifetime'), 'MaxInstanceLifetime', A_DAY_IN_SECONDS),
    ),
};
