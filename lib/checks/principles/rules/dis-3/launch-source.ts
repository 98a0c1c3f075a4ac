import { AppTemplates } from '../../../template/app-templates';
import { Resource } from '../../../template/resource';
import { broken, COMPLIANT, judgeEach, Opinion, unclear, worst } from '../../opinion';
import { propertyOf, resourceOf, show } from '../../reading/possible';
import { Rule } from '../../rule';
import { AUTO_SCALING_GROUP, launchSpecifications, LaunchTemplates } from '../../servers/launch-templates';
import { LAUNCH_CONFIGURATION } from '../../servers/server-sources';

export const LAUNCH_SOURCE: Rule = {
  id: 'DIS-3-LaunchSource',
  principle: 'DIS-3',
  severity: 'error',
  requirement: 'What a group starts its servers from is in the app.',
  why: 'Whatever the rules say of launch templates holds for the servers only if they are started from one of these.',
  fix: 'define the launch template in the app, in whatever stack, and refer to it',
  standards: ['FSBP:AutoScaling.9', 'NIST-800-53-R5:CM-2'],
  judge: (app) => {
    const templates = new LaunchTemplates(app);
    return judgeEach(app.ofType(AUTO_SCALING_GROUP), (group) => opinionOn(app, templates, group));
  },
};

function opinionOn(app: AppTemplates, templates: LaunchTemplates, group: Resource): Opinion {
  const specifications = launchSpecifications(app, group);
  const configurations = propertyOf(app, group, 'LaunchConfigurationName').filter(({ kind }) => kind !== 'absent');
  const copied = propertyOf(app, group, 'InstanceId').filter(({ kind }) => kind !== 'absent');
  if (copied.length > 0) return broken(`InstanceId is ${show(copied[0])}: a running server is copied`);
  if (specifications.length + configurations.length === 0) return broken('It does not say what its servers start from');
  return worst([
    ...specifications.flatMap((one) => templates.namedBy(one)).map((one) => (one ? COMPLIANT : OUTSIDE)),
    ...configurations.map((one) => (resourceOf(one, LAUNCH_CONFIGURATION) ? COMPLIANT : OUTSIDE)),
  ]);
}

const OUTSIDE = unclear('What its servers start from is not in this app');
