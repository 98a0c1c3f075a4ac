import { AppTemplates } from '../../../template/app-templates';
import { COMPLIANT, Opinion, unclear, worst } from '../../opinion';
import { expectTrue } from '../../reading/expectation';
import { fieldOf, Possible, textsOf } from '../../reading/possible';
import { Rule } from '../../rule';
import { blockDevices, isRootDevice, ServerSource, serverSources } from '../../servers/server-sources';

export const ENCRYPTED_VOLUMES: Rule = {
  id: 'SEC-1-EncryptedVolumes',
  principle: 'SEC-1',
  severity: 'error',
  requirement: 'All volumes of a server are encrypted, by what stands in its own launch template.',
  why: 'What the image or the account says of encryption is in no commit; packs that look at the first launch template of a stack miss the second.',
  fix: 'map the root device in each launch template, with Ebs.Encrypted true',
  standards: ['FSBP:EC2.3', 'FSBP:EC2.181', 'NIST-800-53-R5:SC-28', 'NIST-800-53-R5:SC-28(1)'],
  judge: (app) => serverSources(app).map((source) => ({ resource: source.resource, ...opinionOn(app, source) })),
};

function opinionOn(app: AppTemplates, source: ServerSource): Opinion {
  const devices = blockDevices(app, source).filter((one) => isVolume(app, one));
  const mapsRoot = devices.some((one) => textsOf(fieldOf(app, one, 'DeviceName')).some(isRootDevice));
  return worst([
    ...devices.map((one) => expectTrue(fieldOf(app, one, 'Ebs', 'Encrypted'), 'BlockDeviceMappings.Ebs.Encrypted')),
    mapsRoot ? COMPLIANT : unclear('BlockDeviceMappings has no root device, so the image or the account decides'),
  ]);
}

/** Unless it is a disk of the machine, or a device that shall not be there. */
function isVolume(app: AppTemplates, device: Possible): boolean {
  return (
    device.kind !== 'object' ||
    ['VirtualName', 'NoDevice'].every((name) => fieldOf(app, device, name).some(({ kind }) => kind === 'absent'))
  );
}
