import { Report } from '../../../lib/checks/report/report-model';
import { Paint, renderSummary } from '../../../lib/checks/report/report-summary';
import { acknowledgementOf, exposedOf, packOf, reportOf } from './model-samples';
import { finding, row } from './samples';

const EMPTY: Report = reportOf();
const PLAIN: Paint = (_, text) => text;
const NAMED: Paint = (color, text) => `<${color}>${text}`;

describe('the summary', () => {
  test('shows every section in columns, with the worst findings first', () => {
    const report: Report = {
      ...EMPTY,
      summary: { ...EMPTY.summary, releases: 1, findings: 4, errors: 2, warnings: 1, infos: 1 },
      stacks: [
        { name: 'prod-shop', path: 'Shop', environment: 'aws://111122223333/eu-west-1', resources: 41 },
        { name: 'Shop/Nested', path: 'Shop/Nested', environment: 'aws://111122223333/eu-west-1', resources: 1 },
      ],
      services: [
        {
          name: 'checkout',
          stack: 'prod-shop',
          path: 'Shop/Checkout',
          host: 'checkout.shop.internal',
          commit: '9fceb02d0ae598e95dc970b74767f19372d61af8',
          image: 'ami-0123456789abcdef0',
          architecture: 'arm64',
          fingerprint: 'f00ba4',
        },
      ],
      packs: [
        packOf({ verdict: 'findings', findings: 4, acknowledged: 2 }),
        packOf({ name: 'Own', verdict: 'crashed', error: 'kaput' }),
      ],
      findings: [
        finding({ severity: 'info', rule: 'R-info' }),
        finding({ severity: 'warning', rule: 'R-warning' }),
        finding({ severity: 'custom', customSeverity: 'grave', rule: 'R-grave', construct: '' }),
        finding({ rule: 'R-error' }),
      ],
      acknowledgements: [
        acknowledgementOf({ rule: 'R1', construct: 'Shop/A', reason: 'Why.' }),
        acknowledgementOf({ rule: 'R22', construct: '', reason: '', owner: '', expires: '' }),
      ],
      exceptions: [{ construct: 'Shop/Door', topic: 'plain-http', reason: 'Until June.' }],
      principles: [
        {
          principle: 'DIS-3',
          title: 'Images are complete.',
          verdict: 'kept',
          findings: 0,
          acknowledged: 0,
          compliant: 4,
          evidence: [],
        },
        {
          principle: 'SEC-4',
          title: 'Nothing is public.',
          verdict: 'broken',
          findings: 2,
          acknowledged: 1,
          compliant: 7,
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
      exposure: {
        budget: 1,
        public: 1,
        unknown: 1,
        resources: [
          exposedOf({ construct: 'Shop/Balancer' }),
          exposedOf({ construct: 'Shop/Hidden', verdict: 'not-public', reason: 'Scheme is internal' }),
          exposedOf({ construct: 'Shop/Import', verdict: 'unknown', reason: 'Scheme is a parameter' }),
        ],
        grants: [],
        egress: [],
      },
      signals: [row(), row({ scope: 'release' }), row({ service: 'catalog' })],
      missingSignals: [row({ scope: 'release', signal: 'traffic' }), row({ scope: 'release', signal: 'errors' })],
      objectives: [
        {
          stack: 'prod-shop',
          service: 'checkout',
          name: 'fast',
          goal: '99 %',
          window: '30 d',
          burnRateWindows: ['1 h'],
        },
      ],
      alarmGaps: [{ stack: 'Jobs', alarm: 'Jobs/Silent', lacks: ['action', 'description'] }],
    };
    expect(renderSummary(report, PLAIN)).toBe(`2 errors, 1 warning, 1 note

Services (1), releases (1)
  checkout  commit 9fceb02d0ae5  release f00ba4  ami-0123456789abcdef0 (arm64)  prod-shop

Principles (2 of 3 can be seen in these templates)
  SEC-4  broken  2 broken, 1 acknowledged, 7 kept  Nothing is public.
  DIS-3  kept    0 broken, 0 acknowledged, 4 kept  Images are complete.

Exposure (1 public of 1 declared, 1 unknown)
  public   Shop/Balancer  Scheme is internet-facing
  unknown  Shop/Import    Scheme is a parameter

Golden signals (3), missing (2)
  checkout  release  nothing watches traffic, errors  prod-shop
  catalog   service  all four                         prod-shop
  catalog   release  all four                         prod-shop
  checkout  service  all four                         prod-shop

Objectives (1)
  fast  99 %  30 d  prod-shop

Alarms that lack something (1)
  Jobs  Jobs/Silent  action, description

Stacks (2)
  prod-shop    41 resources  aws://111122223333/eu-west-1
  Shop/Nested  1 resource    aws://111122223333/eu-west-1

Packs (2)
  AwsSolutions  findings  4 findings, 2 acknowledged
  Own           crashed   kaput

Findings (4)
  grave    R-grave    (app)
  error    R-error    Shop/A
  warning  R-warning  Shop/A
  info     R-info     Shop/A

Acknowledgements (2)
  R1   Shop/A  platform-team  until 2027-06-30  Why.
  R22  (app)   (no owner)     (no expiry)       (no reason given)

Exceptions (1)
  plain-http  Shop/Door  Until June.`);
  });

  test('shows the beginning of a long list, and how much more there is', () => {
    const findings = Array.from({ length: 10 }, (_, index) => finding({ construct: `Shop/Number${index}` }));
    const lines = renderSummary({ ...EMPTY, findings }, PLAIN).split('\n');
    expect(lines.filter((line) => line.includes('Shop/Number'))).toHaveLength(8);
    expect(lines).toContain('  and 2 more');
  });

  test('gives a name with a newline or an escape sequence no line and no colour of its own', () => {
    const findings = [finding({ construct: 'Shop/A\nno findings\u001b[2J' })];
    expect(renderSummary({ ...EMPTY, findings }, PLAIN).split('\n')).toContain('  error  Rule  Shop/A no findings [2J');
  });

  test.each<[string, Partial<Report>, string]>([
    ['no findings in green', {}, '<green>no findings'],
    [
      'warnings in yellow',
      { summary: { ...EMPTY.summary, findings: 1, warnings: 1 } },
      '<yellow>0 errors, 1 warning, 0 notes',
    ],
    ['errors in red', { summary: { ...EMPTY.summary, findings: 1, errors: 1 } }, '<red>1 error, 0 warnings, 0 notes'],
    [
      'in red that it could not judge, even without a finding',
      { problems: ['kaput'] },
      '<red>could not judge; so far 0 errors, 0 warnings, 0 notes',
    ],
  ])('begins with %s', (_, props, expected) => {
    expect(renderSummary({ ...EMPTY, ...props }, NAMED).split('\n')[0]).toBe(expected);
  });
});
