import { listOf, objectOf } from '../../../private/json';
import { Resource } from '../../template/resource';
import { Access, closed, unreadable } from './access';
import { PolicyReader } from './policy-access';
import { Seals } from './seal';

/** What a canned access control list lets everybody do. */
const FOR_EVERYBODY: { readonly [acl: string]: readonly [who: string, what: string] } = {
  PublicRead: ['anyone', 's3:GetObject'],
  PublicReadWrite: ['anyone', 's3:GetObject, s3:PutObject'],
  AuthenticatedRead: ['anyone with an AWS account', 's3:GetObject'],
};

const CLOSED = ['Private', 'LogDeliveryWrite', 'BucketOwnerRead', 'BucketOwnerFullControl', 'AwsExecRead'];

/** What the access control list of a bucket opens. */
export function bucketAcl(bucket: Resource, reader: PolicyReader): Access[] {
  const { AccessControl } = bucket.properties;
  const ignored = ignoredBy(bucket, reader);
  return reader.texts.of(AccessControl, bucket.template).map((acl) => {
    if (CLOSED.includes(acl)) return closed(`AccessControl is ${acl}.`);
    if (ignored !== undefined) return closed(`AccessControl is ${acl}, but ${ignored}.`);
    const found = Object.prototype.hasOwnProperty.call(FOR_EVERYBODY, acl) ? FOR_EVERYBODY[acl] : undefined;
    if (found === undefined) return unreadable(`AccessControl is ${acl}, which may let in anyone.`);
    const [who, what] = found;
    return {
      verdict: 'public',
      reason: `AccessControl ${acl} lets ${who} do ${what}.`,
      way: ['internet', who, what],
      grants: [],
    };
  });
}

/** A setting that refuses new public lists leaves those that are there, so only one that ignores them counts. */
function ignoredBy(bucket: Resource, reader: PolicyReader): string | undefined {
  if (new Seals(reader).isOn('IgnorePublicAcls', bucket)) return 'IgnorePublicAcls makes nothing of it';
  const { OwnershipControls } = bucket.properties;
  const { ObjectOwnership } = objectOf(listOf(objectOf(OwnershipControls).Rules)[0]);
  const owners = reader.app.values.mayBeAbsent(ObjectOwnership, bucket.template)
    ? []
    : reader.texts.of(ObjectOwnership, bucket.template);
  const isOff = owners.length > 0 && owners.every((one) => one === 'BucketOwnerEnforced');
  return isOff ? 'BucketOwnerEnforced turns lists off' : undefined;
}
