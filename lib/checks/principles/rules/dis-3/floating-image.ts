import { worst } from '../../opinion';
import { Rule } from '../../rule';
import { Images } from '../../servers/images';
import { serverSources } from '../../servers/server-sources';

export const FLOATING_IMAGE: Rule = {
  id: 'DIS-3-FloatingImage',
  principle: 'DIS-3',
  severity: 'error',
  requirement: 'The image that servers start from is named by its id.',
  why: 'A name like `latest` means another image tomorrow: a scale-out or a rollback starts servers that nobody has tested.',
  fix: 'write the id of the image into the template (with this library: into the release manifest)',
  standards: ['NIST-800-53-R5:CM-2', 'NIST-800-53-R5:CM-14'],
  judge: (app) => {
    const images = new Images(app);
    return serverSources(app).map(({ resource, setting }) => ({
      resource,
      ...worst(setting('ImageId').map((image) => images.opinionOn(image, 'ImageId'))),
    }));
  },
};
