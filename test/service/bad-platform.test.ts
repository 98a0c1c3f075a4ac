import { App, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { ChatChannel, InternalEntrance, Platform, PlatformProps, PrivateNetwork, ReleaseGate } from '../../lib';
import { CERTIFICATE_ARN, ENV, messageOf, platformIn, ZONES } from '../stacks';

const PLATFORM = 'Platform/Platform';
const NETWORK = `${PLATFORM}/Network`;
const ENTRANCE = `${PLATFORM}/Entrance`;

/** What a message says: construct path, property, requirement, value as shown, fix. */
type Message = [place: string, property: string, must: string, got: string, fix: string];

const textOf = ([place, property, must, got, fix]: Message) =>
  `[${place}] \`${property}\` must ${must}, got ${got}: ${fix}`;
const zoned = (property: string, place: string, got: string): Message => [
  place,
  property,
  'span at least two zones, so that a service outlives the loss of one',
  got,
  'add a zone',
];

/** The parts that platforms are made from, in a stack beside the platform's. */
const partsIn = (app: App) => new Stack(app, 'Parts', { env: ENV });

function vpcIn(app: App, zones: string[], subnetType: SubnetType): Vpc {
  const subnetConfiguration = [{ name: 'Only', subnetType }];
  return new Vpc(partsIn(app), 'Vpc', { availabilityZones: zones, subnetConfiguration });
}

function entranceIn(app: App): { entrance: InternalEntrance; network: PrivateNetwork } {
  const stack = partsIn(app);
  const network = new PrivateNetwork(stack, 'Network', { zones: ZONES });
  const certificate = Certificate.fromCertificateArn(stack, 'Certificate', CERTIFICATE_ARN);
  const entrance = new InternalEntrance(stack, 'Front', { network, domainName: 'shop.internal', certificate });
  return { entrance, network };
}

/** A gate, and what it stands behind. */
function releaseGateIn(app: App): { releaseGate: ReleaseGate; entrance: InternalEntrance; network: PrivateNetwork } {
  const { entrance, network } = entranceIn(app);
  const stack = Stack.of(entrance);
  const [alertTopic, encryptionKey] = [new Topic(stack, 'Topic'), new Key(stack, 'Key')];
  return {
    releaseGate: new ReleaseGate(stack, 'Gate', { network, entrance, alertTopic, encryptionKey }),
    entrance,
    network,
  };
}

const OTHER_REGION = CERTIFICATE_ARN.replace('eu-west-1', 'us-east-1');

describe('a platform', () => {
  test.each<[string, (app: App) => Partial<PlatformProps>, Message]>([
    ['over one zone', () => ({ zones: ['eu-west-1a'] }), zoned('zones', NETWORK, '["eu-west-1a"]')],
    ['over one zone twice', () => ({ zones: Array(2).fill('eu-west-1a') }), zoned('zones', NETWORK, '["eu-west-1a"]')],
    ['over no zone', () => ({ zones: [] }), zoned('zones', NETWORK, '[]')],
    [
      'over zones of another region',
      () => ({ zones: ['eu-west-1a', 'us-east-1a'] }),
      [
        NETWORK,
        'zones',
        'be zones of the region of the stack, eu-west-1',
        '["us-east-1a"]',
        "write them like 'eu-west-1a'",
      ],
    ],
    [
      'in a VPC of one zone',
      (app) => ({ zones: undefined, vpc: vpcIn(app, ['eu-west-1a'], SubnetType.PRIVATE_ISOLATED) }),
      zoned('vpc', PLATFORM, '["eu-west-1a"]'),
    ],
    [
      'in a VPC without private subnets',
      (app) => ({ zones: undefined, vpc: vpcIn(app, ZONES, SubnetType.PUBLIC) }),
      [
        PLATFORM,
        'vpc',
        'have private subnets: nothing on the golden path is placed in a public one',
        '"Parts/Vpc with 3 public subnets"',
        'add subnets of type PRIVATE_ISOLATED, or leave vpc out and let PrivateNetwork make one',
      ],
    ],
    [
      'that is said twice where it lives',
      (app) => ({ vpc: vpcIn(app, ZONES, SubnetType.PRIVATE_ISOLATED) }),
      [
        PLATFORM,
        'zones',
        'stand alone: network, vpc and zones each say where services live',
        '["vpc","zones"]',
        'keep one of them',
      ],
    ],
    [
      'with an entrance and a certificate',
      (app) => ({ zones: undefined, ...entranceIn(app) }),
      [
        PLATFORM,
        'certificate',
        'be left out where there is an entrance, which has decided it',
        `"${CERTIFICATE_ARN}"`,
        'pass the certificate to the InternalEntrance',
      ],
    ],
    [
      'with an entrance and a load balancer',
      (app) => {
        const { entrance, network } = entranceIn(app);
        return { zones: undefined, certificate: undefined, network, entrance, loadBalancer: entrance.loadBalancer };
      },
      [
        PLATFORM,
        'loadBalancer',
        'be left out where there is an entrance, which has decided it',
        '"Parts/Front/LoadBalancer"',
        'pass the loadBalancer to the InternalEntrance',
      ],
    ],
    [
      'with an entrance of another domain',
      (app) => ({ zones: undefined, certificate: undefined, domainName: 'other.internal', ...entranceIn(app) }),
      [
        PLATFORM,
        'domainName',
        'be that of the entrance, shop.internal',
        '"other.internal"',
        'pass the same name to both',
      ],
    ],
    [
      'with a release gate and an authority that it is to trust',
      (app) => ({ zones: undefined, certificate: undefined, certificateAuthority: 'PEM', ...releaseGateIn(app) }),
      [
        PLATFORM,
        'certificateAuthority',
        'be left out where there is a releaseGate, which has decided it',
        '"PEM"',
        'pass the certificateAuthority to the ReleaseGate',
      ],
    ],
    [
      'with the release gate of another entrance',
      (app) => ({ releaseGate: releaseGateIn(app).releaseGate }),
      [
        PLATFORM,
        'releaseGate',
        'be one for the entrance of the platform, or it could not move its traffic',
        '"Parts/Gate, for Parts/Front"',
        'pass the same entrance to both',
      ],
    ],
    [
      'with an authority that is no certificate',
      () => ({ certificateAuthority: 'authority.pem' }),
      [
        `${PLATFORM}/ReleaseGate`,
        'certificateAuthority',
        'be one certificate or more, as PEM',
        '"authority.pem"',
        "read the file: fs.readFileSync('authority.pem', 'utf8')",
      ],
    ],
    [
      'with a topic and addresses',
      (app) => ({ alertTopic: new Topic(partsIn(app), 'Topic'), alertEmails: ['on-call@shop.example.com'] }),
      [
        PLATFORM,
        'alertEmails',
        'be left out where there is an alertTopic',
        '["on-call@shop.example.com"]',
        'subscribe the addresses to that topic',
      ],
    ],
    [
      'with a topic for tickets and addresses for them',
      (app) => ({ ticketTopic: new Topic(partsIn(app), 'Topic'), ticketEmails: ['lead@shop.example.com'] }),
      [
        PLATFORM,
        'ticketEmails',
        'be left out where there is a ticketTopic',
        '["lead@shop.example.com"]',
        'subscribe the addresses to that topic',
      ],
    ],
    [
      'with a topic for tickets in another region',
      (app) => ({
        ticketTopic: Topic.fromTopicArn(partsIn(app), 'Topic', 'arn:aws:sns:us-east-1:111122223333:tickets'),
      }),
      [
        PLATFORM,
        'ticketTopic',
        'be in the region of its alarms, eu-west-1',
        '"Parts/Topic in us-east-1"',
        'use a topic in eu-west-1',
      ],
    ],
    [
      'with an address for tickets that is none',
      () => ({ ticketEmails: ['lead'] }),
      [`${PLATFORM}/Tickets`, 'emails', 'be e-mail addresses', '"lead"', "write each like 'on-call@example.com'"],
    ],
    [
      'with a chat channel by its name',
      () => ({ ticketChats: [ChatChannel.slack({ workspaceId: 'T0123ABCD', channelId: 'tickets' })] }),
      [
        `${PLATFORM}/Chats`,
        'ticketChats[0].channelId',
        'be the id of a Slack channel, which is not its name',
        '"tickets"',
        "write it like 'C0123ABCDEF', the end of the channel's link",
      ],
    ],
    [
      'with more incident tools than a rule has room for',
      (app) => ({ incidentTargets: Array(6).fill(new SqsQueue(new Queue(partsIn(app), 'Queue'))) }),
      [
        `${PLATFORM}/Incidents`,
        'incidentTargets',
        'be 5 at most, as EventBridge allows for a rule',
        '"6 targets"',
        'pass an event bus of yours, and add rules to that',
      ],
    ],
    [
      'with an address that is none',
      () => ({ alertEmails: ['on-call@shop.example.com', 'on-call'] }),
      [`${PLATFORM}/Alerts`, 'emails', 'be e-mail addresses', '"on-call"', "write each like 'on-call@example.com'"],
    ],
    [
      'with plain HTTP and no reason',
      () => ({ certificate: undefined }),
      [
        ENTRANCE,
        'certificate',
        'be given, so that requests are encrypted',
        'nothing',
        'pass a certificate that covers the host names, or say in plainHttpReason why requests may travel unencrypted',
      ],
    ],
    [
      'with plain HTTP and nine characters of a reason',
      () => ({ certificate: undefined, plainHttpReason: ' because I ' }),
      [
        ENTRANCE,
        'plainHttpReason',
        'say in at least 10 characters why requests may travel unencrypted',
        '" because I "',
        'write the reason that a reviewer will read in the report',
      ],
    ],
    [
      'with a certificate and a reason to have none',
      () => ({ plainHttpReason: 'The mesh encrypts.' }),
      [
        ENTRANCE,
        'plainHttpReason',
        'be left out where there is a certificate',
        '"The mesh encrypts."',
        'remove one of the two',
      ],
    ],
    [
      'with a certificate of another region',
      (app) => ({ certificate: Certificate.fromCertificateArn(partsIn(app), 'Certificate', OTHER_REGION) }),
      [
        ENTRANCE,
        'certificate',
        'be in the region of the load balancer, eu-west-1',
        `"${OTHER_REGION}"`,
        'request or import the certificate in eu-west-1',
      ],
    ],
    [
      'with a certificate that is known by its id alone',
      (app) => ({ certificate: Certificate.fromCertificateArn(partsIn(app), 'Certificate', '0f3c6c1e') }),
      [
        ENTRANCE,
        'certificate',
        'be the ARN of a certificate in AWS Certificate Manager',
        '"0f3c6c1e"',
        'aws acm list-certificates shows it',
      ],
    ],
    [
      'with a domain of one label',
      () => ({ domainName: 'internal' }),
      [
        ENTRANCE,
        'domainName',
        'be a domain name in lower case, of two labels or more',
        '"internal"',
        "write it like 'shop.internal'",
      ],
    ],
  ])('fails %s', (_, props, message) => {
    const app = new App();
    expect(messageOf(() => platformIn(app, props(app)))).toBe(textOf(message));
  });

  test('fails behind a load balancer that faces the internet', () => {
    const app = new App();
    const vpc = new Vpc(partsIn(app), 'Vpc', { availabilityZones: ZONES });
    const loadBalancer = new ApplicationLoadBalancer(Stack.of(vpc), 'Public', { vpc, internetFacing: true });
    expect(messageOf(() => platformIn(app, { zones: undefined, vpc, loadBalancer }))).toBe(
      textOf([
        ENTRANCE,
        'loadBalancer',
        'be internal: nothing on the golden path is reachable from the internet',
        '"internet-facing"',
        'create it with internetFacing: false',
      ]),
    );
  });

  test('fails in a stack without a region', () => {
    const stack = new Stack(new App(), 'Shop');
    const certificate = Certificate.fromCertificateArn(stack, 'Certificate', CERTIFICATE_ARN);
    const props = { domainName: 'shop.internal', certificate, zones: ZONES };
    expect(messageOf(() => new Platform(stack, 'Platform', props))).toBe(
      textOf([
        'Shop/Platform/Entrance',
        'env.region',
        'be known at synth, because each region delivers access logs from an account of its own',
        'nothing',
        "give the stack a region: new Stack(app, 'Platform', { env: { account, region: 'eu-west-1' } })",
      ]),
    );
  });

  test('fails in a stack without an account where nobody has named the zones', () => {
    const stack = new Stack(new App(), 'Shop', { env: { region: 'eu-west-1' } });
    const certificate = Certificate.fromCertificateArn(stack, 'Certificate', CERTIFICATE_ARN);
    expect(messageOf(() => new Platform(stack, 'Platform', { domainName: 'shop.internal', certificate }))).toBe(
      textOf([
        'Shop/Platform/Network',
        'zones',
        'be known at synth, and the stack has no account and region to look them up in',
        'nothing',
        "name them, ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'], or give the stack an env with account and region",
      ]),
    );
  });
});

describe('a domain is that of one platform in an account and region', () => {
  const other = (app: App, domainName: string, env: typeof ENV) => {
    const stack = new Stack(app, 'Other', { env });
    return new Platform(stack, 'Platform', {
      domainName,
      certificate: Certificate.fromCertificateArn(
        stack,
        'Certificate',
        CERTIFICATE_ARN.replace('eu-west-1', env.region),
      ),
      zones: ZONES.map((zone) => zone.replace('eu-west-1', env.region)),
    });
  };

  test('fails where another one has it', () => {
    const app = new App();
    platformIn(app);
    expect(messageOf(() => other(app, 'shop.internal', ENV))).toBe(
      textOf([
        'Other/Platform',
        'domainName',
        'be that of one platform in an account and region, and Platform/Platform has it: metrics, alarms and dashboards go by it',
        '"shop.internal"',
        'give this platform a domain of its own, or use that platform',
      ]),
    );
  });

  test.each([
    ['another domain', 'books.internal', ENV],
    ['another account', 'shop.internal', { ...ENV, account: '444455556666' }],
    ['another region', 'shop.internal', { ...ENV, region: 'eu-central-1' }],
  ])('but not where it has %s', (_, domainName, env) => {
    const app = new App();
    platformIn(app);
    expect(other(app, domainName, env).entrance.domainName).toBe(domainName);
  });
});
