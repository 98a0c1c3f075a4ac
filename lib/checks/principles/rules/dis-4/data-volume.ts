import { AppTemplates } from '../../../template/app-templates';
import { broken, COMPLIANT, judgeEach, Opinion, worst } from '../../opinion';
import { expectAbsent, unreadable } from '../../reading/expectation';
import { fieldOf, itemsOf, Possible, propertyOf, show } from '../../reading/possible';
import { Rule } from '../../rule';
import { blockDevices, INSTANCE, isRootDevice, ServerSource, serverSources } from '../../servers/server-sources';

export const DATA_VOLUME: Rule = {
  id: 'DIS-4-DataVolume',
  principle: 'DIS-4',
  severity: 'error',
  requirement: 'A server has the volume that it boots from, and no other.',
  why: 'A volume for data is state: it is lost with the server, or must be carried to the next one.',
  fix: 'keep data in a service (S3, DynamoDB, RDS, EFS); make the root volume larger for scratch space',
  judge: (app) => [
    ...serverSources(app).map((source) => ({
      resource: source.resource,
      ...worst([...deviceOpinions(app, source), ...attachedOpinions(app, source)]),
    })),
    ...judgeEach(app.ofType('AWS::EC2::Volume'), () => broken('It is a volume that is not part of a server')),
    ...judgeEach(app.ofType('AWS::EC2::VolumeAttachment'), () => broken('It attaches a volume to a server')),
  ],
};

function deviceOpinions(app: AppTemplates, source: ServerSource): Opinion[] {
  const devices = blockDevices(app, source).filter((one) => !isSuppressed(app, one));
  const names = devices.map((one) => fieldOf(app, one, 'DeviceName'));
  const roots = new Set(names.flat().flatMap((one) => (one.kind === 'text' && isRootDevice(one.text) ? one.text : [])));
  const several = roots.size > 1 ? [broken(`BlockDeviceMappings has ${[...roots].join(' and ')}`)] : [];
  return [...several, ...names.flatMap((name) => name.map(nameOpinion))];
}

function nameOpinion(name: Possible): Opinion {
  if (name.kind !== 'text') return unreadable('BlockDeviceMappings.DeviceName', name);
  return isRootDevice(name.text) ? COMPLIANT : broken(`BlockDeviceMappings has ${show(name)}`);
}

/** A device of the image that shall not be there. */
function isSuppressed(app: AppTemplates, device: Possible): boolean {
  return device.kind === 'object' && fieldOf(app, device, 'NoDevice').every(({ kind }) => kind !== 'absent');
}

function attachedOpinions(app: AppTemplates, { resource }: ServerSource): Opinion[] {
  if (resource.type !== INSTANCE) return [];
  return itemsOf(app, propertyOf(app, resource, 'Volumes')).map((one) => expectAbsent([one], 'Volumes'));
}
