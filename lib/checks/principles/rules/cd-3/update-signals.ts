import { AppTemplates } from '../../../template/app-templates';
import { Resource } from '../../../template/resource';
import { broken, Opinion, worst } from '../../opinion';
import { expectItems, expectTrue } from '../../reading/expectation';
import { attributeOf, fieldOf, Possible } from '../../reading/possible';
import { Rule } from '../../rule';
import { AUTO_SCALING_GROUP } from '../../servers/launch-templates';
import { replacesServers, UpdatePolicies, updatePoliciesOf } from '../../servers/update-policies';

export const UPDATE_SIGNALS: Rule = {
  id: 'CD-3-UpdateSignals',
  principle: 'CD-3',
  severity: 'error',
  requirement: 'An update of a group fails when its new servers do.',
  why: 'CloudFormation takes back what fails; an update that waits for nothing never does, and goes on until no old server is left.',
  fix: 'wait for signals of the new servers (WaitOnResourceSignals, CreationPolicy), or give the instance refresh alarms',
  standards: ['NIST-800-53-R5:SI-2'],
  judge: (app) =>
    app.ofType(AUTO_SCALING_GROUP).flatMap((group) => {
      const policies = updatePoliciesOf(app, group);
      return replacesServers(policies) ? [{ resource: group, ...opinionOn(app, group, policies) }] : [];
    }),
};

function opinionOn(app: AppTemplates, group: Resource, { rolling, refresh, willReplace }: UpdatePolicies): Opinion {
  const signals = attributeOf(app, group, 'CreationPolicy', 'ResourceSignal');
  return worst([
    ...rolling.map((policy) =>
      expectTrue(fieldOf(app, policy, 'WaitOnResourceSignals'), 'AutoScalingRollingUpdate.WaitOnResourceSignals'),
    ),
    ...refresh.map((policy) => refreshOpinion(app, policy)),
    ...(willReplace.length > 0 && signals.some(({ kind }) => kind === 'absent')
      ? [broken('CreationPolicy.ResourceSignal is not stated')]
      : []),
  ]);
}

function refreshOpinion(app: AppTemplates, policy: Possible): Opinion {
  return expectItems(app, fieldOf(app, policy, 'Preferences', 'AlarmSpecification', 'Alarms'), {
    property: 'AutoScalingInstanceRefresh.Preferences.AlarmSpecification.Alarms',
    empty: 'AutoScalingInstanceRefresh.Preferences.AlarmSpecification has no alarm',
  });
}
