import * as fc from 'fast-check';
import { Report } from '../../../../lib/checks/report/report-model';
import { acknowledgementOf, compliantOf, findingOf, HOSTILE, packOf, reportOf, ruleOf } from '../model-samples';

/** Pieces that mean something in one format or another. */
const PIECES = [
  ...[
    '=',
    '+',
    '-',
    '@',
    '\t',
    '\r',
    '\n',
    '"',
    "'",
    ',',
    ';',
    '<',
    '>',
    '&',
    '&amp;',
    ']]>',
    '<![CDATA[',
    '<!--',
    '-->',
  ],
  ...[
    '[',
    ']',
    '](',
    '{0}',
    '{',
    '}',
    '\\',
    '`',
    '\u0000',
    '\u001b',
    '\u202e',
    '\ud800',
    '\udc00',
    '\ufffe',
    '\uff1d',
    '😀',
  ],
  ...['a', 'Shop/A', ' ', 'https://example.com', '%', '#', '..', 'true', ''],
];

/** Any text that a construct id, a tag or a reason may be. */
export const anyText = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constant(HOSTILE),
);

const anySeverity = fc.constantFrom('fatal', 'error', 'warning', 'info', 'custom');

const anyFinding = fc
  .record({
    pack: fc.constantFrom('AwsSolutions', 'GoldenPath', 'Own pack'),
    rule: fc.oneof(fc.constantFrom('A', 'B', 'B[Resource::*]', 'B[Action::s3:*]'), anyText),
    severity: anySeverity,
    construct: fc.oneof(fc.constantFrom('', 'Shop/A'), anyText),
    description: anyText,
    stack: fc.constantFrom('', 'prod-shop'),
    location: fc.option(fc.record({ file: anyText, line: fc.integer({ min: 1, max: 99 }) }), { nil: undefined }),
  })
  .map((props) => findingOf(props));

const anyAcknowledgement = fc
  .record({
    rule: fc.constantFrom('A', 'B[Resource::*]'),
    construct: fc.oneof(fc.constantFrom('Shop/A', 'Shop/B'), anyText),
    reason: anyText,
    owner: anyText,
    evidence: anyText,
    states: fc.constantFrom(['used' as const], ['unused' as const], ['used' as const, 'expired' as const]),
  })
  .map((props) => acknowledgementOf(props));

const anyCompliant = fc
  .record({ rule: fc.constantFrom('A', 'B'), construct: fc.oneof(fc.constantFrom('Shop/A', 'Shop/C'), anyText) })
  .map((props) => compliantOf(props));

const anyRule = fc
  .record({
    rule: fc.constantFrom('A', 'B'),
    severity: anySeverity,
    requirement: anyText,
    standards: fc.array(anyText),
  })
  .map((props) => ruleOf(props));

/** Any report, with texts that anybody may have written. */
export const anyReport: fc.Arbitrary<Report> = fc
  .record({
    problems: fc.array(anyText, { maxLength: 2 }),
    packs: fc.array(
      fc.record({ name: anyText, verdict: fc.constantFrom('clean' as const, 'crashed' as const) }).map(packOf),
      {
        maxLength: 2,
      },
    ),
    rules: fc.uniqueArray(anyRule, { selector: ({ rule }) => rule, maxLength: 2 }),
    findings: fc.array(anyFinding, { maxLength: 5 }),
    acknowledgements: fc.array(anyAcknowledgement, { maxLength: 3 }),
    compliant: fc.array(anyCompliant, { maxLength: 3 }),
  })
  .map(reportOf);
