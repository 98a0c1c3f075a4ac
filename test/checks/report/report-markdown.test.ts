import * as fc from 'fast-check';
import { escapeMarkdown } from '../../../lib/checks/report/markdown-table';
import { oneLine } from '../../../lib/checks/report/plain-text';
import { renderMarkdown } from '../../../lib/checks/report/report-markdown';
import { ExposureReport, Report } from '../../../lib/checks/report/report-model';
import { acknowledgementOf, exposedOf, packOf, reportOf, ruleOf } from './model-samples';
import { finding, row } from './samples';

const EMPTY = reportOf();

/** Text that tries to leave its cell, mixed with any other. */
const HOSTILE = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom('|', '\\', '`', '\n', '\r', '\u2028', '<b>', '</td>', '<!--', '&lt;', '&#124;', '\n# x\n'),
        fc.constantFrom(
          '[a](javascript:x)',
          '![',
          '**',
          '__',
          '~~',
          '$$',
          'https://evil.example',
          '\n\n| --- |',
          '> [',
        ),
        fc.string(),
      ),
    )
    .map((parts) => parts.join('')),
);

function decode(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

describe('escaped text', () => {
  test('has no character left that means something in Markdown or HTML', () => {
    fc.assert(
      fc.property(HOSTILE, (text) => {
        expect(escapeMarkdown(text)).toMatch(/^(?:&#\d+;|[^&<>|`*_~[\]\\$\r\n])*$/u);
        expect(escapeMarkdown(text)).not.toContain('://');
      }),
      { numRuns: 1000 },
    );
  });

  test('shows the same text to the reader', () => {
    fc.assert(
      fc.property(HOSTILE, (text) => {
        expect(decode(escapeMarkdown(text))).toBe(oneLine(text));
      }),
      { numRuns: 1000 },
    );
  });

  test('leaves plain words readable in the source', () => {
    expect(escapeMarkdown('Shop/Api: 3 of 4, see AwsSolutions-S1 (error).')).toBe(
      'Shop/Api: 3 of 4, see AwsSolutions-S1 (error).',
    );
  });
});

/** What an app shows to the outside, all of it called so. */
function hostileExposure(text: string): ExposureReport {
  const names = { stack: text, construct: text, type: text };
  return {
    budget: 0,
    public: 1,
    unknown: 0,
    resources: [exposedOf({ ...names, logicalId: text, reason: text, paths: [[text, text], [text]], declared: text })],
    grants: [{ ...names, kind: 'sharing', to: text, what: text }],
    egress: [{ ...names, to: text, reason: text, verdict: 'unknown' }],
  };
}

/** The report without the tables of other standards, which are long, and tested by themselves. */
function withoutStandards(markdown: string): string {
  const [before, after] = markdown.split(/## Standards\n[\s\S]*(?=## Stacks\n)/);
  expect(after).toBeDefined();
  return before + after;
}

describe('the Markdown report', () => {
  test('of nothing says None in every section, and why it cannot judge', () => {
    expect(withoutStandards(renderMarkdown({ ...EMPTY, problems: ['kaput'] }))).toBe(
      [
        '# Golden path report',
        '> [!CAUTION]\n> Could not judge. kaput',
        '**0 errors, 0 warnings, 0 notes** · 0 acknowledged · 0 exceptions · 0 services · 0 releases · 0 missing signals · 0 alarm gaps · 0 public components · 0 of unknown exposure · 0 times in order · 0 resources in 0 stacks',
        '## Services\n\nNone.',
        '## Principles\n\nNone.',
        '## Exposure\n\n**0 public** of 0 declared · 0 unknown · 0 not public\n\nNone.',
        '### Who else gets in\n\nNone.',
        '### Ways out\n\nNone.',
        '## Golden signals\n\nNone.',
        '## Objectives\n\nNone.',
        '## Alarms that lack something\n\nNone.',
        '## Findings\n\nNone.',
        '## Acknowledgements\n\nNone.',
        '## Exceptions\n\nNone.',
        '## Packs\n\nNone.',
        '## Rules that were applied\n\nNone.',
        '## Stacks\n\nNone.\n',
      ].join('\n\n'),
    );
  });

  test('has a table for every section, errors before warnings before notes', () => {
    const report: Report = {
      ...EMPTY,
      problems: [],
      stacks: [{ name: 'prod-shop', path: 'Shop', environment: 'aws://111122223333/eu-west-1', resources: 2 }],
      services: [
        {
          name: 'checkout',
          stack: 'prod-shop',
          path: 'Shop/Checkout',
          host: 'checkout.shop.internal',
          commit: '9fceb02',
          image: 'ami-0123456789abcdef0',
          architecture: 'arm64',
          fingerprint: 'f00ba4',
          builtAt: '2026-01-02',
        },
      ],
      packs: [
        packOf({ name: 'Own', verdict: 'crashed', error: 'kaput', ran: ['synth'] }),
        packOf({ name: 'Pack', verdict: 'findings', findings: 3, acknowledged: 1 }),
      ],
      findings: [
        finding({ severity: 'info' }),
        finding({ severity: 'warning', construct: '' }),
        finding({
          severity: 'custom',
          customSeverity: 'grave',
          constructType: 'cdk.Thing',
          suggestedFix: 'Mend it.',
          location: { file: 'lib/shop.ts', line: 12 },
          standards: ['FSBP:EC2.8', 'CIS-7.0:6.7'],
          status: 'new',
        }),
      ],
      baseline: {
        new: 1,
        unchanged: 2,
        fixed: [{ pack: 'Pack', rule: 'Mended', construct: 'Shop/B', description: 'Was wrong.' }],
      },
      acknowledgements: [
        acknowledgementOf({ rule: 'R1', construct: 'Shop/A', acknowledgedAt: 'Shop', acknowledgedId: 'P::R1' }),
        acknowledgementOf({
          ...{ rule: 'R2', construct: 'Shop/A', acknowledgedAt: '', acknowledgedId: 'P::R2' },
          ...{ reason: '', owner: '', expires: '', evidence: '', states: ['used', 'broad', 'no-owner'] },
        }),
      ],
      principles: [
        {
          ...{ principle: 'SEC-4', title: 'Nothing is public.', verdict: 'broken' },
          ...{ findings: 2, acknowledged: 1, compliant: 7, evidence: ['GoldenPath-SEC-4-PublicComponent: Shop/A'] },
        },
      ],
      rules: [ruleOf({ standards: ['FSBP:SNS.1'], compliant: 3, nonCompliant: 1, acknowledged: 2 })],
      exposure: {
        ...{ budget: 1, public: 1, unknown: 1 },
        resources: [
          exposedOf({ construct: 'Shop/Balancer', declared: 'It is the shop.' }),
          exposedOf({ construct: 'Shop/Hidden', verdict: 'not-public' }),
          exposedOf({ construct: 'Shop/Import', verdict: 'unknown', reason: 'Scheme is a parameter', paths: [] }),
        ],
        grants: [
          {
            ...{ stack: 'prod-shop', construct: 'Shop/Role', type: 'AWS::IAM::Role', kind: 'cross-account' },
            ...{ to: '444455556666', what: 'sts:AssumeRole' },
          },
        ],
        egress: [
          {
            ...{ stack: 'prod-shop', construct: 'Shop/Nat', type: 'AWS::EC2::NatGateway', to: 'internet' },
            ...{ reason: 'A gateway.', verdict: 'open' },
          },
        ],
      },
      exceptions: [{ construct: 'Shop/Door', topic: 'plain-http', reason: 'Until June.' }],
      signals: [
        row(),
        row({ scope: 'release', reaches: ['release gate', 'all'], widgets: [], threshold: '< usual band (3 sd)' }),
        row({ service: 'catalog', stack: 'prod-catalog' }),
      ],
      missingSignals: [
        { stack: 'prod-shop', service: 'checkout', scope: 'service', signal: 'traffic' },
        { stack: 'prod-shop', service: 'checkout', scope: 'release', signal: 'errors' },
        { stack: 'prod-shop', service: 'search', scope: 'release', signal: 'latency' },
      ],
      objectives: [
        {
          stack: 'prod-shop',
          service: 'checkout',
          name: 'checkout.shop.internal availability',
          goal: '99.9 %',
          window: '30 d',
          burnRateWindows: ['1 h', '6 h'],
        },
        { stack: 'Jobs', service: '', name: 'jobs', goal: 'not stated', window: 'not stated', burnRateWindows: [] },
      ],
      alarmGaps: [{ stack: 'Jobs', alarm: 'Jobs/Silent', lacks: ['action', 'TreatMissingData'] }],
    };
    expect(withoutStandards(renderMarkdown(report))).toBe(`# Golden path report

**0 errors, 0 warnings, 0 notes** · 0 acknowledged · 0 exceptions · 0 services · 0 releases · 0 missing signals · 0 alarm gaps · 0 public components · 0 of unknown exposure · 0 times in order · 0 resources in 0 stacks

## Services

| Service | Host | Commit | Release | Image | Built | Stack |
| --- | --- | --- | --- | --- | --- | --- |
| checkout | checkout.shop.internal | 9fceb02 | f00ba4 | ami-0123456789abcdef0 (arm64) | 2026-01-02 | prod-shop, Shop/Checkout |

## Principles

| Principle | Asks for | Verdict | Broken | Acknowledged | Kept |
| --- | --- | --- | --- | --- | --- |
| SEC-4 | Nothing is public. | broken | 2 | 1 | 7 |

## Exposure

**1 public** of 1 declared · 1 unknown · 1 not public

| Verdict | Component | Type | Why | Ways from the internet | Declared | Stack |
| --- | --- | --- | --- | --- | --- | --- |
| public | Shop/Balancer | AWS::ElasticLoadBalancingV2::LoadBalancer | Scheme is internet-facing | internet → gateway Vpc/Igw → route 0.0.0.0/0 → subnet Vpc/Public1 → load balancer Shop/Balancer → 443 | It is the shop. | prod-shop |
| unknown | Shop/Import | AWS::ElasticLoadBalancingV2::LoadBalancer | Scheme is a parameter |  | no | prod-shop |

### Who else gets in

| Kind | To | What | Component | Stack |
| --- | --- | --- | --- | --- |
| cross-account | 444455556666 | sts:AssumeRole | Shop/Role | prod-shop |

### Ways out

| Verdict | To | Component | Why | Stack |
| --- | --- | --- | --- | --- |
| open | internet | Shop/Nat | A gateway. | prod-shop |

## Golden signals

### catalog (prod-catalog)

| Scope | Signal | Metric | Alarm | Threshold | No data | Reaches | Widget |
| --- | --- | --- | --- | --- | --- | --- | --- |
| service | latency | AWS/ApplicationELB TargetResponseTime p99 | Shop/Checkout/Latency | &#62; 0.3 in 3 of 5 min | notBreaching | page | Latency; p99 by release |

### checkout (prod-shop)

> [!WARNING]
> - nothing watches the traffic of the service
> - nothing watches the errors of the release

| Scope | Signal | Metric | Alarm | Threshold | No data | Reaches | Widget |
| --- | --- | --- | --- | --- | --- | --- | --- |
| service | latency | AWS/ApplicationELB TargetResponseTime p99 | Shop/Checkout/Latency | &#62; 0.3 in 3 of 5 min | notBreaching | page | Latency; p99 by release |
| release | latency | AWS/ApplicationELB TargetResponseTime p99 | Shop/Checkout/Latency | &#60; usual band (3 sd) | notBreaching | release gate, all | none |

### search (prod-shop)

> [!WARNING]
> - nothing watches the latency of the release

None.

## Objectives

| Service | Objective | Goal | Window | Burn rates over | Stack |
| --- | --- | --- | --- | --- | --- |
| checkout | checkout.shop.internal availability | 99.9 % | 30 d | 1 h, 6 h | prod-shop |
| (none) | jobs | not stated | not stated |  | Jobs |

## Alarms that lack something

| Stack | Alarm | Lacks |
| --- | --- | --- |
| Jobs | Jobs/Silent | action, TreatMissingData |

## Findings

Since the baseline: 1 new, 2 unchanged, 1 fixed.

### Fixed

| Pack | Rule | Construct |
| --- | --- | --- |
| Pack | Mended | Shop/B |

### Errors (1)

| Pack | Rule | Severity | Construct | Type | Finding | Suggested fix | Source | Standards | Since the baseline |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| Pack | Rule | grave | Shop/A | cdk.Thing | Wrong. | Mend it. | lib/shop.ts:12 | FSBP:EC2.8, CIS-7.0:6.7 | new |

### Warnings (1)

| Pack | Rule | Severity | Construct | Type | Finding | Suggested fix | Source | Standards | Since the baseline |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| Pack | Rule | warning | (app) |  | Wrong. |  |  |  |  |

### Information (1)

| Pack | Rule | Severity | Construct | Type | Finding | Suggested fix | Source | Standards | Since the baseline |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| Pack | Rule | info | Shop/A |  | Wrong. |  |  |  |  |

## Acknowledgements

| Rule | Construct | Reason | Owner | Until | Evidence | State | Acknowledged at | As |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| R1 | Shop/A | A log bucket that logs to itself never comes to rest. | platform-team | 2027-06-30 | https&#58;//example.com/tickets/1 | used | Shop | P::R1 |
| R2 | Shop/A | (no reason given) | (none) | (no end) |  | used, broad, no-owner | (app) | P::R2 |

## Exceptions

| Topic | Construct | Reason |
| --- | --- | --- |
| plain-http | Shop/Door | Until June. |

## Packs

| Pack | Verdict | Findings | Acknowledged | Ran in | Error |
| --- | --- | --- | --- | --- | --- |
| Own | crashed | 0 | 0 | synth | kaput |
| Pack | findings | 3 | 1 | synth, templates |  |

## Rules that were applied

| Pack | Rule | Asks for | Kept | Broken | Acknowledged | Standards |
| --- | --- | --- | --- | --- | --- | --- |
| AwsSolutions | AwsSolutions-SNS3 | The SNS Topic does not require publishers to use SSL. | 3 | 1 | 2 | FSBP:SNS.1 |

## Stacks

| Stack | Construct | Environment | Resources |
| --- | --- | --- | --- |
| prod-shop | Shop | aws&#58;//111122223333/eu-west-1 | 2 |
`);
  });

  test('keeps its shape whatever the data says: same lines, same cells', () => {
    const shapeOf = (text: string): string => {
      const report: Report = {
        ...EMPTY,
        problems: [text],
        stacks: [{ name: text, path: text, environment: text, resources: 1 }],
        services: [
          {
            name: text,
            stack: text,
            path: text,
            host: text,
            commit: text,
            image: text,
            architecture: text,
            fingerprint: text,
            builtAt: text,
          },
        ],
        packs: [packOf({ name: text, verdict: 'crashed', error: text })],
        rules: [ruleOf({ pack: text, rule: text, requirement: text, standards: [text] })],
        exposure: hostileExposure(text),
        baseline: { new: 1, unchanged: 0, fixed: [{ pack: text, rule: text, construct: text, description: text }] },
        findings: [
          finding({ pack: text, rule: text, construct: text, constructType: text, description: text }),
          finding({ severity: 'custom', customSeverity: text, suggestedFix: text }),
          finding({ location: { file: text, line: 1 }, standards: [text] }),
        ],
        acknowledgements: [
          acknowledgementOf({
            ...{ pack: text, rule: text, construct: text, acknowledgedAt: text, acknowledgedId: text },
            ...{ reason: text, owner: text, expires: text, evidence: text },
          }),
        ],
        exceptions: [{ construct: text, topic: text, reason: text }],
        signals: [
          row({ stack: text, service: text, metric: text, alarm: text, threshold: text }),
          row({ stack: text, service: text, missingData: text, reaches: [text, text], widgets: [text, text] }),
        ],
        missingSignals: [{ stack: text, service: text, scope: 'release', signal: 'traffic' }],
        objectives: [
          { stack: text, service: text, name: text, goal: text, window: text, burnRateWindows: [text, text] },
        ],
        alarmGaps: [{ stack: text, alarm: text, lacks: [text] }],
      };
      const lines = renderMarkdown(report).split(/\r\n|[\n\r\u2028\u2029\u0085\v\f]/);
      return lines.map((line) => `${line.slice(0, 2)}${line.replace(/[^|]/g, '')}`).join('\n');
    };
    const expected = shapeOf('plain');
    fc.assert(
      fc.property(HOSTILE, (text) => {
        expect(shapeOf(text)).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  test('stays below the size that GitHub takes, and says how many rows it leaves to the JSON report', () => {
    const findings = Array.from({ length: 503 }, (_, index) => finding({ construct: `Shop/Number${index}` }));
    const text = renderMarkdown({ ...EMPTY, findings });
    expect(text).toContain('### Errors (503)');
    expect(text).toContain('Shop/Number499 ');
    expect(text).not.toContain('Shop/Number500 ');
    expect(text).toContain('\n\n3 more rows are in the JSON report.\n\n');
  });

  test('shares that room among the tables of all services, and leaves out nothing that is missing', () => {
    const services = ['a', 'b', 'c'];
    const signals = services.flatMap((service) =>
      Array.from({ length: 300 }, (_, index) => row({ service, alarm: `${service}/Number${index}` })),
    );
    const missingSignals = services.map((service) => ({ ...row({ service }), signal: 'traffic' as const }));
    const text = renderMarkdown({ ...EMPTY, signals, missingSignals });
    expect(text.match(/\| [abc]\/Number\d+ \|/g)).toHaveLength(500);
    expect(text).toContain('| b/Number199 |');
    expect(text).not.toContain('| b/Number200 |');
    expect(text).toContain('\n\n100 more rows are in the JSON report.\n\n### c (prod-shop)\n');
    expect(text).toContain('\n\n300 more rows are in the JSON report.\n\n## Objectives\n');
    expect(text.match(/nothing watches the traffic of the service/g)).toHaveLength(3);
  });
});
