import { summarize } from '../../../lib/checks/judgement/summary';
import {
  Acknowledgement,
  CompliantRow,
  ExposedResource,
  Finding,
  PackResult,
  Report,
  ReportSummary,
  RuleRow,
} from '../../../lib/checks/report/report-model';

/** What a test says of a report; the rest is that of an app without anything in it. */
export type ReportOverrides = Partial<Omit<Report, 'summary'>> & { readonly summary?: Partial<ReportSummary> };

/** A report with these contents. Its summary counts them, so that a test need not; what the summary is given wins. */
export function reportOf(overrides: ReportOverrides = {}): Report {
  const contents: Omit<Report, 'summary'> = { ...EMPTY, ...overrides };
  return { ...contents, summary: { ...summarize(contents), ...overrides.summary } };
}

export function findingOf(props: Partial<Finding> = {}): Finding {
  return {
    pack: 'AwsSolutions',
    rule: 'AwsSolutions-SNS3',
    severity: 'error',
    construct: 'Shop/Topic/Resource',
    constructType: 'aws-cdk-lib.aws_sns.CfnTopic',
    description: 'The SNS Topic does not require publishers to use SSL.',
    stack: 'prod-shop',
    standards: [],
    ...props,
  };
}

export function acknowledgementOf(props: Partial<Acknowledgement> = {}): Acknowledgement {
  return {
    pack: 'AwsSolutions',
    rule: 'AwsSolutions-S1',
    construct: 'Shop/Logs/Resource',
    acknowledgedAt: 'Shop/Logs/Resource',
    acknowledgedId: 'AwsSolutions::AwsSolutions-S1',
    reason: 'A log bucket that logs to itself never comes to rest.',
    owner: 'platform-team',
    expires: '2027-06-30',
    evidence: 'https://example.com/tickets/1',
    states: ['used'],
    stack: 'prod-shop',
    ...props,
  };
}

export function compliantOf(props: Partial<CompliantRow> = {}): CompliantRow {
  return {
    pack: 'AwsSolutions',
    rule: 'AwsSolutions-SNS3',
    stack: 'prod-shop',
    construct: 'Shop/Alerts/Resource',
    type: 'AWS::SNS::Topic',
    ...props,
  };
}

export function ruleOf(props: Partial<RuleRow> = {}): RuleRow {
  return {
    pack: 'AwsSolutions',
    rule: 'AwsSolutions-SNS3',
    severity: 'error',
    requirement: 'The SNS Topic does not require publishers to use SSL.',
    standards: [],
    compliant: 1,
    nonCompliant: 1,
    acknowledged: 0,
    ...props,
  };
}

export function packOf(props: Partial<PackResult> = {}): PackResult {
  return {
    name: 'AwsSolutions',
    verdict: 'clean',
    findings: 0,
    acknowledged: 0,
    ran: ['synth', 'templates'],
    ...props,
  };
}

export function exposedOf(props: Partial<ExposedResource> = {}): ExposedResource {
  return {
    stack: 'prod-shop',
    logicalId: 'Balancer',
    construct: 'Shop/Balancer/Resource',
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    verdict: 'public',
    reason: 'Scheme is internet-facing',
    paths: [
      ['internet', 'gateway Vpc/Igw', 'route 0.0.0.0/0', 'subnet Vpc/Public1', 'load balancer Shop/Balancer', '443'],
    ],
    ...props,
  };
}

/** What a person may write who wants to be more than text: in HTML, Markdown, CSV, XML, SARIF, on a terminal. */
export const HOSTILE =
  '=cmd|"/c calc"!A1,\'x\';\n<script>alert(1)</script>]]>&amp;[click](http://evil.example){0}\u001b[31m\u202e\u0000\ud800\ufffe';

const EMPTY: Omit<Report, 'summary'> = {
  schema: 'golden-path/report/1',
  problems: [],
  stacks: [],
  services: [],
  packs: [],
  rules: [],
  findings: [],
  acknowledgements: [],
  exceptions: [],
  exposure: { budget: 0, public: 0, unknown: 0, resources: [], grants: [], egress: [] },
  principles: [],
  compliant: [],
  signals: [],
  missingSignals: [],
  objectives: [],
  alarmGaps: [],
  judgedOn: '2026-11-24',
};
