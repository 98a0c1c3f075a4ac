import { App, IPolicyValidationContext, IPolicyValidationPlugin, Stack, Stage, Validations } from 'aws-cdk-lib';
import { readAssembly } from '../../../lib/checks/assembly/assembly';
import { synthPacks } from '../../../lib/checks/judgement/synth-findings';
import { crashRule, failClosed } from '../../../lib/checks/packs/fail-closed';
import { RulePack } from '../../../lib/checks/rule-packs';
import { addHarmless, addTopic, synth } from '../../fixtures/assemblies/synth';

const CRASHING: IPolicyValidationPlugin = {
  name: 'AwsSolutions',
  validate: () => {
    throw new Error('kaput');
  },
};

function synthWith(
  plugin: IPolicyValidationPlugin,
  build: (app: App) => void = (app) => addTopic(new Stack(app, 'Shop')),
) {
  return readAssembly(
    synth((app) => {
      build(app);
      Validations.of(app).addPlugins(plugin);
    }),
  ).plugins.find(({ pluginName }) => pluginName === plugin.name);
}

describe('a pack that fails closed', () => {
  test('reports its crash as an error, where the CDK notes it in a file', () => {
    expect(synthWith(CRASHING)).toMatchObject({ conclusion: 'failure', violations: [] });
    expect(synthWith(failClosed(CRASHING))).toEqual({
      pluginName: 'AwsSolutions',
      conclusion: 'failure',
      metadata: { error: 'kaput' },
      violations: [
        {
          ruleName: 'AwsSolutions-Crashed',
          description: "The pack 'AwsSolutions' crashed (kaput), so nobody knows what it would have found.",
          suggestedFix: expect.stringMatching(/\w/),
          severity: 'fatal',
          customSeverity: undefined,
          constructs: [{ place: '', type: undefined }],
        },
      ],
      suppressedViolations: [],
    });
  });

  test('fails the synth by it', () => {
    const app = new App();
    addHarmless(new Stack(new Stage(app, 'Production'), 'Shop'));
    Validations.of(app).addPlugins(failClosed(CRASHING));
    expect(() => app.synth()).toThrow(/The pack 'AwsSolutions' crashed \(kaput\)/);
  });

  test('and nobody can accept it', () => {
    const report = synthWith(failClosed(CRASHING), (app) => {
      addTopic(new Stack(app, 'Shop'));
      const id = `AwsSolutions::${crashRule('AwsSolutions')}`;
      Validations.of(app).acknowledge({ id, reason: 'it always does' });
    });
    expect(report?.violations).toHaveLength(1);
  });

  test('is a pack that crashed for those who read the report', () => {
    expect(synthPacks([synthWith(failClosed(CRASHING))!])).toEqual([{ name: 'AwsSolutions', crash: 'kaput' }]);
  });

  test('tells what was thrown, even if it is no error', () => {
    const validate = jest.fn().mockImplementation(() => {
      const thrown: unknown = 'a text';

      throw thrown;
    });
    expect(synthWith(failClosed({ ...CRASHING, validate }))?.metadata).toEqual({ error: 'a text' });
  });

  test('says otherwise what it always said, warnings too, and is called as it was', () => {
    const context = { appConstruct: new App() } as unknown as IPolicyValidationContext;
    const report = { success: false, violations: [] };
    class Pack implements IPolicyValidationPlugin {
      public readonly name = 'Mine';
      public readonly version = '1.2.3';
      public readonly ruleIds = ['Mine-1'];
      public validate = jest.fn(function (this: unknown) {
        expect(this).toBe(pack);
        return report;
      });
    }
    const pack = new Pack();
    const closed = failClosed(pack);
    expect(closed).toMatchObject({ name: 'Mine', version: '1.2.3', ruleIds: ['Mine-1'] });
    expect(closed.validate(context)).toBe(report);
    expect(pack.validate).toHaveBeenCalledWith(context);
    const app = new App();
    expect(synthWith(failClosed(RulePack.AWS_SOLUTIONS._plugin(app)))).toEqual(
      synthWith(RulePack.AWS_SOLUTIONS._plugin(app)),
    );
  });
});
