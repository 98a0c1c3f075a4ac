import { AppTemplates } from '../../../template/app-templates';
import { Resource } from '../../../template/resource';
import { broken, COMPLIANT, judgeEach, Opinion, worst } from '../../opinion';
import { expectAbsent, expectText } from '../../reading/expectation';
import { fieldOf, Possible } from '../../reading/possible';
import { Rule } from '../../rule';
import { AUTO_SCALING_GROUP, launchOverrides } from '../../servers/launch-templates';
import { hasLocalStorage } from '../../servers/local-storage';
import { blockDevices, ServerSource, serverSources } from '../../servers/server-sources';

export const INSTANCE_STORE: Rule = {
  id: 'DIS-4-InstanceStore',
  principle: 'DIS-4',
  // The disk alone is no state; that somebody pays for it makes it likely that something is kept there.
  severity: 'warning',
  requirement: 'Servers have no disks of their own.',
  why: 'What is on such a disk is lost with the server, and a service that needs it there is not stateless.',
  fix: 'take an instance type without disks (without a `d` in its family), and set LocalStorage to excluded in requirements',
  judge: (app) => [
    ...serverSources(app).map((source) => ({ resource: source.resource, ...sourceOpinion(app, source) })),
    ...judgeEach(
      app.ofType(AUTO_SCALING_GROUP).filter((group) => launchOverrides(app, group).length > 0),
      (group) => overridesOpinion(app, group),
    ),
  ],
};

function sourceOpinion(app: AppTemplates, source: ServerSource): Opinion {
  const mapped = blockDevices(app, source).map((one) =>
    expectAbsent(fieldOf(app, one, 'VirtualName'), 'BlockDeviceMappings.VirtualName'),
  );
  const requirements = source.setting('InstanceRequirements');
  return worst([
    ...mapped,
    typeOpinion(source.setting('InstanceType')),
    ...requirements.map((one) => requirementsOpinion(app, one)),
  ]);
}

function overridesOpinion(app: AppTemplates, group: Resource): Opinion {
  return worst(
    launchOverrides(app, group).flatMap((one) => [
      typeOpinion(fieldOf(app, one, 'InstanceType')),
      ...fieldOf(app, one, 'InstanceRequirements').map((requirements) => requirementsOpinion(app, requirements)),
    ]),
  );
}

function typeOpinion(types: readonly Possible[]): Opinion {
  return expectText(types, {
    property: 'InstanceType',
    accepts: (text) => !hasLocalStorage(text),
    absent: COMPLIANT,
  });
}

function requirementsOpinion(app: AppTemplates, requirements: Possible): Opinion {
  if (requirements.kind === 'absent') return COMPLIANT;
  return expectText(fieldOf(app, requirements, 'LocalStorage'), {
    property: 'InstanceRequirements.LocalStorage',
    accepts: (text) => text === 'excluded',
    absent: broken('InstanceRequirements does not exclude LocalStorage'),
  });
}
