import { exposureOf, isLookedAt } from '../../../exposure/exposure';
import { broken, COMPLIANT } from '../../opinion';
import { Rule } from '../../rule';

export const PUBLIC_COMPONENT: Rule = {
  id: 'SEC-4-PublicComponent',
  principle: 'SEC-4',
  severity: 'error',
  requirement: 'Nobody on the internet can reach it.',
  why: 'Whatever the internet reaches is tried by everybody at every hour, and one mistake in it is enough.',
  fix: 'take away what opens it, which the way to it names; if it must be open, declare it with a reason and an owner',
  standards: ['FSBP:EC2.9', 'FSBP:S3.2', 'CIS-7.0:2.21', 'NIST-800-53-R5:AC-3', 'NIST-800-53-R5:SC-7'],
  judge: (app) =>
    exposureOf(app).judgements.flatMap(({ resource, verdict, reason, paths }) => {
      if (verdict === 'public') return [{ resource, ...broken([reason, ...paths.map(wayOf)].join('; ')) }];
      return verdict === 'not-public' && isLookedAt(resource) ? [{ resource, ...COMPLIANT }] : [];
    }),
};

function wayOf(path: readonly string[]): string {
  return path.join(' -> ');
}
