import { broken, COMPLIANT, judgeEach, Opinion, worst } from '../../opinion';
import { unreadable } from '../../reading/expectation';
import { fieldOf, itemsOf, Possible, propertyOf, show } from '../../reading/possible';
import { Rule } from '../../rule';
import { INSTANCE } from '../../servers/server-sources';

/** What has an address that belongs to one server. */
const ADDRESSED = [INSTANCE, 'AWS::EC2::EIP', 'AWS::EC2::NetworkInterface'];

export const SERVER_NAME: Rule = {
  id: 'DIS-1-ServerName',
  principle: 'DIS-1',
  severity: 'error',
  requirement: 'No name in DNS leads to a single server.',
  why: 'A server with a name is one that others count on, and its replacement is a change of DNS that clients learn of late.',
  fix: 'let the name lead to a load balancer (an alias record)',
  judge: (app) => [
    ...judgeEach(app.ofType('AWS::Route53::RecordSet'), (record) =>
      addressOpinion(itemsOf(app, propertyOf(app, record, 'ResourceRecords')), 'ResourceRecords'),
    ),
    ...judgeEach(app.ofType('AWS::Route53::RecordSetGroup'), (group) => {
      const records = itemsOf(app, propertyOf(app, group, 'RecordSets'));
      const addresses = records.flatMap((one) => fieldOf(app, one, 'ResourceRecords'));
      return addressOpinion(itemsOf(app, addresses), 'ResourceRecords');
    }),
    ...judgeEach(app.ofType('AWS::ServiceDiscovery::Instance'), (one) =>
      worst(
        ['AWS_EC2_INSTANCE_ID', 'AWS_INSTANCE_IPV4', 'AWS_INSTANCE_IPV6'].map((attribute) =>
          addressOpinion(propertyOf(app, one, 'InstanceAttributes', attribute), `InstanceAttributes.${attribute}`),
        ),
      ),
    ),
  ],
};

function addressOpinion(values: readonly Possible[], property: string): Opinion {
  return worst(
    values.map((value) => {
      if (value.kind === 'absent' || value.kind === 'text') return COMPLIANT;
      if (value.kind !== 'resource') return unreadable(property, value);
      return ADDRESSED.includes(value.resource.type) ? broken(`${property} is ${show(value)}`) : COMPLIANT;
    }),
  );
}
