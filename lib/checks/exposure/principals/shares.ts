import { Resource } from '../../template/resource';
import { Access, closed, unreadable } from './access';
import { holderOfAccount, holderOfArn, Reader } from './holder';
import { Opened, Opener, opener } from './opened';
import { PolicyReader } from './policy-access';
import { hasWildcard } from './policy-texts';
import { valuesAt } from './property-path';

/** A property that gives something away to those whom it names. */
interface Share {
  readonly type: string;
  readonly property: string;
  /** What they get. */
  readonly what: string;
  /** The property that names what is given away; without one it is the resource itself. */
  readonly target?: string;
  /** A value that means everybody. */
  readonly everybody?: string;
  /** Values that mean nobody outside. */
  readonly nobody?: readonly string[];
  readonly kind?: Opened['kind'];
}

const IMAGE = 'Distributions.AmiDistributionConfiguration';
const LAUNCH = `${IMAGE}.LaunchPermissionConfiguration`;

const SHARES: readonly Share[] = [
  {
    type: 'AWS::ACMPCA::Permission',
    property: 'SourceAccount',
    what: 'have certificates issued',
    target: 'CertificateAuthorityArn',
  },
  { type: 'AWS::CodeGuruProfiler::ProfilingGroup', property: 'AgentPermissions.Principals', what: 'send profiles' },
  {
    type: 'AWS::DLM::LifecyclePolicy',
    property: 'PolicyDetails.Schedules.ShareRules.TargetAccounts',
    what: 'use snapshots',
  },
  {
    type: 'AWS::EC2::VPCEndpointServicePermissions',
    property: 'AllowedPrincipals',
    what: 'connect an endpoint',
    target: 'ServiceId',
  },
  {
    type: 'AWS::EKS::AccessEntry',
    property: 'PrincipalArn',
    what: 'use the cluster',
    target: 'ClusterName',
    kind: 'cross-account',
  },
  {
    type: 'AWS::GlobalAccelerator::CrossAccountAttachment',
    property: 'Principals',
    what: 'use endpoints and addresses',
  },
  { type: 'AWS::ImageBuilder::DistributionConfiguration', property: `${LAUNCH}.UserIds`, what: 'launch the image' },
  {
    type: 'AWS::ImageBuilder::DistributionConfiguration',
    property: `${LAUNCH}.OrganizationArns`,
    what: 'launch the image',
  },
  {
    type: 'AWS::ImageBuilder::DistributionConfiguration',
    property: `${LAUNCH}.OrganizationalUnitArns`,
    what: 'launch the image',
  },
  {
    type: 'AWS::ImageBuilder::DistributionConfiguration',
    property: `${LAUNCH}.UserGroups`,
    what: 'launch the image',
    everybody: 'all',
  },
  {
    type: 'AWS::ImageBuilder::DistributionConfiguration',
    property: `${IMAGE}.TargetAccountIds`,
    what: 'get a copy of the image',
  },
  {
    type: 'AWS::LakeFormation::Permissions',
    property: 'DataLakePrincipal.DataLakePrincipalIdentifier',
    what: 'use data',
    kind: 'cross-account',
    nobody: ['IAM_ALLOWED_PRINCIPALS'],
  },
  {
    type: 'AWS::LakeFormation::PrincipalPermissions',
    property: 'Principal.DataLakePrincipalIdentifier',
    what: 'use data',
    kind: 'cross-account',
    nobody: ['IAM_ALLOWED_PRINCIPALS'],
  },
  { type: 'AWS::LicenseManager::Grant', property: 'Principals', what: 'use the licence' },
  {
    type: 'AWS::Lightsail::Bucket',
    property: 'AccessRules.GetObject',
    what: 's3:GetObject',
    everybody: 'public',
    nobody: ['private'],
  },
  { type: 'AWS::Lightsail::Bucket', property: 'ReadOnlyAccessAccounts', what: 's3:GetObject', kind: 'cross-account' },
  {
    type: 'AWS::OpenSearchServerless::AccessPolicy',
    property: 'Policy.Principal',
    what: 'use the collection',
    kind: 'cross-account',
  },
  { type: 'AWS::RAM::ResourceShare', property: 'Principals', what: 'use what is shared' },
  {
    type: 'AWS::Redshift::EndpointAuthorization',
    property: 'Account',
    what: 'connect to the cluster',
    target: 'ClusterIdentifier',
    kind: 'cross-account',
  },
  {
    type: 'AWS::SecurityLake::Subscriber',
    property: 'SubscriberIdentity.Principal',
    what: 'read the data lake',
    kind: 'cross-account',
  },
  {
    type: 'AWS::ServiceCatalog::PortfolioShare',
    property: 'AccountId',
    what: 'use the portfolio',
    target: 'PortfolioId',
  },
  {
    type: 'AWS::Signer::ProfilePermission',
    property: 'Principal',
    what: 'sign code',
    target: 'ProfileName',
    kind: 'cross-account',
  },
];

/** What is public by being there. */
const PUBLISHED: { readonly [type: string]: string } = {
  'AWS::CloudFormation::PublicTypeVersion': 'use the extension',
  'AWS::ECR::PublicRepository': 'pull images',
};

/** The properties that share artefacts and data with others, who are named, or are everybody. */
export const SHARE_OPENERS: readonly Opener[] = [
  ...SHARES.map((share) =>
    opener(share.type, share.target, (resource, reader) => sharedBy(share, resource, reader), share.kind ?? 'sharing'),
  ),
  ...Object.entries(PUBLISHED).map(([type, what]) => opener(type, undefined, () => [published(what)], 'sharing')),
];

function sharedBy(share: Share, resource: Resource, reader: PolicyReader): Access[] {
  return valuesAt(resource.properties, share.property, resource.template, reader.app)
    .flatMap(({ value, template }) => reader.texts.of(value, template))
    .filter((text) => !(share.nobody ?? []).includes(text))
    .map((text) => sharedWith(text, share, { texts: reader.texts, template: resource.template }));
}

function sharedWith(text: string, { property, what, everybody }: Share, reader: Reader): Access {
  const name = property.split('.').pop();
  if (text === everybody || hasWildcard(text)) return published(what, `${name} ${text}`);
  if (everybody !== undefined) return unreadable(`${name} is ${text}, which may be ${everybody}.`);
  const holder =
    text.startsWith('arn:') || text.startsWith('${') ? holderOfArn(text, reader) : holderOfAccount(text, reader);
  if (text === '${AWS::AccountId}' || holder.kind === 'own') return closed(`${name} names the own account.`);
  // Whoever it is, it is one that is named.
  const to = holder.kind === 'other' ? holder.name : text;
  return closed(`${name} names ${to}.`, [{ to, what }]);
}

function published(what: string, by?: string): Access {
  const anyone = by === undefined ? 'anyone' : `anyone (${by})`;
  return {
    verdict: 'public',
    reason: `${anyone.replace(/^a/, 'A')} can ${what}.`,
    way: ['internet', anyone, what],
    grants: [],
  };
}
