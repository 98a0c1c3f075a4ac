import { Resource } from '../../template/resource';
import { Access } from './access';
import { bucketAcl } from './bucket-acl';
import { Opener, opener, Opening, opens } from './opened';
import { POLICY_CARRIERS, PolicyCarrier } from './policy-carriers';
import { valuesAt } from './property-path';

/** What the policies of the app open, each behind what keeps everybody out of its resource. */
export const POLICY_OPENERS: readonly Opener[] = [
  ...POLICY_CARRIERS.map((carrier): Opener => ({
    type: carrier.type,
    open(policy, opening) {
      const accesses = accessesOf(carrier, policy, opening);
      return opening.targets
        .of(policy, carrier.target)
        .flatMap((target) => accesses.map((one) => opens(target, opening.seals.behind(one, policy, target))));
    },
  })),
  opener('AWS::S3::Bucket', undefined, bucketAcl),
];

function accessesOf({ type, documents }: PolicyCarrier, policy: Resource, { reader }: Opening): Access[] {
  return documents
    .flatMap((path) => valuesAt(policy.properties, path, policy.template, reader.app))
    .flatMap(({ value, template }) => reader.accesses(value, template, type === 'AWS::IAM::Role'));
}
