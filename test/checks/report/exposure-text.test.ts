import { exposureAsJson, isWithinBudget, renderExposureText } from '../../../lib/checks/report/exposure-text';
import { ExposedResource, ExposureReport } from '../../../lib/checks/report/report-model';

const row = (
  construct: string,
  verdict: ExposedResource['verdict'],
  more: Partial<ExposedResource> = {},
): ExposedResource => ({
  stack: 'Shop',
  construct,
  logicalId: construct,
  type: 'T',
  verdict,
  reason: `why ${construct}`,
  paths: [],
  ...more,
});

const REPORT: ExposureReport = {
  budget: 1,
  public: 1,
  unknown: 0,
  resources: [
    row('Behind', 'not-public', { paths: [['internet', 'Open', 'Behind']] }),
    row('Closed', 'not-public'),
    row('Open', 'public', {
      paths: [
        ['internet', 'Open'],
        ['internet', 'door', 'Open'],
      ],
      declared: 'Customers pay here.',
    }),
    row('Seen', 'unknown', { declared: 'It only counts.' }),
  ],
  grants: [{ stack: 'Shop', construct: 'Key', type: 'T', kind: 'cross-account', to: 'account 4', what: 'kms:Decrypt' }],
  egress: [{ stack: 'Shop', construct: 'Nat', type: 'T', to: 'internet', reason: 'because', verdict: 'open' }],
};

const text = (report: Partial<ExposureReport> = {}) =>
  renderExposureText({ ...REPORT, ...report }, (color, line) => `<${color}>${line}`);

describe('exposure for people', () => {
  test('has the verdict first, then what is reached and how, who else gets in, and the ways out', () => {
    expect(text())
      .toBe(`<green>within budget: 1 public of 1 allowed, 0 unknown, 2 not public, 1 unknown and acknowledged (4 resources)

Public (1)
  Open · T · Shop
    why Open
    internet -> Open
    internet -> door -> Open
    declared: Customers pay here.

Unknown (1)
  Seen · T · Shop
    why Seen
    declared: It only counts.

Reached through a public component (1)
  Behind · T · Shop
    why Behind
    internet -> Open -> Behind

Who else gets in (1)
  cross-account · account 4 · kms:Decrypt · Key

Ways out (1)
  open · internet · Nat
    because`);
  });

  test.each<[Partial<ExposureReport>, string]>([
    [{ public: 2 }, '<red>over budget: 2 public of 1 allowed'],
    [{ unknown: 1 }, '<red>unknown exposure: 1 public of 1 allowed, 1 unknown'],
    [{ public: 2, unknown: 1 }, '<red>over budget'],
  ])('with %j begins with %s', (report, expected) => {
    expect(text(report).startsWith(expected)).toBe(true);
    expect(isWithinBudget({ ...REPORT, ...report })).toBe(false);
  });

  test('prints each row on lines of its own, whatever is in it', () => {
    const shown = text({ resources: [row('A\nwithin budget\u001b[2K', 'public')], grants: [], egress: [] });
    expect(shown.split('\n').slice(3)).toEqual(['  A within budget [2K · T · Shop', '    why A within budget [2K']);
  });
});

test('exposure for machines has all rows, and the version of its form', () => {
  const { budget, resources, grants, egress } = REPORT;
  expect(JSON.parse(exposureAsJson(REPORT))).toEqual({
    schema: 'golden-path/exposure/1',
    budget,
    resources,
    grants,
    egress,
  });
});
