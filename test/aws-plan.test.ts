import { spawn } from 'child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'fs';
import { createServer, Server } from 'http';
import { AddressInfo } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { priorityOf } from '../lib/private/naming';
import { deployArguments } from './aws/account/cdk';
import { SERVER, userData } from './aws/account/user-data';
import { verification } from './aws/app';
import { FACTS } from './aws/facts/facts';
import { BAD_TAG, HOST, STACKS } from './aws/names';
import { optionsOf, refusalOf } from './aws/options';
import { planText } from './aws/plan';
import { exitCodeOf, reportText, verdictOf } from './aws/report';
import { deploysFor, minutesFor } from './aws/schedule';
import { Experiment } from './aws/stacks/experiments';
import { manifestOf } from './aws/steps/manifest';

const ROOT = join(__dirname, '..');
const FOLDER = mkdtempSync(join(tmpdir(), 'golden-path-aws-plan-'));
const ACCOUNT = '111122223333';

jest.setTimeout(60_000);

describe('the options', () => {
  test('without any, all facts are to be settled, and nothing is allowed', () => {
    expect(optionsOf([], {})).toEqual({ facts: FACTS, keep: false, region: undefined, account: undefined });
  });

  test('name facts, keep what was made, and allow an account', () => {
    const options = optionsOf(['--only', '4, 1', '--keep', '--region', 'eu-west-1'], {
      AWS_REGION: 'us-east-1',
      GOLDEN_PATH_AWS_ACCOUNT: ACCOUNT,
    });
    expect(options).toEqual({ facts: [FACTS[0], FACTS[3]], keep: true, region: 'eu-west-1', account: ACCOUNT });
  });

  test.each([
    [['--only', '9'], 'numbers from 1 to 8'],
    [['--only', '1,,2'], 'numbers from 1 to 8'],
    [['--delete'], "unknown option '--delete'"],
    [['now'], 'too many arguments'],
  ])('refuses %j', (args, problem) => {
    expect(() => optionsOf(args, {})).toThrow(problem);
  });

  test.each(['1', 'true', `${ACCOUNT}4`, 'arn:aws:iam::111122223333:root'])('%s allows no account', (text) => {
    expect(() => optionsOf([], { GOLDEN_PATH_AWS_ACCOUNT: text })).toThrow('must be the id of an account');
  });

  test('another account than the allowed one is refused', () => {
    expect(refusalOf(ACCOUNT, ACCOUNT)).toBeUndefined();
    expect(refusalOf(ACCOUNT, '999999999999')).toMatch('belong to account 999999999999. Nothing was touched.');
  });
});

describe('the plan', () => {
  test('says what, how long, for how much, and how to allow it', () => {
    const text = planText({ facts: FACTS, keep: false });
    for (const { claim } of FACTS) expect(text).toContain(claim);
    expect(text).toMatch(/about \d+ minutes, estimated/);
    expect(text).toMatch(/about \d\.\d\d USD \(list prices of us-east-1 in November 2026, from memory/);
    expect(text).toContain('GOLDEN_PATH_AWS_ACCOUNT=<account id>');
    expect(text).toContain('delete all of it, whatever happened');
  });

  test('with --keep it says what a day costs, and deletes nothing', () => {
    const text = planText({ facts: FACTS, keep: true });
    expect(text).toMatch(/left in place costs about \d+\.\d\d USD a day/);
    expect(text).not.toContain('delete all of it');
  });

  test('a fact alone brings what it stands on, and no more', () => {
    const deploys = (...numbers: number[]) => deploysFor(FACTS.filter(({ number }) => numbers.includes(number)));
    expect(deploys(1)).toEqual(['experiments', 'abandoned-shift']);
    expect(deploys(3)).toEqual(['first-release', 'triggered-release', 'experiments']);
    expect(deploys(4)).toEqual(['first-release', 'good-release']);
    expect(deploys(8)).toEqual(['shortage']);
    expect(minutesFor([FACTS[5]], true)).toBeLessThan(minutesFor([FACTS[5]], false));
    expect(minutesFor([FACTS[5]], false)).toBeLessThan(minutesFor(FACTS, false));
  });
});

describe('the report', () => {
  const facts = FACTS.map((fact) => verdictOf(fact, { deploys: [], dns: [] }));

  test('of a run that saw nothing says so for each fact, and fails', () => {
    expect(facts.map(({ answer }) => answer)).toEqual(FACTS.map(() => 'not seen'));
    expect(exitCodeOf({ verdicts: facts, left: [] })).toBe(1);
  });

  test('passes only where every fact is confirmed and nothing is left', () => {
    const verdicts = facts.map((verdict) => ({ ...verdict, answer: 'confirmed' as const }));
    expect(exitCodeOf({ verdicts, left: [] })).toBe(0);
    expect(exitCodeOf({ verdicts, left: ['stack A'] })).toBe(1);
    expect(exitCodeOf({ verdicts: [...verdicts, { ...facts[0], answer: 'refuted' }], left: [] })).toBe(1);
  });

  test('is a table, with what went wrong and what is left', () => {
    const text = reportText({ verdicts: facts.slice(0, 1), problems: ['a look failed'], left: ['stack A'] });
    expect(text).toMatch(/not seen/);
    expect(text).toContain('What went wrong:\n  - a look failed');
    expect(text).toContain('What was not deleted:\n  - stack A');
  });
});

describe('the app', () => {
  const synthesized = (name: string, experiment?: Experiment) => {
    const manifest = join(FOLDER, `${name}.json`);
    writeFileSync(manifest, JSON.stringify(manifestOf(name, 'eu-west-1', 'ami-0123456789abcdef0')));
    const app = new App({ outdir: join(FOLDER, name) });
    const place = { account: ACCOUNT, region: 'eu-west-1', zones: 'eu-west-1a,eu-west-1b' };
    verification(app, { ...place, baseImage: 'ami-0aaaaaaaaaaaaaaaa', release: manifest, experiment });
    const assembly = app.synth();
    return (stack: string) => assembly.getStackByName(stack).template.Resources as Record<string, any>;
  };
  const ofType = (resources: Record<string, any>, type: string) =>
    Object.entries(resources).filter(([, { Type }]) => Type === type);
  const first = synthesized('first');
  const second = synthesized('second', 'shift');

  test('deploys a demo with a gate, on two zones and the manifest of the bake', () => {
    const resources = first(STACKS.service);
    const [[, gate]] = ofType(resources, 'Custom::ReleaseGate');
    expect(gate.Properties.Order).toMatchObject({ host: HOST, servers: { zones: ['eu-west-1a', 'eu-west-1b'] } });
    const [[, template]] = ofType(resources, 'AWS::EC2::LaunchTemplate');
    expect(template.Properties.LaunchTemplateData).toMatchObject({
      ImageId: 'ami-0123456789abcdef0',
      InstanceType: 't4g.small',
      MetadataOptions: { InstanceMetadataTags: 'enabled' },
    });
  });

  test('makes another release of another name, with the same image', () => {
    const ids = (resources: Record<string, any>) => ofType(resources, 'AWS::AutoScaling::AutoScalingGroup')[0][0];
    expect(ids(first(STACKS.service))).not.toBe(ids(second(STACKS.service)));
    const [[gate]] = ofType(first(STACKS.service), 'Custom::ReleaseGate');
    expect(second(STACKS.service)).toHaveProperty(gate);
  });

  test('can be deleted as a whole', () => {
    const resources = Object.values(STACKS).flatMap((stack) => Object.values(first(stack)));
    expect(resources.filter(({ DeletionPolicy = 'Delete' }) => DeletionPolicy !== 'Delete')).toEqual([]);
    const [[, loadBalancer]] = ofType(first(STACKS.platform), 'AWS::ElasticLoadBalancingV2::LoadBalancer');
    expect(loadBalancer.Properties.LoadBalancerAttributes).toContainEqual({
      Key: 'deletion_protection.enabled',
      Value: 'false',
    });
  });

  test('shifts behind something that never comes, in the second version of the experiment', () => {
    const targetOf = (resources: Record<string, any>) =>
      resources.Rule.Properties.Actions[0].ForwardConfig.TargetGroups[0].TargetGroupArn.Ref;
    expect(targetOf(first(STACKS.experiments))).toBe('FirstTargetGroup');
    expect(targetOf(second(STACKS.experiments))).toBe('SecondTargetGroup');
    expect(second(STACKS.experiments).Rule.DependsOn).toEqual(['NeverComes']);
    expect(ofType(second(STACKS.experiments), 'AWS::CloudFormation::WaitCondition')).toHaveLength(1);
  });

  test('exports the same from the platform whatever is deployed on it', () => {
    expect(second(STACKS.platform)).toEqual(first(STACKS.platform));
  });

  test('has rules of three priorities', () => {
    const bare = [STACKS.experiments, STACKS.scaling].flatMap((stack) =>
      ofType(first(stack), 'AWS::ElasticLoadBalancingV2::ListenerRule').map(
        ([, { Properties }]) => Properties.Priority,
      ),
    );
    expect(new Set([...bare, priorityOf(HOST)]).size).toBe(3);
  });
});

describe('what goes to AWS', () => {
  test('a deploy names its rollback triggers, or clears those of the last one', () => {
    const args = (options: object) => deployArguments('cdk.out', 'Stack', options).join(' ');
    expect(args({})).toBe('deploy Stack --app cdk.out --exclusively --require-approval never --progress events');
    expect(args({ triggers: ['arn:a'], monitoringMinutes: 2 })).toMatch(
      /events --rollback-trigger-alarm-arns arn:a --monitoring-time-minutes 2$/,
    );
    expect(args({ triggers: [] })).toMatch(/--rollback-trigger-alarm-arns none$/);
  });

  test('a server that becomes an image shuts down last, and any failure keeps it from that', () => {
    const script = userData();
    expect(script).toMatch(/^#!\/bin\/bash\nset -euo pipefail\n/);
    expect(script.trimEnd().split('\n').pop()).toBe('shutdown -h now');
    expect(script).toContain(readFileSync(SERVER, 'utf8').trimEnd());
    expect(readFileSync(SERVER, 'utf8')).toContain(`TAG = "${BAD_TAG}"`);
    // The user data of EC2 has 16 KB at most.
    expect(Buffer.byteLength(script)).toBeLessThan(16_384);
  });
});

/** What a process says with the trap in it whenever it opens a connection, to whomever. */
const NETWORK = 'the network was used';
const TRAP = join(FOLDER, 'trap.cjs');
writeFileSync(
  TRAP,
  `const { Socket } = require('net'); const { connect } = Socket.prototype;
   Socket.prototype.connect = function (...args) { console.error('${NETWORK}'); return connect.apply(this, args); };`,
);

describe('the script, as a process', () => {
  let server: Server;
  let asked: string[];

  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        asked.push(`${request.headers['x-amz-target'] ?? request.url} ${body}`);
        const arn = `arn:aws:ssm:eu-west-1:${ACCOUNT}:parameter/cdk-bootstrap/hnb659fds/version`;
        response.setHeader('Content-Type', 'application/x-amz-json-1.1');
        response.end(JSON.stringify({ Parameter: { ARN: arn, Value: '30' } }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterEach(() => new Promise((resolve) => server.close(resolve)));

  function verify(args: string[], env: NodeJS.ProcessEnv = {}): Promise<{ status: number | null; output: string }> {
    return new Promise((resolve, reject) => {
      const child = spawn('node', ['-r', TRAP, '-r', 'ts-node/register', 'test/aws/verify.ts', ...args], {
        cwd: ROOT,
        env: {
          PATH: process.env.PATH,
          AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
          AWS_ACCESS_KEY_ID: 'test',
          AWS_SECRET_ACCESS_KEY: 'test',
          AWS_EC2_METADATA_DISABLED: 'true',
          AWS_REGION: 'eu-west-1',
          ...env,
        },
      });
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.on('error', reject);
      child.on('close', (status) => resolve({ status, output }));
    });
  }

  test('without an account that allows it, prints the plan, asks nobody, and exits with 2', async () => {
    const { status, output } = await verify([]);
    expect({ status, asked }).toEqual({ status: 2, asked: [] });
    expect(output).toBe(planText({ facts: FACTS, keep: false }));
  });

  test('with another account than that of the credentials, asks which that is, and does nothing else', async () => {
    const { status, output } = await verify([], { GOLDEN_PATH_AWS_ACCOUNT: '999999999999' });
    expect(status).toBe(2);
    expect(output).toContain(
      `verify:aws: GOLDEN_PATH_AWS_ACCOUNT is 999999999999, but the credentials belong to account ${ACCOUNT}. Nothing was touched.\n`,
    );
    expect(output).toContain(NETWORK);
    expect(asked).toEqual([expect.stringMatching(/^AmazonSSM\.GetParameter .*cdk-bootstrap/)]);
  });

  test('called wrongly, says what is allowed, and exits with 2', async () => {
    const { status, output } = await verify(['--only', '0'], { GOLDEN_PATH_AWS_ACCOUNT: ACCOUNT });
    expect({ status, asked }).toEqual({ status: 2, asked: [] });
    expect(output).toMatch('numbers from 1 to 8');
  });
});
