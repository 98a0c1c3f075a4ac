import * as fc from 'fast-check';
import { escapeMarkdown } from '../../../lib/checks/report/markdown-table';
import { oneLine } from '../../../lib/checks/report/plain-text';
import { buildReport, Report } from '../../../lib/checks/report/report';
import { renderMarkdown } from '../../../lib/checks/report/report-markdown';
import { EMPTY_ASSEMBLY, finding, row } from './samples';

const EMPTY = buildReport(EMPTY_ASSEMBLY);

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

describe('the Markdown report', () => {
  test('of nothing says None in every section, and why it cannot judge', () => {
    expect(renderMarkdown(EMPTY)).toBe(
      [
        '# Golden path report',
        '> [!CAUTION]\n> Could not judge. validation-report.json: shows no nag pack (one that finds nothing leaves no trace of its own): add GoldenPath.protect(app), which names the packs that ran, and synthesize again',
        '**0 errors, 0 warnings, 0 notes** · 0 acknowledged · 0 exceptions · 0 services · 0 releases · 0 missing signals · 0 alarm gaps · 0 resources in 0 stacks',
        '## Services\n\nNone.',
        '## Golden signals\n\nNone.',
        '## Objectives\n\nNone.',
        '## Alarms that lack something\n\nNone.',
        '## Findings\n\nNone.',
        '## Acknowledgements\n\nNone.',
        '## Exceptions\n\nNone.',
        '## Packs\n\nNone.',
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
        { name: 'Own', verdict: 'crashed', findings: 0, acknowledged: 0, error: 'kaput' },
        { name: 'Pack', verdict: 'findings', findings: 3, acknowledged: 1 },
      ],
      findings: [
        finding({ severity: 'info' }),
        finding({ severity: 'warning', construct: '' }),
        finding({ severity: 'custom', customSeverity: 'grave', constructType: 'cdk.Thing', suggestedFix: 'Mend it.' }),
      ],
      acknowledgements: [
        { pack: 'P', rule: 'R1', construct: 'Shop/A', acknowledgedAt: 'Shop', acknowledgedId: 'P::R1', reason: 'Why.' },
        { pack: 'P', rule: 'R2', construct: 'Shop/A', acknowledgedAt: '', acknowledgedId: 'P::R2', reason: '' },
      ],
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
    expect(renderMarkdown(report)).toBe(`# Golden path report

**0 errors, 0 warnings, 0 notes** · 0 acknowledged · 0 exceptions · 0 services · 0 releases · 0 missing signals · 0 alarm gaps · 0 resources in 0 stacks

## Services

| Service | Host | Commit | Release | Image | Built | Stack |
| --- | --- | --- | --- | --- | --- | --- |
| checkout | checkout.shop.internal | 9fceb02 | f00ba4 | ami-0123456789abcdef0 (arm64) | 2026-01-02 | prod-shop, Shop/Checkout |

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

### Errors (1)

| Pack | Rule | Severity | Construct | Type | Finding | Suggested fix |
| --- | --- | --- | --- | --- | --- | --- |
| Pack | Rule | grave | Shop/A | cdk.Thing | Wrong. | Mend it. |

### Warnings (1)

| Pack | Rule | Severity | Construct | Type | Finding | Suggested fix |
| --- | --- | --- | --- | --- | --- | --- |
| Pack | Rule | warning | (app) |  | Wrong. |  |

### Information (1)

| Pack | Rule | Severity | Construct | Type | Finding | Suggested fix |
| --- | --- | --- | --- | --- | --- | --- |
| Pack | Rule | info | Shop/A |  | Wrong. |  |

## Acknowledgements

| Rule | Construct | Reason | Acknowledged at | As |
| --- | --- | --- | --- | --- |
| R1 | Shop/A | Why. | Shop | P::R1 |
| R2 | Shop/A | (no reason given) | (app) | P::R2 |

## Exceptions

| Topic | Construct | Reason |
| --- | --- | --- |
| plain-http | Shop/Door | Until June. |

## Packs

| Pack | Verdict | Findings | Acknowledged | Error |
| --- | --- | --- | --- | --- |
| Own | crashed | 0 | 0 | kaput |
| Pack | findings | 3 | 1 |  |

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
        packs: [{ name: text, verdict: 'crashed', findings: 1, acknowledged: 1, error: text }],
        findings: [
          finding({ pack: text, rule: text, construct: text, constructType: text, description: text }),
          finding({ severity: 'custom', customSeverity: text, suggestedFix: text }),
        ],
        acknowledgements: [
          { pack: text, rule: text, construct: text, acknowledgedAt: text, acknowledgedId: text, reason: text },
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
