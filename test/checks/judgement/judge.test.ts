import * as os from 'os';
import { Annotations, App, Aws, CfnResource, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { CfnServiceLevelObjective } from 'aws-cdk-lib/aws-applicationsignals';
import { CfnAlarm, CfnAlarmProps } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { Assembly, readAssembly } from '../../../lib/checks/assembly/assembly';
import { CannotJudgeError } from '../../../lib/checks/assembly/cannot-judge';
import { PluginReport, Violation } from '../../../lib/checks/assembly/validation-report';
import { judge, JudgeOptions } from '../../../lib/checks/judgement/judge';
import { GOLDEN_PATH } from '../../../lib/checks/principles/principle-finding';
import { Finding, PackResult, Report } from '../../../lib/checks/report/report-model';
import {
  addHarmless,
  addNag,
  addNetworkAcl,
  addPlugin,
  addService,
  addTopic,
  protect,
  SERVICE,
  synth,
  TOPIC_FINDING,
} from '../../fixtures/assemblies/synth';
import { EMPTY_ASSEMBLY } from '../report/samples';

/** Where no source lies, so that no finding has a line of this file. */
const FOLDER = '/nowhere';

function reportOn(assembly: Assembly, options: Partial<JudgeOptions> = {}): Report {
  return judge(assembly, { date: '2026-11-24', expired: 'fail', folder: FOLDER, ...options });
}

function reportOf(build: (app: App) => void, options: Partial<JudgeOptions> = {}): Report {
  return reportOn(readAssembly(synth(build)), options);
}

/** What the plugins of the synth found; the pack of this library has tests of its own. */
function findingsOf({ findings }: Report): Finding[] {
  return findings.filter(({ pack }) => pack !== GOLDEN_PATH);
}

/** The packs that ran in the synth. */
function packsOf({ packs }: Report): PackResult[] {
  return packs.filter(({ ran }) => ran.includes('synth'));
}

/** Whether a finding says that nothing shows a check in the synth. */
function isUnchecked({ findings }: Report): boolean {
  return findings.some(({ rule }) => rule === 'GoldenPath-SEC-2-ChecksInSynth');
}

const BOTH = ['synth', 'templates'];

/** What else asks for what the topic lacks. */
const TLS = ['NIST-800-53-R5:SC-8', 'NIST-800-53-R5:SC-8(1)'];

function plugin(props: Partial<PluginReport>): PluginReport {
  return {
    pluginName: 'Pack',
    conclusion: 'success',
    metadata: {},
    violations: [],
    suppressedViolations: [],
    ...props,
  };
}

function violation(props: Partial<Violation>): Violation {
  return { ruleName: 'Rule', description: 'Wrong.', severity: 'error', constructs: [{ place: 'Shop/A' }], ...props };
}

describe('the report of a clean app', () => {
  test('names its stacks and packs, and no problem', () => {
    const report = reportOf((app) => {
      addHarmless(new Stack(app, 'Shop'));
      protect(app);
    });
    expect(report).toMatchObject({
      schema: 'golden-path/report/1',
      judgedOn: '2026-11-24',
      problems: [],
      stacks: [{ name: 'Shop', path: 'Shop', environment: 'aws://unknown-account/unknown-region', resources: 1 }],
      packs: [
        { name: 'AwsSolutions', verdict: 'clean', findings: 0, acknowledged: 0, ran: BOTH },
        { name: 'GoldenPath', verdict: 'clean', findings: 0, acknowledged: 0, ran: ['templates'] },
      ],
      exposure: { budget: 0, public: 0, unknown: 0 },
    });
    const { services, findings, acknowledgements, exceptions, compliant, signals, objectives, alarmGaps } = report;
    expect([services, findings, acknowledgements, exceptions, signals, objectives, alarmGaps]).toEqual(
      Array(7).fill([]),
    );
    expect(compliant).toEqual([]);
    expect(report.principles.map(({ verdict }) => verdict)).toContain('not shown');
    expect(report.summary).toMatchObject({ stacks: 1, resources: 1, packs: 2, findings: 0, publicComponents: 0 });
  });

  test('cannot judge it when nothing shows that a pack ran, because a clean pack leaves no row', () => {
    const report = reportOf((app) => {
      addHarmless(new Stack(app, 'Shop'));
      addNag(app);
    });
    expect(packsOf(report)).toEqual([]);
    expect(isUnchecked(report)).toBe(true);
  });
});

describe('findings', () => {
  test('stand on a row per construct, sorted', () => {
    const report = reportOf((app) => {
      const shop = new Stack(app, 'Shop');
      addTopic(shop, 'Second');
      addTopic(shop, 'First');
      protect(app);
    });
    expect(findingsOf(report)).toEqual([
      { ...TOPIC_FINDING, construct: 'Shop/First', stack: 'Shop', standards: TLS },
      { ...TOPIC_FINDING, construct: 'Shop/Second', stack: 'Shop', standards: TLS },
    ]);
    expect(packsOf(report)).toEqual([
      { name: 'AwsSolutions', verdict: 'findings', findings: 2, acknowledged: 0, ran: BOTH },
    ]);
    expect(report.problems).toEqual([]);
  });

  test('come from Stages and nested stacks as well', () => {
    const report = reportOf((app) => {
      addTopic(new NestedStack(new Stack(app, 'Shop'), 'Nested'));
      addTopic(new Stack(new Stage(app, 'Prod'), 'Api'));
      protect(app);
    });
    expect(findingsOf(report).map((finding) => finding.construct)).toEqual(['Prod/Api/Topic', 'Shop/Nested/Topic']);
  });

  test('that are warnings count as findings, apart from errors', () => {
    const report = reportOf((app) => {
      const shop = new Stack(app, 'Shop');
      addTopic(shop);
      addNetworkAcl(shop);
      protect(app);
    });
    expect(findingsOf(report).map(({ rule, severity }) => [rule, severity])).toEqual([
      ['AwsSolutions-SNS3', 'error'],
      ['AwsSolutions-VPC3', 'warning'],
    ]);
    expect(report.summary).toMatchObject({ findings: 2, errors: 1, warnings: 1, infos: 0 });
  });

  test('appear once when a pack was registered twice', () => {
    const report = reportOf((app) => {
      addTopic(new Stack(app, 'Shop'));
      addNag(app);
      addNag(app);
    });
    expect(findingsOf(report)).toEqual([{ ...TOPIC_FINDING, construct: 'Shop/Topic', stack: 'Shop', standards: TLS }]);
    expect(packsOf(report)).toEqual([
      { name: 'AwsSolutions', verdict: 'findings', findings: 1, acknowledged: 0, ran: BOTH },
    ]);
  });

  test('of a plugin without constructs are findings of the app', () => {
    const report = reportOf((app) => {
      addHarmless(new Stack(app, 'Shop'));
      addPlugin(app, 'Own', () => ({
        success: false,
        violations: [
          {
            ruleName: 'Tagged',
            description: 'No tags.',
            fix: 'Tag the app.',
            severity: 'grave',
            violatingResources: [],
          },
        ],
      }));
    });
    expect(findingsOf(report)).toEqual([
      {
        pack: 'Own',
        rule: 'Tagged',
        severity: 'custom',
        customSeverity: 'grave',
        construct: '',
        description: 'No tags.',
        suggestedFix: 'Tag the app.',
        stack: '',
        standards: [],
      },
    ]);
    // And that nothing looked at its security.
    expect(report.summary).toMatchObject({ findings: 2, errors: 2 });
  });

  test('of a resource that belongs to no construct name its template', () => {
    const report = reportOf((app) => {
      addHarmless(new Stack(app, 'Shop'));
      addPlugin(app, 'Own', ({ templatePaths }) => ({
        success: true,
        violations: [
          {
            ruleName: 'Named',
            description: 'No name.',
            severity: 'info',
            violatingResources: [{ resourceLogicalId: 'Ghost', templatePath: templatePaths[0], locations: [] }],
          },
        ],
      }));
    });
    expect(findingsOf(report).map(({ construct, severity }) => [construct, severity])).toEqual([
      ['Shop.template.json#Ghost', 'info'],
    ]);
    expect(report.summary).toMatchObject({ findings: 2, errors: 1, warnings: 0, infos: 1 });
  });

  test('of the validator that comes with the CDK are listed under its name, and are no nag pack', () => {
    const before = process.env.CDK_VALIDATION;
    process.env.CDK_VALIDATION = 'true';
    const warning = jest.spyOn(console, 'error').mockImplementation();
    try {
      const report = reportOf((app) => {
        new CfnResource(new Stack(app, 'Shop'), 'Queue', { type: 'AWS::SQS::Queue', properties: { Nope: 1 } });
      });
      expect(findingsOf(report).filter(({ pack }) => pack === 'CloudFormation Validate')).toEqual([
        {
          pack: 'CloudFormation Validate',
          rule: 'F3002',
          severity: 'warning',
          construct: 'Shop/Queue',
          constructType: 'aws-cdk-lib.CfnResource',
          description: "Nope: Additional properties are not allowed ('Nope' was unexpected)",
          stack: 'Shop',
          standards: [],
        },
      ]);
      expect(packsOf(report)).toEqual([
        { name: 'CloudFormation Validate', verdict: 'findings', findings: 1, acknowledged: 0, ran: ['synth'] },
      ]);
      expect(isUnchecked(report)).toBe(true);
    } finally {
      process.env.CDK_VALIDATION = before;
      warning.mockRestore();
    }
  }, 60_000);

  test('of annotations are listed, and are no nag pack', () => {
    const report = reportOf((app) => {
      app.node.setContext('@aws-cdk/core:annotationsInValidationReport', true);
      const shop = new Stack(app, 'Shop');
      addHarmless(shop);
      addNag(app);
      Annotations.of(shop).addWarningV2('shop:Old', 'this is old');
    });
    expect(packsOf(report)).toEqual([
      { name: 'Construct Annotations', verdict: 'findings', findings: 1, acknowledged: 0, ran: ['synth'] },
    ]);
    expect(isUnchecked(report)).toBe(true);
  });
});

describe('acknowledgements', () => {
  test('stand apart from findings, with the place and the reason', () => {
    const report = reportOf((app) => {
      const shop = new Stack(app, 'Shop');
      addTopic(shop);
      Validations.of(shop).acknowledge({ id: 'AwsSolutions::AwsSolutions-SNS3', reason: 'Only EC2 publishes here.' });
      addNag(app);
    });
    expect(findingsOf(report)).toEqual([]);
    expect(report.acknowledgements).toEqual([
      {
        pack: 'AwsSolutions',
        rule: 'AwsSolutions-SNS3',
        construct: 'Shop/Topic',
        acknowledgedAt: 'Shop',
        acknowledgedId: 'AwsSolutions::AwsSolutions-SNS3',
        reason: 'Only EC2 publishes here.',
        owner: '',
        expires: '',
        evidence: '',
        states: ['used', 'no-owner', 'no-expiry', 'broad'],
        stack: 'Shop',
      },
    ]);
    expect(packsOf(report)).toEqual([
      { name: 'AwsSolutions', verdict: 'clean', findings: 0, acknowledged: 1, ran: BOTH },
    ]);
    expect(report.problems).toEqual([]);
  });

  test('on the app and without a reason are shown with empty texts, which the CDK leaves out', () => {
    const report = reportOf((app) => {
      addTopic(new Stack(app, 'Shop'));
      Validations.of(app).acknowledge({ id: 'AwsSolutions::AwsSolutions-SNS3', reason: '' });
      addNag(app);
    });
    expect(report.acknowledgements.map(({ acknowledgedAt, reason }) => ({ acknowledgedAt, reason }))).toEqual([
      { acknowledgedAt: '', reason: '' },
    ]);
  });
});

describe('a pack that did not judge', () => {
  test('because it threw is crashed, and makes the report a problem', () => {
    const report = reportOf((app) => {
      addHarmless(new Stack(app, 'Shop'));
      protect(app);
      addPlugin(app, 'Own', () => {
        throw new Error("Cannot find module '/home/me/shop/rules.js'\nRequire stack:\n- /home/me/shop/app.js");
      });
    });
    const error = "Validation plugin 'Own' failed: Cannot find module '.../rules.js'";
    expect(packsOf(report)).toEqual([
      { name: 'AwsSolutions', verdict: 'clean', findings: 0, acknowledged: 0, ran: BOTH },
      { name: 'Own', verdict: 'crashed', findings: 0, acknowledged: 0, error, ran: ['synth'] },
    ]);
    expect(report.problems).toEqual([
      `pack 'Own': crashed (${error}): repair it and synthesize again; until then nobody knows what it would have found`,
    ]);
  });

  test('because it failed without a violation is crashed', () => {
    const report = reportOf((app) => {
      addHarmless(new Stack(app, 'Shop'));
      addPlugin(app, 'Own', () => ({ success: false, violations: [] }));
    });
    const error = 'it failed without naming a violation';
    expect(packsOf(report)).toEqual([
      { name: 'Own', verdict: 'crashed', findings: 0, acknowledged: 0, error, ran: ['synth'] },
    ]);
    expect(report.problems).toEqual([
      `pack 'Own': crashed (${error}): repair it and synthesize again; until then nobody knows what it would have found`,
    ]);
  });

  test('stays crashed when it stands on the roll and when a plugin of the same name did judge', () => {
    const { packs } = reportOn({
      ...EMPTY_ASSEMBLY,
      plugins: [
        plugin({ pluginName: 'golden-path', metadata: { 'golden-path:packs': 'Pack' } }),
        plugin({ violations: [violation({})], conclusion: 'failure' }),
        plugin({ conclusion: 'failure', metadata: { error: 'kaput' } }),
      ],
    });
    expect(packs.find(({ name }) => name === 'Pack')).toEqual({
      name: 'Pack',
      verdict: 'crashed',
      findings: 1,
      acknowledged: 0,
      error: 'kaput',
      ran: ['synth'],
    });
  });
});

describe('nobody speaks for the checks but they themselves', () => {
  const note = (app: App, name: string, metadata?: { [key: string]: string }) =>
    addPlugin(app, name, () => ({
      success: true,
      metadata,
      violations: [{ ruleName: 'Note', description: 'Nice.', severity: 'info', violatingResources: [] }],
    }));

  test('a plugin that looks at something else is no security check', () => {
    const report = reportOf((app) => {
      addHarmless(new Stack(app, 'Shop'));
      note(app, 'NamingLinter');
    });
    expect(isUnchecked(report)).toBe(true);
    expect(report.principles.find(({ principle }) => principle === 'SEC-2')?.verdict).toBe('broken');
  });

  test('another plugin can neither name packs nor raise the budget', () => {
    const report = reportOf((app) => {
      addHarmless(new Stack(app, 'Shop'));
      note(app, 'Lib', { 'golden-path:packs': 'AwsSolutions', 'golden-path:public-components': 'Infinity' });
    });
    expect(isUnchecked(report)).toBe(true);
    expect(report.exposure.budget).toBe(0);
  });

  test('two records cannot be judged', () => {
    const build = (app: App) => {
      addHarmless(new Stack(app, 'Shop'));
      protect(app);
      protect(app);
    };
    expect(() => reportOf(build)).toThrow(/has several records of how the app was checked/);
  });

  test('a plugin that takes the name of the record and finds something is a plugin like every other', () => {
    const report = reportOf((app) => {
      addHarmless(new Stack(app, 'Shop'));
      addPlugin(app, 'golden-path', () => ({
        success: false,
        violations: [{ ruleName: 'golden-path:packs', description: 'Bad.', severity: 'fatal', violatingResources: [] }],
      }));
    });
    expect(findingsOf(report).map(({ rule, severity }) => [rule, severity])).toEqual([['golden-path:packs', 'fatal']]);
  });

  test('a failure that says no more than notes is a crash', () => {
    const report = reportOf((app) => {
      addHarmless(new Stack(app, 'Shop'));
      addPlugin(app, 'Own', () => ({
        success: false,
        violations: [{ ruleName: 'Note', description: 'Hm.', severity: 'info', violatingResources: [] }],
      }));
    });
    expect(report.problems).toEqual([expect.stringMatching(/^pack 'Own': crashed/)]);
  });

  test('a note of the synth does not take the place of what the templates show', () => {
    const report = reportOf((app) => {
      addTopic(new Stack(app, 'Shop'));
      addPlugin(app, 'AwsSolutions', () => ({
        success: true,
        violations: [
          {
            ruleName: 'AwsSolutions-SNS3',
            description: 'Never mind.',
            severity: 'info',
            violatingResources: [{ constructPath: 'Shop/Topic', locations: [] }],
          },
        ],
      }));
    });
    expect(findingsOf(report).map(({ severity }) => severity)).toEqual(['error', 'info']);
  });
});

describe('services and exceptions', () => {
  test('are read from the metadata of constructs, with the innermost stack around them', () => {
    const report = reportOf((app) => {
      const shop = new Stack(app, 'Shop', { stackName: 'prod-shop' });
      addService(shop, 'Checkout');
      addService(new NestedStack(shop, 'Nested'), 'Cart', {
        ...SERVICE,
        name: 'cart',
        builtAt: '2026-01-02T03:04:05Z',
      });
      new Construct(shop, 'Door').node.addMetadata('golden-path:exception', {
        topic: 'plain-http',
        reason: 'The old client cannot speak TLS until June.',
      });
      protect(app);
    });
    expect(report.services).toEqual([
      {
        ...SERVICE,
        name: 'cart',
        stack: 'Shop/Nested',
        path: 'Shop/Nested/Cart',
        builtAt: '2026-01-02T03:04:05Z',
      },
      { ...SERVICE, stack: 'prod-shop', path: 'Shop/Checkout' },
    ]);
    expect(report.exceptions).toEqual([
      { construct: 'Shop/Door', topic: 'plain-http', reason: 'The old client cannot speak TLS until June.' },
    ]);
    expect(report.summary).toMatchObject({ services: 2, releases: 1, exceptions: 1, stacks: 2 });
  });

  test('show a value that only CloudFormation knows as its expression', () => {
    const report = reportOf((app) => {
      addService(new Stack(app, 'Shop'), 'Checkout', { ...SERVICE, host: `checkout.${Aws.REGION}.internal` });
      protect(app);
    });
    expect(report.services.map(({ host }) => host)).toEqual([
      '{"Fn::Join":["",["checkout.",{"Ref":"AWS::Region"},".internal"]]}',
    ]);
  });

  test.each(Object.keys(SERVICE))('cannot be judged without %s', (field) => {
    const folder = synth((app) => {
      addService(new Stack(app, 'Shop'), 'Checkout', { ...SERVICE, [field]: undefined });
      protect(app);
    });
    const build = (): unknown => reportOn(readAssembly(folder));
    expect(build).toThrow(CannotJudgeError);
    expect(build).toThrow(
      new Error(
        `Shop/Checkout: its metadata golden-path:service has no \`${field}\`: use the command of the same version of cdk-golden-path as the app`,
      ),
    );
  });

  test.each([undefined, null, 'text'])('cannot be judged when an exception is %p', (data) => {
    const entry = { path: 'Shop/Door', type: 'golden-path:exception', data };
    expect(() => reportOn({ ...EMPTY_ASSEMBLY, metadata: [entry] })).toThrow(
      new Error(
        'Shop/Door: its metadata golden-path:exception has no `topic`: use the command of the same version of cdk-golden-path as the app',
      ),
    );
  });
});

describe('golden signals', () => {
  /** A service with one alarm, and an alarm of another stack that says nothing. */
  const build = (app: App): void => {
    const shop = new Stack(app, 'Shop', { stackName: 'prod-shop' });
    addService(shop, 'Checkout');
    const slow = addAlarm(shop, 'Slow', {
      alarmActions: ['topic'],
      alarmDescription: 'Slow.',
      treatMissingData: 'ignore',
    });
    new CfnResource(shop, 'Gate', {
      type: 'Custom::ReleaseGate',
      properties: { Order: { service: 'checkout', alarms: [slow.ref], tests: [{}] } },
    });
    new CfnServiceLevelObjective(shop, 'Objective', {
      name: 'fast',
      goal: { attainmentGoal: 99, interval: { rollingInterval: { duration: 30, durationUnit: 'DAY' } } },
    });
    addAlarm(new Stack(app, 'Jobs'), 'Silent', {});
    protect(app);
  };

  const addAlarm = (stack: Stack, id: string, props: Partial<CfnAlarmProps>): CfnAlarm =>
    new CfnAlarm(stack, id, {
      namespace: 'AWS/ApplicationELB',
      metricName: 'TargetResponseTime',
      extendedStatistic: 'p99',
      comparisonOperator: 'GreaterThanThreshold',
      threshold: 0.3,
      evaluationPeriods: 1,
      period: 60,
      ...props,
    });

  test('are read from templates, by the construct paths of the metadata', () => {
    const report = reportOf(build);
    expect(
      report.signals.map(({ stack, service, scope, signal, alarm }) => [stack, service, scope, signal, alarm]),
    ).toEqual([
      ['prod-shop', 'checkout', 'release', 'latency', 'Shop/Slow'],
      ['prod-shop', 'checkout', 'release', 'traffic', 'none: the release gate measures it'],
    ]);
    expect(report.missingSignals.map(({ scope, signal }) => `${scope} ${signal}`)).toEqual([
      'service latency',
      'service traffic',
      'service errors',
      'service saturation',
      'release errors',
      'release saturation',
    ]);
    expect(report.objectives).toEqual([
      { stack: 'prod-shop', service: 'checkout', name: 'fast', goal: '99 %', window: '30 d', burnRateWindows: [] },
    ]);
    expect(report.summary).toMatchObject({ signals: 2, missingSignals: 6, objectives: 1, alarmGaps: 1 });
    expect(report.problems).toEqual([]);
  });

  test('leave alarms of any app open that lack something', () => {
    expect(reportOf(build).alarmGaps).toEqual([
      { stack: 'Jobs', alarm: 'Jobs/Silent', lacks: ['action', 'description', 'TreatMissingData'] },
    ]);
  });

  test('of a service without a gate are missing, in its own stack and not in the one around it', () => {
    const report = reportOf((app) => {
      addService(new NestedStack(new Stack(app, 'Shop'), 'Nested'), 'Cart', { ...SERVICE, name: 'cart' });
      protect(app);
    });
    expect(report.missingSignals).toHaveLength(8);
    expect(report.missingSignals[0]).toEqual({
      stack: 'Shop/Nested',
      service: 'cart',
      scope: 'service',
      signal: 'latency',
    });
  });
});

describe('the same app gives the same report', () => {
  test('whatever folder it is synthesized into, and without naming one', () => {
    const build = (app: App): void => {
      const shop = new Stack(app, 'Shop');
      addTopic(shop);
      addService(shop, 'Checkout');
      addPlugin(app, 'Own', ({ templatePaths }) => ({
        success: false,
        violations: [
          {
            ruleName: 'Named',
            description: `No name in ${templatePaths[0]}, see ${process.cwd()}/rules.md and ${os.homedir()}/notes`,
            fix: `Edit ${templatePaths[0]}`,
            violatingResources: [],
          },
        ],
      }));
      addNag(app);
    };
    const [first, second] = [reportOf(build), reportOf(build)];
    expect(JSON.stringify(first)).toEqual(JSON.stringify(second));
    const own = first.findings.filter(({ pack }) => pack === 'Own');
    expect(own.map(({ description, suggestedFix }) => [description, suggestedFix])).toEqual([
      ['No name in Shop.template.json, see rules.md and notes', 'Edit Shop.template.json'],
    ]);
  });

  test('in whatever order the files list things', () => {
    const severities = fc.constantFrom('error' as const, 'warning' as const, 'info' as const);
    const word = fc.constantFrom('a', 'b', 'B', 'ä', 'a/b', '');
    const anyViolation = fc.record({
      ruleName: word,
      description: word,
      severity: severities,
      constructs: fc.array(fc.record({ place: word, type: word }), { maxLength: 3 }),
    });
    const anyPlugins = fc.array(
      fc.tuple(word, fc.array(anyViolation, { maxLength: 4 })).map(([pluginName, violations]) =>
        plugin({
          pluginName,
          violations,
          suppressedViolations: violations.map((one) => ({
            ...one,
            acknowledgedId: one.ruleName,
            acknowledgedAt: '',
            // The CDK keeps one reason for an id on a construct.
            reason: 'Why it is right.',
          })),
        }),
      ),
      { maxLength: 4 },
    );
    const anyStacks = fc.uniqueArray(fc.record({ name: word, path: word, environment: word, resources: fc.nat(3) }), {
      selector: ({ path }) => path,
    });
    fc.assert(
      fc.property(anyPlugins, anyStacks, (plugins, stacks) => {
        const backwards = plugins.map((one) => ({
          ...one,
          violations: [...one.violations].reverse(),
          suppressedViolations: [...one.suppressedViolations].reverse(),
        }));
        const report = reportOn({ ...EMPTY_ASSEMBLY, plugins, stacks }, { packs: [] });
        const reversed = reportOn(
          {
            ...EMPTY_ASSEMBLY,
            plugins: backwards.reverse(),
            stacks: [...stacks].reverse(),
          },
          { packs: [] },
        );
        expect(JSON.stringify(reversed)).toEqual(JSON.stringify(report));
      }),
    );
  });
});
