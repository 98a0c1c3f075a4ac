import { execFileSync } from 'child_process';
import * as fs from 'fs';
import { tmpdir } from 'os';
import * as path from 'path';
import { App, Tags, Validations } from 'aws-cdk-lib';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import * as nag from 'cdk-nag';
import { acknowledgements } from '../examples/acknowledgements';
import { alertRoutes } from '../examples/alert-routes';
import { compliancePacks } from '../examples/compliance-packs';
import { edge } from '../examples/edge';
import { escapeHatches } from '../examples/escape-hatches';
import { existingNetwork } from '../examples/existing-network';
import { fleet } from '../examples/fleet';
import { minimalService } from '../examples/minimal-service';
import { objectives } from '../examples/objectives';
import { rollout } from '../examples/rollout';
import { runtimeConfiguration } from '../examples/runtime-configuration';
import { shop } from '../examples/shop';
import { platformIn, serviceIn } from './stacks';

const ROOT = path.join(__dirname, '..');
const WITHOUT_FINDINGS_FAILING = { '@aws-cdk/core:failSynthOnValidationErrors': false };

/** What a new app has in its cdk.json. */
const NEW_APP = JSON.parse(
  fs.readFileSync(path.join(ROOT, 'node_modules/aws-cdk-lib/recommended-feature-flags.json'), 'utf8'),
);

interface Example {
  readonly synthesize: (app: App) => unknown;
  /** The findings that the library accepts in it: construct paths, by what accepts it. */
  readonly accepted: { readonly [construct: string]: readonly string[] };
}

const PACKS = ['AwsSolutions', 'NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321'];
const inPacks = (packs: string[], ...rules: string[]) =>
  packs.flatMap((pack) => rules.map((rule) => `${pack}-${rule}`));

/** Section 1 of the security research: what no design gets rid of. */
const LOG_BUCKET = [
  'AwsSolutions-S1',
  ...inPacks(PACKS.slice(1), 'S3BucketLoggingEnabled', 'S3BucketReplicationEnabled', 'S3DefaultEncryptionKMS'),
];
const INTERNAL_LOAD_BALANCER = inPacks(['NIST.800.53.R5', 'PCI.DSS.321'], 'ALBWAFEnabled');
const PUT_METRIC_DATA = ['AwsSolutions-IAM5[Resource::*]'];
const SEVERAL_INSTANCE_TYPES = [
  'AwsSolutions-EC26',
  ...inPacks(['NIST.800.53.R5', 'HIPAA.Security'], 'EC2IMDSv2Enabled'),
];
/** What a user has chosen, with a reason that stands in the report. */
const PLAIN_HTTP = inPacks(PACKS.slice(1), 'ALBHttpToHttpsRedirection', 'ELBv2ACMCertificateRequired');

const wildcard = (resource: string) => `AwsSolutions-IAM5[Resource::${resource}]`;
const inAccount = (service: string, resource: string) =>
  wildcard(`arn:<AWS::Partition>:${service}:eu-west-1:111122223333:${resource}`);

/** What the gate reads and moves belongs to services, which the platform does not know; what confines it is in the reasons. */
function releaseGate(listener: string, domainName = 'shop.internal'): Example['accepted'] {
  const gate = 'Platform/Platform/ReleaseGate';
  const part = (index: number) => `{"Fn::Select":[${index},{"Fn::Split":[":listener/",{"Ref":"${listener}"}]}]}`;
  const machine = 'release-gate-d4eefdba-{"Fn::Select":[2,{"Fn::Split":["/",{"Ref":"AWS::StackId"}]}]}';
  return {
    [`${gate}/Function/Resource/Resource`]: [
      ...inPacks(PACKS.slice(1), 'LambdaInsideVPC'),
      ...inPacks(['NIST.800.53.R5', 'HIPAA.Security'], 'LambdaConcurrency'),
    ],
    [`${gate}/FunctionRights/Policy/Resource`]: [
      wildcard('*'),
      inAccount('autoscaling', 'autoScalingGroup:*:autoScalingGroupName/*'),
      inAccount('cloudformation', 'stack/*/*'),
      inAccount('ssm', `parameter/golden-path/${domainName}/*/deployment`),
      inAccount('states', `execution:${machine}:*`),
    ],
    [`${gate}/Machine/Rights/Policy/Resource`]: [
      wildcard('*'),
      wildcard('<PlatformReleaseGateFunctionC7C267D8.Arn>:*'),
    ],
    [`${gate}/Probe/Policy/Resource`]: [wildcard('*')],
    [`${gate}/Probe/Resource/Resource`]: inPacks(
      ['NIST.800.53.R5', 'HIPAA.Security'],
      'LambdaConcurrency',
      'LambdaDLQ',
    ),
    [`${gate}/RuleRights/Policy/Resource`]: [wildcard(`${part(0)}:listener-rule/${part(1)}/*`)],
  };
}

/** It reads the metrics of services that the platform does not know, once a minute; the next minute mends a lost one. */
const SIGNAL_RECORDER = {
  'Platform/Platform/Signals/Recorder/Policy/Resource': [wildcard('*')],
  'Platform/Platform/Signals/Recorder/Resource/Resource': [
    ...inPacks(PACKS.slice(1), 'LambdaInsideVPC'),
    ...inPacks(['NIST.800.53.R5', 'HIPAA.Security'], 'LambdaConcurrency', 'LambdaDLQ'),
  ],
};

const PLATFORM = {
  'Platform/Platform/LogBucket/Resource/Resource': LOG_BUCKET,
  'Platform/Platform/Entrance/LoadBalancer/Resource': INTERNAL_LOAD_BALANCER,
  ...releaseGate('PlatformEntranceProductionListener401569C9'),
  ...SIGNAL_RECORDER,
};

const EXAMPLES: { readonly [file: string]: Example } = {
  'acknowledgements.ts': {
    synthesize: acknowledgements,
    accepted: { 'Thumbnails/Wanted/Resource': ['AwsSolutions-SQS3'] },
  },
  'alert-routes.ts': {
    synthesize: alertRoutes,
    accepted: { ...PLATFORM, 'Platform/Platform/Chats/Policy/Resource': [wildcard('*')] },
  },
  'compliance-packs.ts': {
    synthesize: (app) => {
      serviceIn(app, { instanceTypes: [new InstanceType('m7g.large'), new InstanceType('c7g.large')] });
      Tags.of(app).add('owner', 'team-shop');
      compliancePacks(app);
    },
    accepted: {
      ...PLATFORM,
      'Checkout/Checkout/Identity/AgentPolicy/Resource': PUT_METRIC_DATA,
      'Checkout/Checkout/Servers/Group': SEVERAL_INSTANCE_TYPES,
    },
  },
  'edge.ts': {
    synthesize: edge,
    accepted: {
      ...PLATFORM,
      ...releaseGate('PlatformEntranceProductionListener401569C9', 'internal.shop.example.com'),
      'Checkout/Checkout/Identity/AgentPolicy/Resource': PUT_METRIC_DATA,
      'Edge/Checkout/Distribution/Resource': [
        'AwsSolutions-CFR1',
        'AwsSolutions-CFR3',
        'GoldenPath-SEC-4-PublicComponent',
      ],
      'Edge/Checkout/Logs/LogBucket/Resource/Resource': LOG_BUCKET.filter((rule) => !rule.includes('KMS')),
    },
  },
  'escape-hatches.ts': {
    synthesize: (app) => escapeHatches(app, platformIn(app)),
    accepted: { ...PLATFORM, 'Search/Search/Identity/AgentPolicy/Resource': PUT_METRIC_DATA },
  },
  'existing-network.ts': {
    synthesize: (app) => serviceIn(app, { platform: existingNetwork(app) }),
    accepted: {
      'Checkout/Checkout/Identity/AgentPolicy/Resource': PUT_METRIC_DATA,
      ...releaseGate('EntranceProductionListenerE45D5FB3'),
      ...SIGNAL_RECORDER,
      'Platform/Entrance/ProductionListener/Resource': PLAIN_HTTP,
      'Platform/Entrance/TestListener/Resource': PLAIN_HTTP,
    },
  },
  'fleet.ts': {
    synthesize: (app) => fleet(app, platformIn(app)),
    accepted: {
      ...PLATFORM,
      'Basket/Basket/Identity/AgentPolicy/Resource': PUT_METRIC_DATA,
      'Search/Search/Identity/AgentPolicy/Resource': PUT_METRIC_DATA,
    },
  },
  'minimal-service.ts': {
    synthesize: minimalService,
    accepted: { ...PLATFORM, 'Checkout/Checkout/Identity/AgentPolicy/Resource': PUT_METRIC_DATA },
  },
  'objectives.ts': {
    synthesize: (app) => objectives(app, platformIn(app)),
    accepted: { ...PLATFORM, 'Payment/Payment/Identity/AgentPolicy/Resource': PUT_METRIC_DATA },
  },
  'rollout.ts': {
    synthesize: (app) => rollout(app, platformIn(app)),
    accepted: { ...PLATFORM, 'Search/Search/Identity/AgentPolicy/Resource': PUT_METRIC_DATA },
  },
  'runtime-configuration.ts': {
    synthesize: (app) => runtimeConfiguration(app, platformIn(app)),
    accepted: { ...PLATFORM, 'Billing/Billing/Identity/AgentPolicy/Resource': PUT_METRIC_DATA },
  },
  'shop.ts': {
    synthesize: (app) => shop(app, 'examples/release.json'),
    accepted: {
      'Platform/LogBucket/Resource/Resource': LOG_BUCKET,
      'Platform/Platform/Entrance/LoadBalancer/Resource': INTERNAL_LOAD_BALANCER,
      ...releaseGate('PlatformEntranceProductionListener401569C9'),
      ...SIGNAL_RECORDER,
      'Catalog/Catalog/Identity/AgentPolicy/Resource': PUT_METRIC_DATA,
      'Checkout/Checkout/Identity/AgentPolicy/Resource': PUT_METRIC_DATA,
    },
  },
};

interface Finding {
  readonly rule: string;
  readonly construct: string;
  readonly reason?: string;
}

interface Verdict {
  /** The plugins that left a row, each once. */
  readonly plugins: string[];
  readonly findings: Finding[];
  readonly acknowledged: Finding[];
}

/** What the validation report of an assembly says. The roll of packs is no finding. */
function readVerdict(assembly: string): Verdict {
  const report = JSON.parse(fs.readFileSync(path.join(assembly, 'validation-report.json'), 'utf8'));
  const rows: any[] = report.pluginReports.filter(({ pluginName }: any) => pluginName !== 'golden-path');
  const list = (violations: any[] = []): Finding[] =>
    violations.flatMap(({ ruleName, reason, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }: any) => ({ rule: ruleName, construct: constructPath, reason })),
    );
  return {
    plugins: [...new Set<string>(rows.map(({ pluginName }) => pluginName))],
    findings: rows.flatMap(({ violations }) => list(violations)),
    acknowledged: rows.flatMap(({ suppressedViolations }) => list(suppressedViolations)),
  };
}

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => fs.rmSync(folder, { recursive: true })));

function newFolder(): string {
  folders.push(fs.mkdtempSync(path.join(tmpdir(), 'golden-path-example-')));
  return folders[folders.length - 1];
}

/** Synthesizes an example, examined by four packs; a finding is in the verdict, it does not throw. */
function judge({ synthesize }: Example, context: object): Verdict {
  const app = new App({ outdir: newFolder(), context: { ...context, ...WITHOUT_FINDINGS_FAILING } });
  synthesize(app);
  Validations.of(app).addPlugins(
    new nag.AwsSolutionsChecks(app),
    new nag.NIST80053R5Checks(app),
    new nag.HIPAASecurityChecks(app),
    new nag.PCIDSS321Checks(app),
  );
  return readVerdict(app.synth().directory);
}

/** The rules that were accepted, by construct, each once and in order. The partition is a literal under a feature flag. */
function acceptedIn({ acknowledged }: Verdict): { [construct: string]: string[] } {
  const constructs = [...new Set(acknowledged.map(({ construct }) => construct))];
  const rulesOf = (construct: string) =>
    acknowledged
      .filter((one) => one.construct === construct)
      .map(({ rule }) => rule.replace('Resource::arn:aws:', 'Resource::arn:<AWS::Partition>:'));
  return Object.fromEntries(constructs.map((construct) => [construct, [...new Set(rulesOf(construct))].sort()]));
}

test('every example has a case here', () => {
  const files = fs.readdirSync(path.join(ROOT, 'examples')).filter((file) => file.endsWith('.ts'));
  expect(Object.keys(EXAMPLES)).toEqual(files.sort());
});

describe.each([
  ['an app without feature flags', {}],
  ['a new app, with all the recommended feature flags', NEW_APP],
])('in %s', (_, context) => {
  describe.each(Object.entries(EXAMPLES))('%s', (_file, example) => {
    let verdict: Verdict;
    beforeAll(() => {
      verdict = judge(example, context);
    });

    test('has no finding that nobody has accepted', () => {
      expect(verdict.findings).toEqual([]);
    });

    test('was examined by every pack that has something to say of it', () => {
      const rules = Object.values(example.accepted).flat();
      const speaking = [...PACKS, 'GoldenPath'].filter((pack) => rules.some((rule) => rule.startsWith(`${pack}-`)));
      expect([...verdict.plugins].sort()).toEqual([...speaking].sort());
    });

    test('has exactly the acknowledgements that cannot be designed away', () => {
      const expected = Object.entries(example.accepted).map(([construct, rules]) => [construct, [...rules].sort()]);
      expect(acceptedIn(verdict)).toEqual(Object.fromEntries(expected));
    });

    test('gives evidence with each of them', () => {
      expect(verdict.acknowledged.length).toBeGreaterThan(0);
      for (const { reason } of verdict.acknowledged) expect(reason).toMatch(/^.{39,}\.$/);
    });
  });
});

test('recommended feature flags are those of a new app', () => {
  expect(NEW_APP['@aws-cdk/core:validateAgainstDefaultRules']).toBe(true);
  expect(Object.keys(NEW_APP).length).toBeGreaterThan(50);
});

describe.each([
  ['the flags of cdk.json', JSON.parse(fs.readFileSync(path.join(ROOT, 'cdk.json'), 'utf8')).context],
  ['the flags of a new app', NEW_APP],
])('the demo, with %s', (_, flags) => {
  test('passes the CloudFormation validator that is built into the CDK', () => {
    const outdir = newFolder();
    // The validator is on unless this variable says otherwise, and the other tests say so.
    const { CDK_VALIDATION: _off, ...env } = process.env;
    const context = { ...flags, '@aws-cdk/core:validateAgainstDefaultRules': true, ...WITHOUT_FINDINGS_FAILING };
    execFileSync(process.execPath, ['-r', 'ts-node/register', 'bin/app.ts'], {
      cwd: ROOT,
      env: { ...env, CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: JSON.stringify(context) },
      stdio: 'pipe',
    });
    const verdict = readVerdict(outdir);
    expect(verdict.findings).toEqual([]);
    // What it would have said shows that it has looked.
    expect(verdict.plugins).toEqual(['AwsSolutions', 'CloudFormation Validate']);
    const accepted = verdict.acknowledged.filter(({ rule }) => !rule.startsWith('AwsSolutions-'));
    expect(accepted.map(({ rule, construct }) => [rule, construct])).toEqual([
      ['W3010', 'Platform/Network/Vpc/PrivateSubnet1/Subnet'],
      ['W3010', 'Platform/Network/Vpc/PrivateSubnet2/Subnet'],
      ['W3010', 'Platform/Network/Vpc/PrivateSubnet3/Subnet'],
    ]);
  }, 60_000);
});
