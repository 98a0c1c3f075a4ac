import { spawnSync } from 'child_process';
import { rmSync } from 'fs';
import {
  cdk,
  demoManifest,
  FOLDER,
  logicalIds,
  manifestOf,
  Outcome,
  Release,
  synthesize,
  templateOf,
} from './command-line';
import { AccountState, Emulator, StackEvent } from './emulator';
import { findPython } from './python';

const found = findPython();
const python = 'python' in found ? found.python : undefined;
if (python === undefined) {
  const why = `The end-to-end tests need Python with moto: ${'missing' in found ? found.missing : ''}.`;
  // A machine that is there for tests has to run them.
  if (process.env.CI) throw new Error(why);
  process.stderr.write(`${why} They are skipped.\n`);
}

const describeWithPython = python === undefined ? describe.skip : describe;

const SERVICE = 'Catalog';
const HOST = 'catalog.shop.internal';
const DOMAIN = 'shop.internal';
/** The recorder looks at the minute that was three minutes ago. */
const RECORDED_AFTER_SECONDS = 180;
/** As many looks at the invariant as a run takes at least; fewer would mean that it is not looked at any more. */
const FEWEST_SAMPLES = 500;

jest.setTimeout(180_000);

describeWithPython('the emulator', () => {
  test('deploys, replaces and rolls back as CloudFormation does', () => {
    const { status, stderr } = spawnSync(python!, ['-m', 'unittest', 'discover', '-s', 'aws/tests', '-t', '.'], {
      cwd: __dirname,
      encoding: 'utf8',
    });

    // It writes its results there, too.
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('OK') });
    // Many small deployments, one after the other.
  }, 300_000);
});

describeWithPython('the demo, deployed to the emulator by the command line', () => {
  let emulator: Emulator;
  let first: Release;
  let second: Release;
  let alarming: Release;
  let broken: Release;
  let later: Promise<Release[]>;
  let unfinished = 0;

  beforeAll(async () => {
    [emulator, first] = await Promise.all([Emulator.start(python!), synthesize('a', demoManifest())]);
    await emulator.addImage(first.manifest);
    await emulator.addCertificate(certificateOf(first));
    // While the first one is deployed, which is mostly waiting.
    later = synthesizeLater();
    later.catch(() => undefined);
  });

  afterAll(async () => {
    await emulator?.stop();
    if (unfinished === 0)
      return [FOLDER, emulator.ready.folder].forEach((folder) => rmSync(folder, { recursive: true }));
    process.stderr.write(`What happened is in ${emulator?.ready.folder}, the assemblies are in ${FOLDER}.\n`);
  });

  stage('bootstraps the account', async () => {
    const outcome = await run('bootstrap', 'aws://111122223333/eu-west-1');
    expect(outcome).toSucceed();
  });

  stage('creates the platform and both services', async () => {
    const outcome = await run('deploy', '--all', '--app', first.assembly, '--require-approval', 'never');

    expect(outcome).toSucceed();
    const { stacks } = await emulator.state();
    expect(stacks).toMatchObject({
      Platform: 'CREATE_COMPLETE',
      Catalog: 'CREATE_COMPLETE',
      Checkout: 'CREATE_COMPLETE',
    });
    await expectLive(first);
  });

  stage('replaces a release: the new one is let in by the gate, then the old one is deleted', async () => {
    [second, alarming, broken] = await later;
    const before = (await emulator.events(SERVICE)).length;
    const outcome = await deploy(second);

    expect(outcome).toSucceed();
    const events = (await emulator.events(SERVICE)).slice(before).map(summary);
    const [gate] = logicalIds(second, SERVICE, 'Custom::ReleaseGate');
    const [rule] = productionRule(second);
    expectOrder(events, [
      `${newOf(second, first, 'AWS::AutoScaling::AutoScalingGroup')} CREATE_COMPLETE`,
      `${gate} UPDATE_IN_PROGRESS`,
      `${gate} UPDATE_COMPLETE`,
      `${rule} UPDATE_IN_PROGRESS`,
      `${rule} UPDATE_COMPLETE`,
      `${SERVICE} UPDATE_COMPLETE_CLEANUP_IN_PROGRESS`,
      `${newOf(first, second, 'AWS::AutoScaling::AutoScalingGroup')} DELETE_COMPLETE`,
      `${SERVICE} UPDATE_COMPLETE`,
    ]);
    await expectLive(second);
  });

  stage('rolls a release back whose alarm fires while users are on it', async () => {
    const before = (await emulator.events(SERVICE)).length;
    const deployment = deploy(alarming);
    await emulator.until('a share of the traffic for the new release', async () => {
      const { rules } = await emulator.state();
      const weights = rules.filter(isProduction).flatMap((rule) => Object.values(rule.weights));
      return weights.filter((weight) => weight > 0).length === 2 || undefined;
    });
    const judging = newOf(alarming, second, 'AWS::CloudWatch::Alarm');
    const [alarm] = await emulator.fire(judging, 'one request in a hundred takes too long');
    const outcome = await deployment;

    expect(outcome.status).toBe(1);
    expect(reasonIn(outcome)).toMatch(
      new RegExp(
        `^Release [0-9a-f]{12} of catalog \\(commit c{12}\\) was refused in phase step 1, .* with 10 % of the traffic: alarm ${alarm} fires since .*: one request in a hundred takes too long. All traffic goes back to the former release `,
      ),
    );
    await expectRolledBack(before);
    await expectLive(second);
  });

  stage('refuses a release that fails its functional tests, before any user is on it', async () => {
    const before = (await emulator.events(SERVICE)).length;
    await emulator.behave(broken.image, { status: 500, body: 'no database' });
    const outcome = await deploy(broken);

    expect(outcome.status).toBe(1);
    expect(reasonIn(outcome)).toMatch('answered 500');
    await expectRolledBack(before);
    await expectLive(second);
  });

  stage('goes back to the release before, on new servers', async () => {
    const outcome = await deploy(first);

    expect(outcome).toSucceed();
    await expectLive(first);
  });

  stage('records how the users of a service fare, whatever release they are on', async () => {
    // 190 + 4 were answered and one connection was refused; of five that got no answer, three were given a 504.
    const minute = await emulator.report(HOST, {
      requests: 200,
      answered2xx: 190,
      answered5xx: 4,
      refused: 1,
      loadBalancer5xx: 3,
      latencies: [...Array<number>(180).fill(0.1), ...Array<number>(14).fill(1.5)],
    });
    const runs = await emulator.runSchedule('Recorder', minute + RECORDED_AFTER_SECONDS);

    expect(runs).toEqual([expect.objectContaining({ failed: false })]);
    const written = (await emulator.metrics('GoldenPath/Service')).filter((datum) => datum.minute === minute);
    const ofHost = written.filter(({ dimensions }) => JSON.stringify(dimensions) === JSON.stringify({ Host: HOST }));
    const figures = ofHost.map(({ metric, samples, sum }) => [metric, samples, sum]);
    expect(Object.fromEntries(figures.map(([metric, ...rest]) => [metric, rest]))).toEqual({
      Failures: [200, 8],
      LatencyP99: [1, 1.5],
      Requests: [1, 200],
      SlowAnswers: [194, 14],
    });
    const releases = written.filter(({ dimensions }) => dimensions.Host === HOST && dimensions.Release !== undefined);
    expect(new Set(releases.map(({ dimensions }) => dimensions.Release)).size).toBe(1);
    expect(releases).toContainEqual(expect.objectContaining({ metric: 'Failures', samples: 200, sum: 8 }));
    // The heartbeat: both services of the demo.
    expect(written).toContainEqual(
      expect.objectContaining({ metric: 'Services', dimensions: { Platform: DOMAIN }, maximum: 2 }),
    );
  });

  stage('pages when users are hurt, and writes it down', async () => {
    const page = `${DOMAIN}/catalog/page`;
    expect(await emulator.alarms()).toMatchObject({ [page]: 'OK' });

    await emulator.fire('CatalogSignalsPagingAlarmsErrors', 'one request in ten fails');

    expect(await emulator.alarms()).toMatchObject({ [page]: 'ALARM' });
    const detail = await emulator.until('the incident in the log', async () => {
      const lines = await emulator.logs(`/${DOMAIN}/incidents`);
      return lines.map(({ message }) => JSON.parse(message).detail).find(isPage);
    });
    expect(detail).toMatchObject({
      previousState: { value: 'OK' },
      state: { value: 'ALARM', reason: expect.stringContaining('PagingAlarmsErrors') },
      configuration: { description: expect.stringContaining('catalog: users are hurt.') },
    });

    // Meanwhile no release starts.
    const outcome = await deploy(second);
    expect(outcome.status).toBe(1);
    expect(reasonIn(outcome)).toMatch(
      /^Release [0-9a-f]{12} of catalog \(commit b{12}\) was not started, and nothing was changed\. Alarm shop\.internal\/catalog\/page fires since /,
    );

    await emulator.setAlarms('CatalogSignalsPagingAlarmsErrors', 'OK', 'no request fails');
    expect(await emulator.alarms()).toMatchObject({ [page]: 'OK' });

    function isPage({ alarmName, state }: { alarmName: string; state: { value: string } }): boolean {
      return alarmName === page && state.value === 'ALARM';
    }
  });

  stage('leaves nothing of a service behind that is destroyed', async () => {
    const outcome = await run('destroy', 'Catalog', 'Checkout', '--app', first.assembly, '--force', '--exclusively');

    expect(outcome).toSucceed();
    const { rules, groups, targetGroups, launchTemplates } = await emulator.state();
    expect({ rules, groups, targetGroups, launchTemplates }).toEqual({
      rules: [],
      groups: [],
      targetGroups: [],
      launchTemplates: [],
    });
    expect(await emulator.objectives()).toEqual({});
    expect(Object.keys(await emulator.alarms()).filter((name) => name.startsWith(`${DOMAIN}/`))).toEqual([]);
  });

  stage('has led users to healthy servers in every zone, all the time', async () => {
    const { samples, violations } = await emulator.invariant();
    const events = await emulator.events(SERVICE);
    process.stderr.write(
      chronicleOf(events, [SERVICE, ...logicalIds(first, SERVICE, 'Custom::ReleaseGate'), ...productionRule(first)]),
    );
    process.stderr.write(`healthy servers in every zone: ${samples} looks, ${violations.length} violations\n`);

    expect(violations).toEqual([]);
    expect(samples).toBeGreaterThan(FEWEST_SAMPLES);
  });

  /** A test that needs the ones before it; what it leaves is kept if it fails. */
  function stage(name: string, act: () => Promise<void>): void {
    unfinished += 1;
    test(name, async () => {
      await act();
      unfinished -= 1;
    });
  }

  async function synthesizeLater(): Promise<Release[]> {
    const releases: Release[] = [];
    for (const name of ['b', 'c', 'd']) releases.push(await synthesize(name, manifestOf(name)));
    for (const { manifest } of releases) await emulator.addImage(manifest);
    return releases;
  }

  function run(...args: string[]): Promise<Outcome> {
    return cdk(args, emulator.environment);
  }

  function deploy(release: Release): Promise<Outcome> {
    return run('deploy', SERVICE, '--exclusively', '--app', release.assembly, '--require-approval', 'never');
  }

  /** All users are on a release, every server is its, and nothing else is there. */
  async function expectLive(release: Release): Promise<void> {
    const state = await emulator.state();
    const [{ weights }] = state.rules.filter(isProduction);
    expect(Object.values(weights)).toEqual([100]);
    const [live] = Object.keys(weights);
    const groups = state.groups.filter(({ targetGroups }) => targetGroups.includes(live));
    expect(groups).toEqual([expect.objectContaining({ image: release.image, minimum: 3 })]);
    expect(new Set(groups[0].zones)).toEqual(new Set(['eu-west-1a', 'eu-west-1b', 'eu-west-1c']));
    expect(Object.keys(groups[0].tags)).not.toContain('golden-path:prior-minimum');
    expectOneOfEach(state);
  }

  /** The gate hears of a rollback when it has begun, and says yes to it; the new servers go at the end. */
  async function expectRolledBack(before: number): Promise<void> {
    const events = (await emulator.events(SERVICE)).slice(before).map(summary);
    const [gate] = logicalIds(second, SERVICE, 'Custom::ReleaseGate');
    expectOrder(events, [
      `${gate} UPDATE_FAILED`,
      `${SERVICE} UPDATE_ROLLBACK_IN_PROGRESS`,
      `${gate} UPDATE_IN_PROGRESS`,
      `${gate} UPDATE_COMPLETE`,
      `${SERVICE} UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS`,
      `${SERVICE} UPDATE_ROLLBACK_COMPLETE`,
    ]);
    // CloudFormation never came to the rule that users are led by: it is the gate that has led them back.
    expect(events.filter((event) => event.startsWith(productionRule(second)[0]))).toEqual([]);
  }
});

function isProduction({ production, hosts }: { production: boolean; hosts: string[] }): boolean {
  return production && hosts.includes(HOST);
}

/** Two services, each with what one release needs: nothing of dead releases is left. */
function expectOneOfEach({ groups, targetGroups, launchTemplates }: AccountState): void {
  expect([groups.length, targetGroups.length, launchTemplates.length]).toEqual([2, 2, 2]);
}

function summary({ LogicalResourceId, ResourceStatus }: StackEvent): string {
  return `${LogicalResourceId} ${ResourceStatus}`;
}

/** The events of some resources, for whoever reads what a run did. */
function chronicleOf(events: StackEvent[], resources: string[]): string {
  const lines = events
    .filter(({ LogicalResourceId }) => resources.includes(LogicalResourceId))
    .map((event) => [summary(event), event.ResourceStatusReason].filter(Boolean).join(': '));
  return `${lines.join('\n')}\n`;
}

/** All of these have happened, in this order, whatever else has. */
function expectOrder(events: string[], expected: string[]): void {
  let position = 0;
  const seen = expected.filter((event) => {
    const at = events.indexOf(event, position);
    position = at < 0 ? position : at + 1;
    return at >= 0;
  });
  expect(seen).toEqual(expected);
}

/** The logical id of what one release has and another one has not. */
function newOf(release: Release, other: Release, type: string): string {
  const [logicalId] = logicalIds(release, SERVICE, type).filter(
    (candidate) => !logicalIds(other, SERVICE, type).includes(candidate),
  );
  return logicalId;
}

function productionRule(release: Release): string[] {
  return logicalIds(release, SERVICE, 'AWS::ElasticLoadBalancingV2::ListenerRule').filter((logicalId) =>
    logicalId.includes('ProductionRule'),
  );
}

function certificateOf(release: Release): string {
  const [listener] = logicalIds(release, 'Platform', 'AWS::ElasticLoadBalancingV2::Listener');
  return templateOf(release, 'Platform').Resources[listener].Properties.Certificates[0].CertificateArn;
}

/** What the command line says about the failure, without its line breaks. */
function reasonIn({ output }: Outcome): string {
  const [, reason = `there is no reason in:\n${output}`] =
    /Message returned: ([\s\S]*?)\(RequestId/.exec(output.replace(/\s+/g, ' ')) ?? [];
  return reason;
}

expect.extend({
  toSucceed({ status, output }: Outcome) {
    return { pass: status === 0, message: () => `the command ended with ${status}:\n${output}` };
  },
});

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the way in which jest is told of a matcher
  namespace jest {
    interface Matchers<R> {
      toSucceed(): R;
    }
  }
}
