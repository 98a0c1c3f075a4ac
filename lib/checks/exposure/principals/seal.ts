import { objectOf } from '../../../private/json';
import { StackTemplate } from '../../assembly/assembly';
import { Resource } from '../../template/resource';
import { Access, closed } from './access';
import { PolicyReader } from './policy-access';

/** Kinds of storage that AWS never lets anybody open to the public. */
const ALWAYS_BLOCKED = /^AWS::(S3Express|S3Tables)::/;

/** Access points block public access unless they are told not to; buckets that are older than April 2023 do not. */
const BLOCKED_BY_DEFAULT = /^AWS::S3::(AccessPoint|MultiRegionAccessPoint)$/;

const SEARCH = /^AWS::(OpenSearchService|Elasticsearch)::Domain$/;

/** Keeps everybody out of a resource whatever its policy says; those whom the policy names are let in all the same. */
export class Seals {
  constructor(private readonly reader: PolicyReader) {}

  /** An access that a policy gives, after what keeps everybody out. */
  public behind(access: Access, policy: Resource, target: Resource): Access {
    const isForAll = access.who === 'everybody' || access.who === 'named';
    const seal = isForAll && access.verdict !== 'not-public' ? this.of(policy, target) : undefined;
    if (seal === undefined) return access;
    const [, who, what] = access.way;
    return closed(`${access.reason.replace(/\.$/, '')}; ${seal}.`, access.who === 'named' ? [{ to: who, what }] : []);
  }

  /** What keeps everybody out of a resource, if anything does. */
  public of(policy: Resource, target: Resource): string | undefined {
    if (ALWAYS_BLOCKED.test(target.type)) return 'AWS keeps this kind of storage from the public';
    if (policy.type === 'AWS::VpcLattice::AuthPolicy') return 'only those within the service network reach it';
    if (SEARCH.test(target.type))
      return this.mayBeAbsent(target.properties.VPCOptions, target.template) ? undefined : 'the domain is within a VPC';
    return this.ofStorage(target);
  }

  /**
   * Only the setting that ignores a public policy counts: one that refuses new ones leaves those that are there.
   *
   * An access point is behind the block of its bucket, too.
   */
  private ofStorage({ type, properties, template }: Resource): string | undefined {
    if (type === 'AWS::S3::AccessPoint') {
      if (!this.mayBeAbsent(properties.VpcConfiguration, template)) return 'the access point is for a VPC';
      const [text] = this.reader.texts.of(properties.Bucket, template);
      const bucket = text === undefined ? undefined : this.reader.texts.resourceIn(text);
      if (bucket?.type === 'AWS::S3::Bucket' && this.isOn('RestrictPublicBuckets', bucket)) return BLOCKED;
    }
    const isDefault = BLOCKED_BY_DEFAULT.test(type) && properties.PublicAccessBlockConfiguration === undefined;
    const isBlocked = isDefault || this.isOn('RestrictPublicBuckets', { type, properties, template });
    return isBlocked ? BLOCKED : undefined;
  }

  /** Whether a setting of the public access block is on in every deployment. */
  public isOn(setting: string, { properties, template }: Pick<Resource, 'properties' | 'template' | 'type'>): boolean {
    const configuration = properties.PublicAccessBlockConfiguration;
    const value = objectOf(configuration)[setting];
    const texts = this.mayBeAbsent(value, template) ? [] : this.reader.texts.of(value, template);
    return texts.length > 0 && texts.every((text) => text === 'true');
  }

  private mayBeAbsent(value: unknown, template: StackTemplate): boolean {
    return this.reader.app.values.mayBeAbsent(value, template);
  }
}

const BLOCKED = 'RestrictPublicBuckets keeps everybody else out';
