import { JsonObject } from '../../../private/json';
import { StackTemplate } from '../../assembly/assembly';
import { Resource } from '../../template/resource';
import { Value } from '../../template/template-values';
import { unreadable } from './access';
import { Opened, opens } from './opened';
import { PolicyReader } from './policy-access';
import { documentIn, isDocument } from './statement';

/** What may be a policy, by its name. */
const MAY_BE_POLICY = /(policy|policies|policy_?document|policy_?text)$/i;

/** What has to be one. */
const MUST_BE_POLICY = /(resource_?policy|access_?policy|policy_?document|policy_?text)$/i;

/** What is called a policy, and is none that lets somebody in. */
const OTHER_POLICIES = new RegExp(
  `^(${[
    'AgentPolicy|ArchivePolicy|AutoImportPolicy|BrowserPolicy|CachePolicy|ContentSecurityPolicy|CustomPolicy|DataProtectionPolicy',
    'DefaultPolicy|DeletionPolicy|DeliveryPolicy|DeploymentPolicies|DnsPolicy|EncryptionPolicy|FieldIndexPolicies|FillPolicy|FilterPolicy',
    'FirewallPolicy|LifecyclePolic(y|ies)|ManagedPolicies|PasswordPolicy|PermissionsBoundaryPolicy|PoliciesTo.*|ReferrerPolicy',
    'RedriveAllowPolicy|RedrivePolicy|ReplayPolicy|RetentionPolicy|RetryPolicy|RestartPolicy|RolloutPolicy|RoutingPolicy|SafeguardPolicy',
    'ScalingPolicy|SchedulingPolicy|SecurityPolicy|SessionPolicy|SnapshotPolicy|SslPolicy|TlsPolicy|TrafficPolicy|UpdatePolicy',
    '.*ProtocolPolicy|.*HttpsPolicy|.*ProtectionPolicy|.*StickinessPolicy|.*TerminationPolicy|.*ExceptionPolicy|.*DeletionPolicy|.*PullPolicy',
    '.*ExecutionPolicy|.*HandlingPolicy|.*RatePolicy|.*SelectionPolicy|.*CachingPolicy|.*TLSSecurityPolicy|.*FailurePolicy|.*PropagationPolicy',
  ].join('|')})$`,
  'i',
);

/** Policies of identities and of organizations, which let in nobody by themselves, and policies that other judges know. */
const WITHOUT_PRINCIPALS =
  /^AWS::(IAM|SSO|Organizations|DLM|FMS|AutoScaling|ApplicationAutoScaling|NetworkFirewall|NetworkManager|VerifiedPermissions|Config)::|^AWS::(ApiGateway::(RestApi|DomainNameV2)|EC2::VPCEndpoint|EKS::PodIdentityAssociation|IoT::Policy|RolesAnywhere::Profile|Transfer::User|Bedrock::AutomatedReasoningPolicy|OpenSearchServerless::.*Policy)$/;

/** A property that may have a policy in it. */
interface Found {
  readonly name: string;
  readonly value: unknown;
  readonly template: StackTemplate;
}

/**
 * What policies open that stand in properties which nobody has listed: a new type of resource, or a new property of an old one.
 *
 * They are known by their names and their looks, and what looks like one and cannot be read may let in anyone.
 */
export function unlistedPolicies(resource: Resource, listed: readonly string[], reader: PolicyReader): Opened[] {
  if (WITHOUT_PRINCIPALS.test(resource.type)) return [];
  const { properties, template } = resource;
  return policiesIn(properties, template, listed).flatMap((found) => openedBy(found, resource, reader));
}

function openedBy({ name, value, template }: Found, resource: Resource, reader: PolicyReader): Opened[] {
  const source = { app: reader.app, texts: reader.texts, template: resource.template };
  return reader.app.values.items(value, template).flatMap((one) => {
    const document = documentIn(one, source);
    if (document === undefined) return isHidden(name, one) ? [opens(resource, hidden(name))] : [];
    const { fields } = document;
    if (isDocument(fields)) return reader.accesses(fields, document.template).map((access) => opens(resource, access));
    return policiesIn(fields, document.template, []).flatMap((inner) => openedBy(inner, resource, reader));
  });
}

/** Whether a value may be a policy though it does not look like one: what is not known, or not JSON where a policy has to be. */
function isHidden(name: string, value: Value): boolean {
  if (MUST_BE_POLICY.test(name)) return true;
  return value.kind === 'unknown' || (value.kind === 'resource' && value.resource.type.startsWith('Custom::'));
}

function hidden(name: string) {
  return unreadable(`${name} is not in the template, so it may let in anyone.`);
}

/** The properties that may have a policy in them, at any depth. */
function policiesIn(value: unknown, template: StackTemplate, listed: readonly string[]): Found[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => policiesIn(item, template, listed));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value as JsonObject).flatMap(([name, inner]) => {
    const isPolicy = MAY_BE_POLICY.test(name) && !OTHER_POLICIES.test(name);
    if (listed.includes(name)) return [];
    return isPolicy ? [{ name, value: inner, template }] : policiesIn(inner, template, listed);
  });
}
