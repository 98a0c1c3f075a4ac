import { AppTemplates } from '../../../template/app-templates';
import { Resource } from '../../../template/resource';
import { broken, COMPLIANT, Opinion, worst } from '../../opinion';
import { unreadable } from '../../reading/expectation';
import { fieldOf, Possible, propertyOf, resourceOf } from '../../reading/possible';
import { Rule } from '../../rule';
import { AUTO_SCALING_GROUP, LAUNCH_TEMPLATE, launchSpecifications } from '../../servers/launch-templates';
import { INSTANCE } from '../../servers/server-sources';

export const FLOATING_TEMPLATE: Rule = {
  id: 'DIS-3-FloatingTemplate',
  principle: 'DIS-3',
  severity: 'error',
  requirement: 'The version of the launch template that servers start from is fixed.',
  why: 'With $Latest or $Default somebody who adds a version changes the next server that starts, with no deploy and no rollback.',
  fix: 'take the version from the launch template of the same app (its attribute LatestVersionNumber), or write its number',
  standards: ['NIST-800-53-R5:CM-2', 'NIST-800-53-R5:CM-3'],
  judge: (app) => [
    ...judgeThose(app, app.ofType(AUTO_SCALING_GROUP), (group) => launchSpecifications(app, group)),
    ...judgeThose(app, app.ofType(INSTANCE), (instance) =>
      propertyOf(app, instance, 'LaunchTemplate').filter(({ kind }) => kind !== 'absent'),
    ),
  ],
};

/** Only what is started from a launch template. */
function judgeThose(app: AppTemplates, resources: readonly Resource[], specified: (one: Resource) => Possible[]) {
  return resources.flatMap((resource) => {
    const specifications = specified(resource);
    if (specifications.length === 0) return [];
    const versions = specifications.flatMap((one) => fieldOf(app, one, 'Version'));
    return [{ resource, ...worst(versions.map(opinionOn)) }];
  });
}

function opinionOn(version: Possible): Opinion {
  if (version.kind === 'absent') return broken('Version is not stated, which means $Default');
  if (version.kind === 'text') return /^\d+$/.test(version.text) ? COMPLIANT : broken(`Version is ${version.text}`);
  return resourceOf(version, LAUNCH_TEMPLATE) === undefined ? unreadable('Version', version) : COMPLIANT;
}
