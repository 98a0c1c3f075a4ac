import { ExposedResource, Report } from '../../../../lib/checks/report/report-model';
import { acknowledgementOf, compliantOf, exposedOf, findingOf, packOf, reportOf, ruleOf } from '../model-samples';
import { row } from '../samples';

const COMMIT = '9fceb02d0ae598e95dc970b74767f19372d61af8';

/** Something of everything that a report can have. */
export const SPECIMEN: Report = reportOf({
  stacks: [
    { name: 'prod-platform', path: 'Platform', environment: 'aws://111122223333/eu-west-1', resources: 84 },
    { name: 'prod-shop', path: 'Shop', environment: 'aws://111122223333/eu-west-1', resources: 41 },
  ],
  services: [
    {
      name: 'checkout',
      host: 'checkout.shop.internal',
      commit: COMMIT,
      image: 'ami-0123456789abcdef0',
      architecture: 'arm64',
      fingerprint: 'f00ba4',
      builtAt: '2026-11-20',
      stack: 'prod-shop',
      path: 'Shop/Checkout',
    },
    {
      name: 'catalog',
      host: 'catalog.shop.internal',
      commit: COMMIT,
      image: 'ami-0fedcba9876543210',
      architecture: 'x86_64',
      fingerprint: 'beef01',
      stack: 'prod-shop',
      path: 'Shop/Catalog',
    },
  ],
  packs: [
    packOf({ verdict: 'findings', findings: 3, acknowledged: 2 }),
    packOf({ name: 'GoldenPath', verdict: 'findings', findings: 3, ran: ['templates'] }),
    packOf({ name: 'NIST.800.53.R5', ran: ['synth', 'templates'] }),
  ],
  rules: [
    ruleOf({ nonCompliant: 1, compliant: 2 }),
    ruleOf({
      rule: 'AwsSolutions-S1',
      requirement: 'The S3 Bucket has server access logs disabled.',
      nonCompliant: 0,
      acknowledged: 1,
      compliant: 2,
    }),
    ruleOf({
      rule: 'AwsSolutions-IAM5',
      requirement: 'The IAM entity contains wildcard permissions.',
      nonCompliant: 1,
      compliant: 0,
    }),
    ruleOf({
      pack: 'GoldenPath',
      rule: 'GoldenPath-DIS-3-UserData',
      principle: 'DIS-3',
      requirement: 'Servers come from an image that is fully equipped: user data installs nothing.',
      why: 'What is installed at the start can fail at the start, when a server is needed most.',
      fix: 'bake it into the image',
      standards: ['FSBP:EC2.8', 'NIST-800-53-R5:CM-2', 'NIST-800-53-R5:CM-6'],
      nonCompliant: 1,
      compliant: 2,
    }),
    ruleOf({ pack: 'NIST.800.53.R5', rule: 'NIST.800.53.R5-S3BucketLoggingEnabled', nonCompliant: 0, compliant: 2 }),
  ],
  findings: [
    findingOf({
      rule: 'AwsSolutions-VPC3',
      severity: 'warning',
      construct: 'Shop/Vpc/Acl',
      description: 'A network ACL is used.',
      status: 'unchanged',
    }),
    findingOf({
      location: { file: 'lib/shop.ts', line: 42 },
      suggestedFix: 'enforce SSL',
      status: 'new',
      standards: ['NIST-800-53-R5:SC-8', 'NIST-800-53-R5:SC-13', 'FSBP:SNS.1'],
    }),
    findingOf({
      rule: 'AwsSolutions-IAM5[Resource::*]',
      construct: 'Shop/Gate/Role/DefaultPolicy/Resource',
      description: 'The IAM entity contains wildcard permissions.',
      status: 'new',
    }),
    findingOf({
      pack: 'GoldenPath',
      rule: 'GoldenPath-DIS-3-UserData',
      principle: 'DIS-3',
      construct: 'Shop/Legacy/LaunchTemplate',
      constructType: 'AWS::EC2::LaunchTemplate',
      description:
        'UserData runs `yum install`. Servers come from an image that is fully equipped: user data installs nothing. What is installed at the start can fail at the start, when a server is needed most.',
      suggestedFix: 'bake it into the image',
      standards: ['FSBP:EC2.8', 'NIST-800-53-R5:CM-2', 'NIST-800-53-R5:CM-6'],
      onlyInTemplate: true,
      status: 'new',
    }),
    findingOf({
      pack: 'GoldenPath',
      rule: 'GoldenPath-SEC-4-PublicBudget',
      principle: 'SEC-4',
      construct: '',
      constructType: undefined,
      stack: '',
      description: '2 components can be reached by anybody on the internet; the app declares that it may have 1.',
      status: 'new',
    }),
    findingOf({
      pack: 'GoldenPath',
      rule: 'GoldenPath-STD-2-Owner',
      principle: 'STD-2',
      severity: 'info',
      construct: 'Platform/Network',
      stack: 'prod-platform',
      description: 'It has no tag that says who owns it.',
      status: 'unchanged',
    }),
  ],
  acknowledgements: [
    acknowledgementOf(),
    acknowledgementOf({
      rule: 'AwsSolutions-EC23',
      construct: 'Shop/Old',
      acknowledgedId: 'AwsSolutions::AwsSolutions-EC23',
      expires: '2026-06-30',
      owner: 'shop-team',
      reason: 'Until the old fleet is gone.',
      states: ['used', 'expired'],
      evidence: 'See https://example.com/adr/7, and the minutes of May.',
    }),
    acknowledgementOf({
      rule: 'AwsSolutions-L1',
      construct: 'Shop/Function',
      acknowledgedAt: 'Shop',
      expires: '2026-12-12',
      states: ['unused', 'broad'],
      evidence: 'The minutes of May',
    }),
    acknowledgementOf({
      rule: 'AwsSolutions-SQS3',
      construct: 'Shop/Queue',
      reason: '',
      owner: '',
      expires: '',
      evidence: '',
      states: ['used', 'no-reason', 'no-owner', 'no-expiry'],
    }),
  ],
  exceptions: [{ construct: 'Shop/Checkout', topic: 'minimum of two servers', reason: 'It is idle at night.' }],
  exposure: {
    budget: 1,
    public: 2,
    unknown: 1,
    resources: [
      exposedOf({
        paths: ['Public1', 'Public2'].map((subnet) => [
          'internet',
          'gateway Shop/Vpc/Igw',
          'route 0.0.0.0/0',
          `subnet Shop/Vpc/${subnet}`,
          'load balancer Shop/Balancer',
          '443',
        ]),
      }),
      exposedOf({
        stack: 'prod-edge',
        logicalId: 'Distribution',
        construct: 'Edge/Entrance/Distribution/Resource',
        type: 'AWS::CloudFront::Distribution',
        reason: 'A distribution is reached from everywhere',
        declared: 'The shop is for everybody.',
        paths: [['internet', 'distribution Edge/Entrance/Distribution/Resource', '443']],
      }),
      exposedOf({
        stack: 'prod-platform',
        logicalId: 'Internal',
        construct: 'Platform/Entrance/LoadBalancer/Resource',
        verdict: 'not-public',
        reason: 'Scheme is internal',
        paths: [
          [
            'internet',
            'distribution Edge/Entrance/Distribution/Resource',
            'VPC origin Edge/Entrance/Origin/Resource',
            'load balancer Platform/Entrance/LoadBalancer/Resource',
            '443',
          ],
        ],
      }),
      exposedOf({
        logicalId: 'Topic',
        construct: 'Shop/Topic/Resource',
        type: 'AWS::SNS::Topic',
        verdict: 'unknown',
        reason: 'The policy is imported',
        paths: [],
      }),
      ...Array.from({ length: 40 }, (_, index): ExposedResource =>
        exposedOf({
          logicalId: `Role${index}`,
          construct: `Shop/Role${index}/Resource`,
          type: index % 3 === 0 ? 'AWS::IAM::ManagedPolicy' : 'AWS::IAM::Role',
          verdict: 'not-public',
          reason: 'Only services of this account',
          paths: [],
        }),
      ),
    ],
    grants: [
      {
        stack: 'prod-shop',
        construct: 'Shop/Key',
        type: 'AWS::KMS::Key',
        kind: 'cross-account',
        to: 'arn:aws:iam::444455556666:root',
        what: 'kms:Decrypt',
      },
    ],
    egress: [
      {
        stack: 'prod-platform',
        construct: 'Platform/Network/S3',
        type: 'AWS::EC2::VPCEndpoint',
        to: 'com.amazonaws.eu-west-1.s3',
        reason: 'An endpoint with a policy',
        verdict: 'limited',
      },
      {
        stack: 'prod-shop',
        construct: 'Shop/Function',
        type: 'AWS::Lambda::Function',
        to: 'internet',
        reason: 'It is in no VPC',
        verdict: 'open',
      },
    ],
  },
  principles: [
    {
      principle: 'AUT-2',
      title: 'A process that cannot be automated is rejected.',
      verdict: 'kept',
      findings: 0,
      acknowledged: 0,
      compliant: 7,
      evidence: [
        'GoldenPath-AUT-2-KeyPair: Shop/Checkout/LaunchTemplate',
        'GoldenPath-AUT-2-KeyPair: Shop/Catalog/LaunchTemplate',
      ],
    },
    {
      principle: 'DIS-3',
      title: 'Servers come from images that are complete; nothing is changed on them afterwards.',
      verdict: 'broken',
      findings: 1,
      acknowledged: 0,
      compliant: 2,
      evidence: ['GoldenPath-DIS-3-UserData: Shop/Checkout/LaunchTemplate'],
    },
    {
      principle: 'MON-1',
      title: 'Everything is watched by the four golden signals.',
      verdict: 'acknowledged',
      findings: 0,
      acknowledged: 1,
      compliant: 0,
      evidence: [],
    },
    {
      principle: 'CHA-1',
      title: 'Things are broken on purpose.',
      verdict: 'not shown',
      findings: 0,
      acknowledged: 0,
      compliant: 0,
      evidence: [],
    },
  ],
  compliant: [
    compliantOf(),
    compliantOf({ construct: 'Shop/Pages/Resource' }),
    ...['AwsSolutions-S1', 'NIST.800.53.R5-S3BucketLoggingEnabled'].flatMap((rule) =>
      ['Shop/Logs/Resource', 'Shop/Data/Resource'].map((construct) =>
        compliantOf({
          rule,
          construct,
          pack: rule.startsWith('NIST') ? 'NIST.800.53.R5' : 'AwsSolutions',
          type: 'AWS::S3::Bucket',
        }),
      ),
    ),
    ...['Shop/Checkout/LaunchTemplate', 'Shop/Catalog/LaunchTemplate'].map((construct) =>
      compliantOf({
        pack: 'GoldenPath',
        rule: 'GoldenPath-DIS-3-UserData',
        construct,
        type: 'AWS::EC2::LaunchTemplate',
      }),
    ),
  ],
  signals: [
    row(),
    {
      stack: 'prod-shop',
      service: 'checkout',
      scope: 'release',
      signal: 'errors',
      metric: 'AWS/ApplicationELB HTTPCode_Target_5XX_Count Sum',
      alarm: 'Shop/Checkout/Errors',
      threshold: '> 1 % in 3 of 5 min',
      missingData: 'ignore',
      reaches: [],
      widgets: [],
      action: false,
    },
  ],
  missingSignals: [{ stack: 'prod-shop', service: 'catalog', scope: 'service', signal: 'saturation' }],
  objectives: [
    {
      stack: 'prod-shop',
      service: 'checkout',
      name: 'checkout-availability',
      goal: '99.9 %',
      window: '30 d',
      burnRateWindows: ['1 h', '6 h'],
    },
  ],
  alarmGaps: [{ stack: 'prod-shop', alarm: 'Shop/Old/Alarm', lacks: ['action', 'TreatMissingData'] }],
  baseline: {
    new: 4,
    unchanged: 2,
    fixed: [
      {
        pack: 'AwsSolutions',
        rule: 'AwsSolutions-S10',
        construct: 'Shop/Logs/Resource',
        description: 'The bucket does not ask for SSL.',
      },
    ],
  },
});

/** An app in which all is as it should be. */
export const CLEAN: Report = reportOf({
  stacks: SPECIMEN.stacks,
  services: SPECIMEN.services,
  packs: SPECIMEN.packs.map(({ name, ran }) => packOf({ name, ran })),
  rules: SPECIMEN.rules.map((rule) => ({ ...rule, nonCompliant: 0 })),
  compliant: SPECIMEN.compliant,
  acknowledgements: [acknowledgementOf()],
  exposure: {
    ...SPECIMEN.exposure,
    budget: 0,
    public: 0,
    unknown: 0,
    grants: [],
    resources: SPECIMEN.exposure.resources.filter(
      ({ verdict, paths }) => verdict === 'not-public' && paths.length === 0,
    ),
  },
  principles: SPECIMEN.principles.filter(({ verdict }) => verdict === 'kept'),
  signals: SPECIMEN.signals.filter(({ action }) => action),
});

/** Every text in it tries to be more than a text. */
export function hostileReport(text: string): Report {
  const poisoned = (value: unknown, key = ''): unknown => {
    if (Array.isArray(value)) return value.map((one) => poisoned(one, key));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, poisoned(one, name)]));
    }
    return typeof value === 'string' && !FIXED.has(key) ? `${value} ${text}` : value;
  };
  return poisoned(SPECIMEN) as Report;
}

/** What only has words of this library, which nobody else can choose. */
const FIXED = new Set([
  'schema',
  'severity',
  'verdict',
  'states',
  'status',
  'kind',
  'ran',
  'scope',
  'signal',
  'principle',
  'judgedOn',
]);

/** Resources that are public, by a load balancer in two subnets each. */
export function reachedOf(number: number): ExposedResource[] {
  return Array.from({ length: number }, (_, index) => {
    const [network, service] = [Math.floor(index / 20) + 1, `Service${index + 1}`];
    return exposedOf({
      logicalId: `Balancer${index}`,
      construct: `${service}/Entrance/LoadBalancer/Resource`,
      ...(index % 4 === 3 ? { declared: 'It is for everybody.' } : {}),
      paths: ['a', 'b'].map((zone) => [
        'internet',
        `gateway Platform/Network${network}/Igw`,
        'route 0.0.0.0/0',
        `subnet Platform/Network${network}/Public-${zone}`,
        `load balancer ${service}/Entrance/LoadBalancer/Resource`,
        '443',
      ]),
    });
  });
}

/** So many services, each in a stack of its own with so many resources that keep so many rules. */
export function largeReport(services: number, resources: number, rules: number): Report {
  const stacks = Array.from({ length: services }, (_, index) => `prod-service-${index + 1}`);
  const rows = stacks.flatMap((stack, index) =>
    Array.from({ length: rules }, (_unused, rule) => rule).flatMap((rule) =>
      Array.from({ length: resources }, (_unused, resource) =>
        compliantOf({
          rule: `AwsSolutions-R${rule}`,
          stack,
          construct: `Service${index + 1}/Service/ServerGroup/Resource${(resource + rule) % (2 * resources)}/Resource`,
          type: 'AWS::EC2::SecurityGroup',
        }),
      ),
    ),
  );
  return reportOf({
    stacks: stacks.map((name) => ({ name, path: name, environment: 'aws://111122223333/eu-west-1', resources: 60 })),
    services: stacks.map((stack, index) => ({
      ...SPECIMEN.services[0],
      name: `service-${index + 1}`,
      stack,
      path: `${stack}/Service`,
    })),
    packs: [packOf({ acknowledged: services })],
    rules: Array.from({ length: rules }, (_, rule) =>
      ruleOf({ rule: `AwsSolutions-R${rule}`, compliant: services * resources, nonCompliant: 0 }),
    ),
    compliant: rows,
    findings: stacks.flatMap((stack, index) =>
      Array.from({ length: 5 }, (_, rule) =>
        findingOf({
          ...SPECIMEN.findings[3],
          stack,
          rule: `AwsSolutions-R${rule}`,
          construct: `Service${index}/Resource`,
        }),
      ),
    ),
    acknowledgements: stacks.map((stack) => acknowledgementOf({ stack })),
    exposure: {
      budget: 0,
      public: 0,
      unknown: 0,
      grants: [],
      egress: [],
      resources: stacks.flatMap((stack) =>
        Array.from({ length: 60 }, (_, index) =>
          exposedOf({ stack, construct: `${stack}/R${index}`, verdict: 'not-public', paths: [] }),
        ),
      ),
    },
    signals: stacks.flatMap((stack) =>
      Array.from({ length: 8 }, () => ({ ...SPECIMEN.signals[0], stack, service: stack })),
    ),
  });
}
