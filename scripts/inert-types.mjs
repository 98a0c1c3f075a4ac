// Writes lib/checks/exposure/types/inert-types.json: the types of AWS resources that nobody can be let in to, because neither
// their name nor any name of their properties and attributes speaks of an address, a network, a policy or a share. What is left out here
// is judged by code, or unknown. `--check` only tells whether the file is what it should be.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec';

/** Names of properties and attributes, at any depth, that may have to do with who gets in. */
const SUSPICIOUS_PROPERTY = new RegExp(
  [
    'public|anonym|expos|internet|external|website|webhook|cors|visib|open(?!ing)',
    'polic(y|ies)|princip|permission|grant|auth|access|acl|trust|invit|partner',
    'share|sharing|account|organi[sz]ation|user_?id|tenant|subscriber',
    'cidr|scheme|ingress|inbound|subnet|vpc|security_?group|network|listener|gateway',
    'url|uri|endpoint|api_?key|registry_?id|domain|host(name|ed)|dns|address|(^|[a-z])ips?$|ports?$|origin',
  ].join('|'),
  'i',
);

/** What answers somebody, leads somebody in, or gives something away, by the last word of its name; or makes other resources. */
const SUSPICIOUS_TYPE = new RegExp(
  `(${[
    'Instance|Cluster|Fleet|Server|Service|Node|Host|Runtime|Environment|Workspace|Workstation|Desktop|Notebook|Machine|Image',
    'Endpoint|Gateway|Distribution|Domain|DomainName|Website|Web[A-Z][a-z]+|Portal|Experience|Studio|Application|App|Api|Url|Site|Page',
    'LoadBalancer|Accelerator|Listener|Proxy|Broker|Resolver|Peering|Attachment|Address|Ip|EIP|Origin|Link|Connection|Connector|Interface',
    'Policy|Grant|Permission|Permissions|Access|AccessPoint|Share|Sharing|Sink|Account|Member|Invitation|Authorization|Principal|Publisher',
    'Channel|Stream|Stage|Room|Bucket|Queue|Topic|Table|Repository|Registry|Key|ApiKey|APIKey|Tunnel|Ui|Provider|Authority|Anchor|Stack|StackSet|Macro|Hook|Module|Type|Product|Resource|Version|Transform',
  ].join('|')})(V2)?$`,
);

/** Services that put something on the internet by being used: no name of a property tells. */
const SUSPICIOUS_SERVICE =
  /^(AWS::(Amplify|AppStream|DataPipeline|LaunchWizard|M2|ElasticBeanstalk|GameLift.*|IVS.*|Lightsail|Media.*|OpsWorks.*|Serverless|ServerlessRepo|WorkSpaces.*|Wickr|Chime|Connect|CloudFormation|Organizations|ServiceCatalog|Proton|SSO|RAM|ControlTower)|(?!AWS).*)$/;

const file = fileURLToPath(new URL('../lib/checks/exposure/types/inert-types.json', import.meta.url));

/** Every property of a type, at any depth, and every attribute. */
function propertiesOf(db, resource) {
  const names = new Set();
  const seen = new Set();
  const addType = (type) => {
    if (type?.type === 'array' || type?.type === 'map') addType(type.element);
    else if (type?.type === 'union') type.types.forEach(addType);
    else if (type?.type === 'ref' && !seen.has(type.reference.$ref)) {
      seen.add(type.reference.$ref);
      addAll(db.get('typeDefinition', type.reference.$ref).properties);
    } else if (type?.type === 'json') names.add('anything: a policy, for example');
  };
  const addAll = (properties) => {
    for (const [name, { type }] of Object.entries(properties)) {
      names.add(name);
      addType(type);
    }
  };
  addAll(resource.properties);
  addAll(resource.attributes);
  return [...names];
}

/** What makes a type suspicious, if anything. */
export function suspicions(type, properties) {
  const [service, name] = [type.slice(0, type.lastIndexOf('::')), type.slice(type.lastIndexOf('::') + 2)];
  return [
    ...(SUSPICIOUS_SERVICE.test(service) ? [service] : []),
    ...(SUSPICIOUS_TYPE.test(name) ? [name] : []),
    ...properties.filter((property) => SUSPICIOUS_PROPERTY.test(property)),
  ];
}

/** The types that are not suspicious, by service. */
export async function inertTypes() {
  const db = await loadAwsServiceSpec();
  const inert = [...db.all('resource')]
    .filter((resource) => suspicions(resource.cloudFormationType, propertiesOf(db, resource)).length === 0)
    .map((resource) => resource.cloudFormationType)
    .sort();
  const services = new Map();
  for (const type of inert) {
    const at = type.lastIndexOf('::');
    const service = type.slice(0, at);
    services.set(service, [...(services.get(service) ?? []), type.slice(at + 2)]);
  }
  return `${JSON.stringify(Object.fromEntries([...services].map(([service, names]) => [service, names.join(' ')])), null, 2)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = await inertTypes();
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (text !== readFileSync(file, 'utf8')) {
    console.error(
      'inert-types.json is not what the service specification makes of it: run node scripts/inert-types.mjs',
    );
    process.exitCode = 1;
  }
}
