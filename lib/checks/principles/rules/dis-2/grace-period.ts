import { judgeEach } from '../../opinion';
import { expectAtLeast } from '../../reading/expectation';
import { propertyOf } from '../../reading/possible';
import { Rule } from '../../rule';
import { balancedGroups } from '../../servers/balanced-groups';

export const GRACE_PERIOD: Rule = {
  id: 'DIS-2-GracePeriod',
  principle: 'DIS-2',
  severity: 'error',
  requirement: 'A group behind a load balancer lets a new server start before it judges it.',
  why: 'Without a grace period (the default in CloudFormation is 0) servers are replaced while they boot, for ever.',
  fix: 'set HealthCheckGracePeriod of the group to the time that a server needs to answer',
  standards: ['FSBP:AutoScaling.1'],
  judge: (app) =>
    judgeEach(balancedGroups(app), (group) =>
      expectAtLeast(propertyOf(app, group, 'HealthCheckGracePeriod'), 'HealthCheckGracePeriod', 1),
    ),
};
