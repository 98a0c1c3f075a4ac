import { unclear } from '../../opinion';
import { expectText } from '../../reading/expectation';
import { Rule } from '../../rule';
import { serverSources } from '../../servers/server-sources';

const PROPERTY = 'MetadataOptions.HttpPutResponseHopLimit';

export const METADATA_HOPS: Rule = {
  id: 'SEC-1-MetadataHops',
  principle: 'SEC-1',
  // Containers with a network of their own need two.
  severity: 'warning',
  requirement: 'The credentials of a server stay on it: the answer of its metadata service makes one hop.',
  why: 'With more hops a container, or whatever forwards packets on the server, can ask for them.',
  fix: 'set MetadataOptions.HttpPutResponseHopLimit to 1 in each launch template',
  standards: ['NIST-800-53-R5:AC-6'],
  judge: (app) =>
    serverSources(app).map(({ resource, setting }) => ({
      resource,
      ...expectText(setting('MetadataOptions', 'HttpPutResponseHopLimit'), {
        property: PROPERTY,
        accepts: (text) => text === '1',
        absent: unclear(`${PROPERTY} is not stated, so the image or the account decides`),
      }),
    })),
};
