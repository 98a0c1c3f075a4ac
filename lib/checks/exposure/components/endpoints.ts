import { Resource } from '../../template/resource';
import { Door } from '../network/door';
import { doorOf, flag, Option, presence } from '../network/option';
import { isPublic, labelOf, notPublic, Opinion, unknown } from '../opinion';
import { Judge, Judges } from './judge';

/** A service that AWS puts on the internet, or not, by one property; without one it always does. */
interface Endpoint {
  readonly type: string;
  readonly noun: string;
  readonly option?: Option;
}

function word(path: string, opens: string, closes: string, absent: Option['absent']): Option {
  return { path: path.split('.'), opens: [opens], closes: closes.split(' '), absent };
}

const INGRESS = 'NetworkConfiguration.IngressConfiguration.IsPubliclyAccessible'.split('.');

const ENDPOINTS: readonly Endpoint[] = [
  { type: 'AWS::Amplify::Branch', noun: 'website' },
  { type: 'AWS::AppRunner::Service', noun: 'service', option: flag(INGRESS, 'yes') },
  { type: 'AWS::AppSync::Api', noun: 'API' },
  { type: 'AWS::AppSync::GraphQLApi', noun: 'API', option: word('Visibility', 'global', 'private', 'yes') },
  { type: 'AWS::CloudFront::DistributionTenant', noun: 'distribution tenant', option: flag(['Enabled'], 'yes') },
  {
    type: 'AWS::CloudFront::StreamingDistribution',
    noun: 'distribution',
    option: flag(['StreamingDistributionConfig', 'Enabled'], 'unknown'),
  },
  { type: 'AWS::CodeBuild::Project', noun: 'builds of', option: word('Visibility', 'public_read', 'private', 'no') },
  {
    type: 'AWS::CodePipeline::Webhook',
    noun: 'webhook',
    option: word('Authentication', 'unauthenticated', 'github_hmac', 'unknown'),
  },
  {
    type: 'AWS::Cognito::IdentityPool',
    noun: 'identity pool',
    option: flag(['AllowUnauthenticatedIdentities'], 'unknown'),
  },
  {
    type: 'AWS::Cognito::UserPool',
    noun: 'sign-up of user pool',
    option: {
      path: ['AdminCreateUserConfig', 'AllowAdminCreateUserOnly'],
      opens: ['false'],
      closes: ['true'],
      absent: 'yes',
    },
  },
  { type: 'AWS::Cognito::UserPoolDomain', noun: 'sign-in page' },
  { type: 'AWS::EC2::ClientVpnEndpoint', noun: 'VPN endpoint' },
  { type: 'AWS::EC2::VerifiedAccessEndpoint', noun: 'endpoint' },
  { type: 'AWS::Elasticsearch::Domain', noun: 'domain', option: presence(['VPCOptions'], 'no') },
  { type: 'AWS::GlobalAccelerator::Accelerator', noun: 'accelerator', option: flag(['Enabled'], 'yes') },
  { type: 'AWS::Grafana::Workspace', noun: 'workspace', option: presence(['NetworkAccessControl'], 'unknown') },
  {
    type: 'AWS::IVS::Channel',
    noun: 'channel',
    option: { path: ['Authorized'], opens: ['false'], closes: ['true'], absent: 'yes' },
  },
  {
    type: 'AWS::Lightsail::Container',
    noun: 'service',
    option: presence(['ContainerServiceDeployment', 'PublicEndpoint'], 'yes'),
  },
  { type: 'AWS::Lightsail::Database', noun: 'database', option: flag(['PubliclyAccessible'], 'no') },
  { type: 'AWS::Lightsail::Distribution', noun: 'distribution', option: flag(['IsEnabled'], 'yes') },
  { type: 'AWS::Lightsail::Instance', noun: 'server' },
  { type: 'AWS::Lightsail::LoadBalancer', noun: 'load balancer' },
  {
    type: 'AWS::MWAA::Environment',
    noun: 'web server of',
    option: word('WebserverAccessMode', 'public_only', 'private_only', 'unknown'),
  },
  { type: 'AWS::NeptuneGraph::Graph', noun: 'graph', option: flag(['PublicConnectivity'], 'no') },
  { type: 'AWS::OSIS::Pipeline', noun: 'pipeline', option: presence(['VpcOptions'], 'no') },
  { type: 'AWS::OpenSearchService::Domain', noun: 'domain', option: presence(['VPCOptions'], 'no') },
  {
    type: 'AWS::SageMaker::Domain',
    noun: 'domain',
    option: word('AppNetworkAccessType', '', 'vpconly', 'unknown'),
  },
  {
    type: 'AWS::SageMaker::NotebookInstance',
    noun: 'notebook',
    option: word('DirectInternetAccess', '', 'disabled', 'unknown'),
  },
  { type: 'AWS::Transfer::WebApp', noun: 'website', option: presence(['EndpointDetails'], 'unknown') },
];

/** Services whose endpoints AWS keeps, outside any network of the account. */
export const MANAGED_ENDPOINTS: Judges = Object.fromEntries(
  ENDPOINTS.map(({ type, noun, option }): [string, Judge] => [
    type,
    (resource, { app }) => judgeEndpoint(resource, noun, option === undefined ? ALWAYS : doorOf(app, resource, option)),
  ]),
);

const ALWAYS: Door = { isOpen: 'yes', why: 'AWS gives it an endpoint on the internet in any case' };

/** What an open or closed door means for something that has no network around it. */
export function judgeEndpoint(resource: Resource, noun: string, { isOpen, why }: Door): Opinion {
  const paths = [['internet', `${noun} ${labelOf(resource)}`]];
  if (isOpen === 'yes') return isPublic(why, paths);
  return isOpen === 'no' ? notPublic(why) : unknown(why, paths);
}
