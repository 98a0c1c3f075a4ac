import { AppTemplates } from '../../../template/app-templates';
import { Resource } from '../../../template/resource';
import { broken, COMPLIANT, judgeEach, Opinion, worst } from '../../opinion';
import { expectAbsent, expectText } from '../../reading/expectation';
import { fieldOf, itemsOf, Possible, propertyOf, textsOf } from '../../reading/possible';
import { Rule } from '../../rule';
import { INSTANCE } from '../../servers/server-sources';

/** Documents that only look. */
const LOOKING = ['AWS-GatherSoftwareInventory', 'AWS-ListWindowsInventory'];
const PATCHING = 'AWS-RunPatchBaseline';

export const REMOTE_COMMAND: Rule = {
  id: 'DIS-3-RemoteCommand',
  principle: 'DIS-3',
  severity: 'error',
  requirement: 'Systems Manager changes nothing on running servers.',
  why: 'A server that is patched or set up while it runs is no longer the image that was tested, nor like the next one.',
  fix: 'bake a new image and release it; an association may gather an inventory or scan for patches',
  standards: ['NIST-800-53-R5:CM-3'],
  judge: (app) => [
    ...judgeEach(app.ofType('AWS::SSM::Association'), (association) => associationOpinion(app, association)),
    ...judgeEach(app.ofType('AWS::SSM::MaintenanceWindowTask'), (task) =>
      expectText(propertyOf(app, task, 'TaskType'), {
        property: 'TaskType',
        accepts: (text) => text !== 'RUN_COMMAND',
      }),
    ),
    ...judgeEach(app.ofType(INSTANCE), (instance) =>
      expectAbsent(propertyOf(app, instance, 'SsmAssociations'), 'SsmAssociations'),
    ),
  ],
};

/** One that runs an automation works on resources, not on what is on a server. */
function associationOpinion(app: AppTemplates, association: Resource): Opinion {
  const automation = propertyOf(app, association, 'AutomationTargetParameterName');
  if (automation.every(({ kind }) => kind !== 'absent')) return COMPLIANT;
  const parameters = propertyOf(app, association, 'Parameters');
  const isScan = parameters.every((one) => onlyScans(app, one));
  return worst(
    propertyOf(app, association, 'Name').map((name) =>
      isScan && textsOf([name])[0] === PATCHING
        ? COMPLIANT
        : expectText([name], {
            property: 'Name',
            accepts: (text) => LOOKING.includes(text),
            absent: broken('It names no document'),
          }),
    ),
  );
}

function onlyScans(app: AppTemplates, parameters: Possible): boolean {
  const operations = itemsOf(app, fieldOf(app, parameters, 'Operation'));
  return operations.length > 0 && operations.every((one) => one.kind === 'text' && one.text === 'Scan');
}
