import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { shop } from '../../examples/shop';
import { ChatChannel, GoldenPath, RulePack } from '../../lib';
import { GOVERNANCE_RULES } from '../../lib/checks/acknowledgements/governance-rules';
import { readAssembly } from '../../lib/checks/assembly/assembly';
import { judge } from '../../lib/checks/judgement/judge';
import { Report } from '../../lib/checks/report/report-model';
import { LIBRARY_REVIEW } from '../../lib/private/acknowledgement';
import { version } from '../../package.json';
import { synth } from '../fixtures/assemblies/synth';
import { platformIn, serviceIn } from '../stacks';

/** The day of the last look at them: what was in order then is in order until it expires. */
const REVIEWED_ON = '2026-11-24';

function judgeAll(build: Parameters<typeof synth>[0], packs: readonly RulePack[]): Report {
  const assembly = readAssembly(synth(build));
  return judge(assembly, { packs, date: REVIEWED_ON, expired: 'fail', folder: process.cwd() });
}

/** What is wrong with acknowledgements; other findings are not the matter here. */
function flawsIn({ findings }: Report): string[] {
  const names = Object.values(GOVERNANCE_RULES).map(({ name }) => name);
  return findings
    .filter(({ rule }) => names.some((name) => rule.startsWith(`${name}[`)))
    .map(({ rule, construct }) => `${construct}: ${rule}`);
}

function expectGoverned({ acknowledgements }: Report): void {
  expect(acknowledgements.length).toBeGreaterThan(0);
  for (const { reason, owner, expires, evidence, states } of acknowledgements) {
    expect({ owner, expires, states }).toEqual({
      owner: 'cdk-golden-path',
      expires: '2028-05-31',
      states: ['used'],
    });
    expect(reason).toMatch(/^.{39,}\.$/);
    expect(evidence).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/|^.{29,}\.$/);
  }
}

describe('the acknowledgements of this library', () => {
  test('were looked through for the version that the package has; CONTRIBUTING.md says what to do', () => {
    expect(LIBRARY_REVIEW.version).toBe(version);
  });

  test('are used in the demo, each with its owner, its last day and its evidence', () => {
    const report = judgeAll((app) => shop(app, 'examples/release.json'), [RulePack.AWS_SOLUTIONS]);
    expect(flawsIn(report)).toEqual([]);
    expectGoverned(report);
  });

  test('are all needed by the packs that they name', () => {
    const report = judgeAll((app) => {
      const alertChats = [ChatChannel.slack({ workspaceId: 'T0123456789', channelId: 'C0123456789' })];
      serviceIn(app, {
        platform: platformIn(app, { alertChats }),
        instanceTypes: [new InstanceType('m7g.large'), new InstanceType('c7g.large')],
      });
      GoldenPath.protect(app, { packs: [...RulePack._ALL] });
    }, RulePack._ALL);
    expect(flawsIn(report)).toEqual([]);
    expectGoverned(report);
  });
});
