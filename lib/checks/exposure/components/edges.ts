import { Resource } from '../../template/resource';
import { doorOf, flag } from '../network/option';
import { Surroundings } from '../network/surroundings';
import { notPublic, Opinion } from '../opinion';
import { settingOf, textOfValue } from '../setting';
import { judgeEndpoint } from './endpoints';
import { Judges } from './judge';

const CONFIG = 'DistributionConfig';

/** Distributions: what they lead to is reached through them, and is not a public component itself. */
export const EDGES: Judges = {
  'AWS::CloudFront::Distribution': judgeDistribution,
  'AWS::CloudFront::VpcOrigin': () => notPublic('an origin in a VPC has no address on the internet'),
};

/** One that only has tenants answers nobody under a name of its own. */
function judgeDistribution(distribution: Resource, { app }: Surroundings): Opinion {
  const modes = settingOf(app, distribution, CONFIG, 'ConnectionMode');
  const isTemplate = !modes.mayBeAbsent && modes.values.every((one) => textOfValue(one) === 'tenant-only');
  if (isTemplate) return notPublic('ConnectionMode is tenant-only; its tenants are judged themselves');
  return judgeEndpoint(distribution, 'distribution', doorOf(app, distribution, flag([CONFIG, 'Enabled'], 'unknown')));
}
