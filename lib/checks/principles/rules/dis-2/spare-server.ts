import { judgeEach } from '../../opinion';
import { expectAtLeast } from '../../reading/expectation';
import { propertyOf } from '../../reading/possible';
import { Rule } from '../../rule';
import { balancedGroups } from '../../servers/balanced-groups';

export const SPARE_SERVER: Rule = {
  id: 'DIS-2-SpareServer',
  principle: 'DIS-2',
  severity: 'error',
  requirement: 'A group behind a load balancer always has two servers or more.',
  why: 'While the only server of a group is replaced, nobody answers; with two, one of them may fail at any time.',
  fix: 'set MinSize of the group to 2 or more, one for each zone at best',
  standards: ['NIST-800-53-R5:CP-10', 'NIST-800-53-R5:SI-13(5)'],
  judge: (app) =>
    judgeEach(balancedGroups(app), (group) => expectAtLeast(propertyOf(app, group, 'MinSize'), 'MinSize', 2)),
};
