import { Report } from '../../../../lib/checks/report/report-model';
import { acknowledgementOf, compliantOf, findingOf, HOSTILE, packOf, reportOf, ruleOf } from '../model-samples';

/** One of each kind that a report may have, with hostile texts in every field that somebody else fills. */
export const FULL_REPORT: Report = reportOf({
  problems: ["pack 'Own': crashed (kaput): repair it and synthesize again"],
  packs: [packOf(), packOf({ name: 'Own', verdict: 'crashed', error: 'kaput' })],
  rules: [
    ruleOf({ standards: ['NIST-800-53-R5:SC-8'] }),
    ruleOf({ rule: 'AwsSolutions-S1', requirement: 'The S3 Bucket has server access logs disabled.', acknowledged: 1 }),
    ruleOf({
      pack: 'GoldenPath',
      rule: 'GoldenPath-DIS-3-UserData',
      severity: 'warning',
      principle: 'DIS-3',
      requirement: 'Servers start complete.',
      why: 'What a server installs at its start may fail.',
      fix: 'bake it into the image',
    }),
  ],
  findings: [
    findingOf({ severity: 'info', construct: 'Shop/A', description: 'Only a note.' }),
    findingOf({ location: { file: 'lib/shop stack.ts', line: 12 }, suggestedFix: 'enforce TLS' }),
    findingOf({
      pack: 'GoldenPath',
      rule: 'GoldenPath-DIS-3-UserData',
      severity: 'warning',
      principle: 'DIS-3',
      construct: 'Shop/Servers',
      description: HOSTILE,
    }),
    findingOf({ rule: 'AwsSolutions-IAM5[Resource::*]', construct: HOSTILE, description: HOSTILE }),
    findingOf({ rule: 'AwsSolutions-IAM5[Action::s3:*]', construct: HOSTILE, description: 'Another.' }),
    findingOf({
      pack: 'Own pack',
      rule: 'Own',
      severity: 'custom',
      customSeverity: 'blocker',
      construct: '',
      stack: '',
    }),
  ],
  acknowledgements: [
    acknowledgementOf(),
    acknowledgementOf({ construct: 'Shop/B', reason: HOSTILE, owner: HOSTILE, evidence: HOSTILE }),
    acknowledgementOf({ construct: 'Shop/C', states: ['used', 'expired'] }),
    acknowledgementOf({ construct: 'Shop/D', states: ['unused'] }),
  ],
  compliant: [compliantOf(), compliantOf({ construct: HOSTILE })],
});
