import { COMPLIANT } from '../../opinion';
import { expectText } from '../../reading/expectation';
import { textsOf } from '../../reading/possible';
import { Rule } from '../../rule';
import { ServerSource, serverSources } from '../../servers/server-sources';

export const METADATA_TOKENS: Rule = {
  id: 'SEC-1-MetadataTokens',
  principle: 'SEC-1',
  severity: 'error',
  requirement: 'The metadata service of a server answers requests with a token alone (IMDSv2).',
  why: 'Without it, one forged request through the service gives away the credentials of its role.',
  fix: 'set MetadataOptions.HttpTokens to required in each launch template',
  standards: [
    'FSBP:EC2.8',
    'FSBP:EC2.170',
    'FSBP:AutoScaling.3',
    'CIS-7.0:6.7',
    'NIST-800-53-R5:AC-3',
    'NIST-800-53-R5:AC-6',
  ],
  judge: (app) => serverSources(app).map((source) => ({ resource: source.resource, ...opinionOn(source) })),
};

function opinionOn({ setting }: ServerSource) {
  const endpoint = setting('MetadataOptions', 'HttpEndpoint');
  if (textsOf(endpoint).length === endpoint.length && textsOf(endpoint).every((one) => one === 'disabled')) {
    return COMPLIANT;
  }
  return expectText(setting('MetadataOptions', 'HttpTokens'), {
    property: 'MetadataOptions.HttpTokens',
    accepts: (text) => text === 'required',
  });
}
