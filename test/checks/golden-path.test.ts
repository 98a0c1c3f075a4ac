import { execFileSync } from 'child_process';
import * as fs from 'fs';
import { tmpdir } from 'os';
import * as path from 'path';
import { App, Stack, Stage, Validations } from 'aws-cdk-lib';
import { CfnUrl } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { GoldenPath, ProtectOptions, RulePack } from '../../lib';
import { messageOf } from '../stacks';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => fs.rmSync(folder, { recursive: true })));

/** An app with a topic that takes messages without TLS or encryption, and a log group that keeps logs for ever. */
function appWithFinding(context: { [key: string]: unknown } = {}): App {
  const outdir = fs.mkdtempSync(path.join(tmpdir(), 'golden-path-protect-'));
  folders.push(outdir);
  const app = new App({ outdir, context });
  const stack = new Stack(app, 'Shop');
  new CfnTopic(stack, 'Topic');
  new CfnLogGroup(stack, 'Logs', { kmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/mine' });
  return app;
}

/** What the packs said of that app, by pack: the rules that found something. */
function findingsOf(options?: ProtectOptions): { [pack: string]: string[] } {
  const app = appWithFinding({ '@aws-cdk/core:failSynthOnValidationErrors': false });
  GoldenPath.protect(app, options);
  const { directory } = app.synth();
  const report = JSON.parse(fs.readFileSync(path.join(directory, 'validation-report.json'), 'utf8'));
  return Object.fromEntries(
    report.pluginReports.map(({ pluginName, violations }: any) => [
      pluginName,
      violations.map(({ ruleName }: any) => ruleName).sort(),
    ]),
  );
}

describe('a protected app', () => {
  test('fails its synth with what AwsSolutions finds, and says where and how to accept it', () => {
    const app = appWithFinding();
    GoldenPath.protect(app);
    const message = messageOf(() => app.synth());
    expect(message).toContain('The SNS Topic does not require publishers to use SSL. (AwsSolutions)');
    expect(message).toContain('Shop/Topic');
    expect(message).toContain("Acknowledge with 'AwsSolutions::AwsSolutions-SNS3'");
  });

  test('synthesizes where the finding is acknowledged with a reason', () => {
    const app = appWithFinding();
    GoldenPath.protect(app);
    Validations.of(app).acknowledge(
      { id: 'AwsSolutions::AwsSolutions-SNS3', reason: 'It is a test.' },
      { id: 'GoldenPath::GoldenPath-STD-2-LogRetention', reason: 'It is a test.' },
    );
    expect(() => app.synth()).not.toThrow();
  });

  test('is examined by AwsSolutions and by the checks of this library unless more is asked for', () => {
    expect(findingsOf()).toEqual({
      AwsSolutions: ['AwsSolutions-SNS3'],
      GoldenPath: ['GoldenPath-STD-2-LogRetention'],
      'golden-path': ['golden-path:packs'],
    });
  });

  test('is examined by the packs that are named, and by no other', () => {
    expect(findingsOf({ packs: [RulePack.NIST_800_53_R5, RulePack.HIPAA_SECURITY] })).toEqual({
      'NIST.800.53.R5': ['NIST.800.53.R5-CloudWatchLogGroupRetentionPeriod', 'NIST.800.53.R5-SNSEncryptedKMS'],
      'HIPAA.Security': ['HIPAA.Security-CloudWatchLogGroupRetentionPeriod', 'HIPAA.Security-SNSEncryptedKMS'],
      GoldenPath: ['GoldenPath-STD-2-LogRetention'],
      'golden-path': ['golden-path:packs'],
    });
  });

  test.each([
    ['AwsSolutions', RulePack.AWS_SOLUTIONS, 'AwsSolutions-SNS3'],
    ['NIST.800.53.R4', RulePack.NIST_800_53_R4, 'NIST.800.53.R4-SNSEncryptedKMS'],
    ['NIST.800.53.R5', RulePack.NIST_800_53_R5, 'NIST.800.53.R5-SNSEncryptedKMS'],
    ['HIPAA.Security', RulePack.HIPAA_SECURITY, 'HIPAA.Security-SNSEncryptedKMS'],
    ['PCI.DSS.321', RulePack.PCI_DSS_321, 'PCI.DSS.321-SNSEncryptedKMS'],
    ['Serverless', RulePack.SERVERLESS, 'Serverless-CloudWatchLogGroupRetentionPeriod'],
  ])('can be examined by %s', (name, pack, rule) => {
    expect(pack.packName).toBe(name);
    expect(findingsOf({ packs: [pack] })[name]).toContain(rule);
  });
});

describe('what nobody can acknowledge', () => {
  /** An app with a function that anybody on the internet may call, which somebody has accepted. */
  function openApp(publicComponents?: number): App {
    const app = appWithFinding();
    Validations.of(app).acknowledge(
      ...['AwsSolutions::AwsSolutions-SNS3', 'GoldenPath::GoldenPath-STD-2-LogRetention'].map(accepted),
    );
    const url = new CfnUrl(new Stack(app, 'Open'), 'Url', {
      authType: 'NONE',
      targetFunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:open',
    });
    Validations.of(url).acknowledge(
      ...['PublicComponent', 'PublicBudget'].map((rule) => accepted(`GoldenPath::GoldenPath-SEC-4-${rule}`)),
    );
    GoldenPath.protect(app, { publicComponents });
    return app;
  }

  const accepted = (id: string) => ({ id, reason: 'It is a test.' });

  test('is a public component above the number that the app declares', () => {
    const message = messageOf(() => openApp().synth());
    expect(message).toContain(
      '1 component can be reached by anybody on the internet, and at most 0 may be. (GoldenPath)',
    );
    expect(message).toContain('Open/Url');
    expect(message).not.toContain('GoldenPath-SEC-4-PublicComponent');
    expect(() => openApp(1).synth()).not.toThrow();
  });

  test('is a crash of a pack', () => {
    const app = appWithFinding();
    jest.spyOn(RulePack.AWS_SOLUTIONS, '_plugin').mockReturnValueOnce({
      name: 'AwsSolutions',
      validate: () => {
        throw new Error('kaput');
      },
    });
    GoldenPath.protect(app);
    Validations.of(app).acknowledge(accepted('AwsSolutions::AwsSolutions-Crashed'));
    expect(messageOf(() => app.synth())).toContain("The pack 'AwsSolutions' crashed (kaput)");
  });
});

describe('protection', () => {
  test.each([-1, 0.5, NaN])('fails with %p public components', (publicComponents) => {
    expect(messageOf(() => GoldenPath.protect(new App(), { publicComponents }))).toBe(
      `[App] \`publicComponents\` must be a whole number from 0 on, got ${publicComponents}: leave it out for an app that nobody on the internet can reach`,
    );
  });

  test('fails where it is asked for twice', () => {
    const app = new App();
    GoldenPath.protect(app);
    expect(messageOf(() => GoldenPath.protect(app))).toBe(
      '[App] `app` must be protected once, or each finding is reported twice, got "a second call of GoldenPath.protect": name all packs in one call: GoldenPath.protect(app, { packs: [...] })',
    );
  });

  test.each<[string, (app: App) => Stack | Stage, string]>([
    ['a stage', (app) => new Stage(app, 'Prod'), 'Prod'],
    ['a stack', (app) => new Stack(app, 'Shop'), 'Shop'],
  ])('fails on %s', (_, make, place) => {
    expect(messageOf(() => GoldenPath.protect(make(new App())))).toBe(
      `[${place}] \`app\` must be the app itself, the root of the tree: a pack walks all of it wherever it is registered, got "${place}": call GoldenPath.protect(app)`,
    );
  });

  test.each([
    ['no packs', [], '[]'],
    ['one pack twice', [RulePack.PCI_DSS_321, RulePack.PCI_DSS_321], '["PCI.DSS.321","PCI.DSS.321"]'],
  ])('fails with %s', (_, packs, got) => {
    const app = new App();
    expect(messageOf(() => GoldenPath.protect(app, { packs }))).toBe(
      `[App] \`packs\` must name at least one pack, and each once, got ${got}: leave packs out for AwsSolutions`,
    );
    // What was refused has left nothing behind.
    expect(() => GoldenPath.protect(app)).not.toThrow();
  });

  test('of two apps in one process is theirs alone', () => {
    GoldenPath.protect(new App());
    expect(() => GoldenPath.protect(new App())).not.toThrow();
  });
});

describe('the library', () => {
  /** The packages of which a process has loaded files, after it has run some code. */
  function packagesLoadedBy(code: string): string[] {
    const script = `${code}
      const loaded = Object.keys(require.cache).flatMap((file) => /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(file)?.[1] ?? []);
      process.stdout.write(JSON.stringify([...new Set(loaded)]));`;
    const node = ['-r', 'ts-node/register', '-e', script];
    return JSON.parse(execFileSync(process.execPath, node, { cwd: path.join(__dirname, '../..'), encoding: 'utf8' }));
  }

  test('does not load cdk-nag before an app asks for checks', () => {
    const loaded = packagesLoadedBy("require('./lib');");
    expect(loaded).toContain('aws-cdk-lib');
    expect(loaded).not.toContain('cdk-nag');
    const asked = packagesLoadedBy(
      "const { App } = require('aws-cdk-lib'); require('./lib').GoldenPath.protect(new App());",
    );
    expect(asked).toContain('cdk-nag');
  });
});
