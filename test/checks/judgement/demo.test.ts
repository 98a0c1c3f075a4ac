import { App } from 'aws-cdk-lib';
import { edge } from '../../../examples/edge';
import { shop } from '../../../examples/shop';
import { readAssembly } from '../../../lib/checks/assembly/assembly';
import { judge } from '../../../lib/checks/judgement/judge';
import { Report } from '../../../lib/checks/report/report-model';
import { RulePack } from '../../../lib/checks/rule-packs';
import { synth } from '../../fixtures/assemblies/synth';

const { AWS_SOLUTIONS, NIST_800_53_R5, HIPAA_SECURITY, PCI_DSS_321, SERVERLESS } = RulePack;
const FIVE = [AWS_SOLUTIONS, NIST_800_53_R5, HIPAA_SECURITY, PCI_DSS_321, SERVERLESS];

function reportOn(build: (app: App) => void, packs?: RulePack[]): Report {
  const assembly = readAssembly(synth(build));
  return judge(assembly, { packs, date: '2026-11-24', expired: 'fail', folder: process.cwd() });
}

describe('the demo', () => {
  let report: Report;
  beforeAll(() => {
    report = reportOn((app) => shop(app, 'examples/release.json'), FIVE);
  }, 60_000);

  test('has nothing that five packs find and nobody has accepted', () => {
    expect(report.problems).toEqual([]);
    // Its own synth runs one of them.
    const found = report.findings.filter(({ rule }) => !rule.startsWith('GoldenPath-SEC-2-ChecksInSynth['));
    expect(found).toEqual([]);
    expect(report.findings).toHaveLength(FIVE.length - 1);
    expect(report.summary.compliant).toBeGreaterThan(500);
  });

  test('has an owner, a last day and evidence for each acknowledgement, and uses each', () => {
    expect(report.acknowledgements.length).toBeGreaterThan(50);
    for (const { owner, expires, evidence, reason, states } of report.acknowledgements) {
      expect({ owner, expires, states }).toEqual({ owner: 'cdk-golden-path', expires: '2028-05-31', states: ['used'] });
      expect([reason, evidence].every((text) => text.length > 10)).toBe(true);
    }
  });

  test('shows nothing to the internet, and leaves nothing unknown', () => {
    expect(report.exposure).toMatchObject({ budget: 0, public: 0, unknown: 0 });
    expect(report.exposure.resources).toHaveLength(report.summary.resources);
  });

  test('keeps every principle that its templates show', () => {
    const verdicts = report.principles.filter(({ principle }) => principle !== 'SEC-2').map(({ verdict }) => verdict);
    expect(verdicts.filter((verdict) => verdict !== 'not shown' && verdict !== 'kept')).toEqual([]);
    expect(verdicts.filter((verdict) => verdict === 'kept').length).toBeGreaterThan(10);
  });
});

test('the edge example has exactly one public component, which is declared, and is clean', () => {
  const { exposure, findings } = reportOn(edge);
  expect(findings).toEqual([]);
  expect(exposure).toMatchObject({ budget: 1, public: 1, unknown: 0 });
  expect(exposure.resources.filter(({ verdict }) => verdict === 'public')).toEqual([
    expect.objectContaining({
      construct: 'Edge/Checkout/Distribution/Resource',
      declared: 'Customers of the shop pay here, from wherever they are.',
    }),
  ]);
  const balancer = exposure.resources.find(({ type }) => type === 'AWS::ElasticLoadBalancingV2::LoadBalancer');
  expect(balancer?.verdict).toBe('not-public');
  expect(balancer?.paths).toEqual([
    [
      'internet',
      'distribution Edge/Checkout/Distribution',
      'VPC origin Edge/Checkout/VpcOrigin',
      'load balancer Platform/Platform/Entrance/LoadBalancer',
    ],
  ]);
}, 60_000);
