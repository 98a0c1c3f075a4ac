import { AppTemplates } from '../../../template/app-templates';
import { judgeEach } from '../../opinion';
import { expectText } from '../../reading/expectation';
import { propertyOf } from '../../reading/possible';
import { Rule } from '../../rule';
import { balancedGroups } from '../../servers/balanced-groups';

export const HEALTH_CHECK: Rule = {
  id: 'DIS-2-HealthCheck',
  principle: 'DIS-2',
  severity: 'error',
  requirement: 'A group behind a load balancer replaces the servers that the load balancer finds unhealthy.',
  why: 'The check of EC2 alone sees that a machine runs, not that the service on it answers.',
  fix: 'set HealthCheckType of the group to ELB, with a grace period as long as a server takes to start',
  standards: ['FSBP:AutoScaling.1', 'NIST-800-53-R5:CP-2(2)', 'NIST-800-53-R5:SI-2'],
  judge: (app: AppTemplates) =>
    judgeEach(balancedGroups(app), (group) =>
      expectText(propertyOf(app, group, 'HealthCheckType'), {
        property: 'HealthCheckType',
        accepts: (text) => text.split(',').some((type) => ['ELB', 'VPC_LATTICE'].includes(type.trim())),
      }),
    ),
};
