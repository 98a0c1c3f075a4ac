import { ReleaseGates } from '../../gate/release-gates';
import { broken, COMPLIANT, judgeEach } from '../../opinion';
import { Rule } from '../../rule';
import { AUTO_SCALING_GROUP } from '../../servers/launch-templates';
import { replacesServers, updatePoliciesOf } from '../../servers/update-policies';

export const GROUP_UPDATE: Rule = {
  id: 'CD-1-GroupUpdate',
  principle: 'CD-1',
  severity: 'error',
  requirement: 'A change of what servers start from reaches the servers that run.',
  why: 'Without an update policy the deploy ends green with all the old servers in place, until somebody terminates them one by one.',
  fix: 'let each release have a group of its own behind a release gate, or give the group an UpdatePolicy',
  judge: (app) => {
    const gates = new ReleaseGates(app);
    return judgeEach(app.ofType(AUTO_SCALING_GROUP), (group) =>
      gates.isGated(group) || replacesServers(updatePoliciesOf(app, group))
        ? COMPLIANT
        : broken('UpdatePolicy replaces no server, and no gate does'),
    );
  },
};
