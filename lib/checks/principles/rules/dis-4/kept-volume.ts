import { COMPLIANT, worst } from '../../opinion';
import { expectText } from '../../reading/expectation';
import { fieldOf } from '../../reading/possible';
import { Rule } from '../../rule';
import { blockDevices, serverSources } from '../../servers/server-sources';

const PROPERTY = 'Ebs.DeleteOnTermination';

export const KEPT_VOLUME: Rule = {
  id: 'DIS-4-KeptVolume',
  principle: 'DIS-4',
  severity: 'error',
  requirement: 'The volumes of a server go when it goes.',
  why: 'A volume that is kept holds data that somebody thinks of as safe, and each replacement leaves another one that is paid for.',
  fix: 'leave DeleteOnTermination true; keep data in a service',
  judge: (app) =>
    serverSources(app).map((source) => ({
      resource: source.resource,
      ...worst(
        blockDevices(app, source).map((device) =>
          expectText(fieldOf(app, device, 'Ebs', 'DeleteOnTermination'), {
            property: `BlockDeviceMappings.${PROPERTY}`,
            accepts: (text) => text === 'true',
            // The default for what a server is started with.
            absent: COMPLIANT,
          }),
        ),
      ),
    })),
};
