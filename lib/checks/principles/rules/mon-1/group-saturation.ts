import { ReleaseGates } from '../../gate/release-gates';
import { broken, COMPLIANT, judgeEach } from '../../opinion';
import { Rule } from '../../rule';
import { AUTO_SCALING_GROUP } from '../../servers/launch-templates';
import { WatchedSignals } from '../../watching/watched-signals';

export const GROUP_SATURATION: Rule = {
  id: 'MON-1-GroupSaturation',
  principle: 'MON-1',
  severity: 'error',
  requirement: 'An alarm watches how full the servers of a group are.',
  why: 'Scaling ends at the maximum of the group, and a group that is full turns users away without any server being ill.',
  fix: 'add an alarm on CPUUtilization, mem_used_percent or GroupInServiceInstances of the group',
  standards: ['NIST-800-53-R5:SI-4'],
  judge: (app) => {
    const [gates, watched] = [new ReleaseGates(app), new WatchedSignals(app)];
    const groups = app.ofType(AUTO_SCALING_GROUP).filter((group) => !gates.isGated(group));
    return judgeEach(groups, (group) =>
      watched.of(group).has('saturation') ? COMPLIANT : broken('No alarm watches saturation'),
    );
  },
};
