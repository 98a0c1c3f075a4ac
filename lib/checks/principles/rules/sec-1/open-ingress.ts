import { AppTemplates } from '../../../template/app-templates';
import { isWide } from '../../network/address-range';
import { ingressHolders } from '../../network/ingress';
import { broken, COMPLIANT, Opinion, worst } from '../../opinion';
import { unreadable } from '../../reading/expectation';
import { fieldOf, Possible, show } from '../../reading/possible';
import { Rule } from '../../rule';

export const OPEN_INGRESS: Rule = {
  id: 'SEC-1-OpenIngress',
  principle: 'SEC-1',
  severity: 'error',
  requirement: 'No security group is open to everybody, not in halves either.',
  why: 'The ranges 0.0.0.0/1 and 128.0.0.0/1 are the internet as well, and what is open to it waits for a route.',
  fix: 'name the security group that may ask, or a range of your own network',
  standards: ['FSBP:EC2.18', 'FSBP:EC2.19', 'CIS-7.0:6.3', 'CIS-7.0:6.4', 'NIST-800-53-R5:SC-7', 'NIST-800-53-R5:AC-4'],
  judge: (app) =>
    ingressHolders(app).map(({ resource, rules }) => ({
      resource,
      ...worst(rules.flatMap((rule) => opinionsOn(app, rule))),
    })),
};

function opinionsOn(app: AppTemplates, rule: Possible): Opinion[] {
  return ['CidrIp', 'CidrIpv6'].flatMap((property) =>
    fieldOf(app, rule, property).map((range) => rangeOpinion(property, range)),
  );
}

function rangeOpinion(property: string, range: Possible): Opinion {
  // The range of a network of this app is as wide as the network.
  if (range.kind === 'absent' || range.kind === 'resource') return COMPLIANT;
  const wide = range.kind === 'text' ? isWide(range.text) : undefined;
  if (wide === undefined) return unreadable(property, range);
  return wide ? broken(`${property} is ${show(range)}`) : COMPLIANT;
}
