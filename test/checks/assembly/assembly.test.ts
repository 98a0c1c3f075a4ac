import * as fs from 'fs';
import * as path from 'path';
import { NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { readAssembly, readContents, readTemplates } from '../../../lib/checks/assembly/assembly';
import { CannotJudgeError } from '../../../lib/checks/assembly/cannot-judge';
import {
  addHarmless,
  addNag,
  addService,
  addTopic,
  editJson,
  makeNewest,
  protect,
  SERVICE,
  synth,
  temporaryFolder,
} from '../../fixtures/assemblies/synth';

const SYNTHESIZE_AGAIN = "delete the folder and run `cdk synth '**'` again";
const ANOTHER_VERSION = 'synthesize with a version of aws-cdk-lib that this version of cdk-golden-path supports';

/** A stack, one nested in it, and one in a Stage. */
function synthAll(check = protect): string {
  return synth((app) => {
    const shop = new Stack(app, 'Shop', { env: { account: '111122223333', region: 'eu-west-1' } });
    addTopic(shop);
    addTopic(new NestedStack(shop, 'Nested'));
    const stage = new Stage(app, 'Prod');
    addService(new Stack(stage, 'Api', { stackName: 'prod-api' }), 'Checkout');
    check(app);
  });
}

function templateOf(folder: string, ending: string): string {
  const found = fs.readdirSync(folder).find((file) => file.endsWith(ending));
  if (found === undefined) throw new Error(`no ${ending} in ${folder}`);
  return found;
}

function expectCannotJudge(folder: string, message: string): void {
  const read = (): unknown => readAssembly(folder);
  expect(read).toThrow(CannotJudgeError);
  expect(read).toThrow(new Error(message));
}

describe('an assembly', () => {
  test('lists the stacks of the app, of its Stages and inside other stacks, each with its resources', () => {
    expect(readAssembly(synthAll()).stacks).toEqual([
      { name: 'prod-api', path: 'Prod/Api', environment: 'aws://unknown-account/unknown-region', resources: 0 },
      { name: 'Shop', path: 'Shop', environment: 'aws://111122223333/eu-west-1', resources: 2 },
      { name: 'Shop/Nested', path: 'Shop/Nested', environment: 'aws://111122223333/eu-west-1', resources: 1 },
    ]);
  });

  test('carries the metadata of constructs in a Stage, under their paths in the app', () => {
    const { metadata } = readAssembly(synthAll());
    expect(metadata.filter((entry) => entry.type === 'golden-path:service')).toEqual([
      { path: 'Prod/Api/Checkout', type: 'golden-path:service', data: SERVICE },
    ]);
  });

  test('may keep metadata in the manifest, as older versions of the CDK did', () => {
    const folder = synthAll();
    const stage = path.join(folder, 'assembly-Prod');
    editJson(stage, 'manifest.json', (manifest) => {
      const artifact = Object.values<any>(manifest.artifacts).find((one) => one.type === 'aws:cloudformation:stack');
      artifact.metadata = JSON.parse(fs.readFileSync(path.join(stage, artifact.additionalMetadataFile), 'utf8'));
      delete artifact.additionalMetadataFile;
    });
    const { metadata } = readAssembly(folder);
    expect(metadata.filter((entry) => entry.type === 'golden-path:service')).toEqual([
      { path: 'Prod/Api/Checkout', type: 'golden-path:service', data: SERVICE },
    ]);
  });

  test('has the template of every stack, with where it goes', () => {
    const folder = synthAll();
    const { templates } = readAssembly(folder);
    expect(templates.map(({ stack, path: place, environment }) => [stack, place, environment])).toEqual([
      ['prod-api', 'Prod/Api', 'aws://unknown-account/unknown-region'],
      ['Shop', 'Shop', 'aws://111122223333/eu-west-1'],
      ['Shop/Nested', 'Shop/Nested', 'aws://111122223333/eu-west-1'],
    ]);
    expect(templates[2].template).toEqual(
      JSON.parse(fs.readFileSync(path.join(folder, templateOf(folder, '.nested.template.json')), 'utf8')),
    );
    expect(readTemplates(folder)).toEqual(templates);
  });

  test('carries what the plugins said', () => {
    const { plugins } = readAssembly(synthAll());
    expect(plugins.map(({ pluginName, conclusion }) => [pluginName, conclusion])).toEqual([
      ['AwsSolutions', 'failure'],
      ['golden-path', 'success'],
    ]);
  });
});

describe('an assembly without a validation report', () => {
  test('is read, and no plugin has said anything', () => {
    const { plugins, stacks } = readAssembly(synth((app) => addHarmless(new Stack(app, 'Shop'))));
    expect(plugins).toEqual([]);
    expect(stacks).toHaveLength(1);
  });
});

describe('the digest of an assembly', () => {
  test('is the same for a copy, and another one for other templates', () => {
    const [folder, copy] = [synthAll(), temporaryFolder()];
    fs.cpSync(folder, copy, { recursive: true });
    makeNewest(copy, 'Shop.template.json');
    expect(readAssembly(copy).digest).toBe(readAssembly(folder).digest);
    editJson(copy, 'Shop.template.json', (template) => delete template.Resources);
    expect(readContents(copy).digest).not.toBe(readContents(folder).digest);
  });

  test.each(['Shop.template.json', '.nested.template.json', 'assembly-Prod'])(
    'on record tells that the validation report speaks of another %s',
    (name) => {
      const folder = synthAll();
      const place = name === 'assembly-Prod' ? path.join(folder, name) : folder;
      editJson(place, templateOf(place, name === 'assembly-Prod' ? '.template.json' : name), (template) => {
        template.Description = 'of a later synth';
      });
      expectCannotJudge(
        folder,
        `${folder}/validation-report.json: speaks of other templates than those beside it, so it is left from an earlier synth: ` +
          `${SYNTHESIZE_AGAIN} with its checks on`,
      );
    },
  );
});

describe('an assembly cannot be judged', () => {
  test('without a manifest', () => {
    const folder = temporaryFolder();
    expectCannotJudge(
      folder,
      `${folder}/manifest.json: is missing, so this is no cloud assembly: run \`cdk synth '**'\` first, or name the folder with --assembly`,
    );
  });

  test('in a folder that is a file', () => {
    const file = path.join(synthAll(), 'manifest.json');
    expectCannotJudge(
      file,
      `${file}/manifest.json: is missing, so this is no cloud assembly: run \`cdk synth '**'\` first, or name the folder with --assembly`,
    );
  });

  test('when a file cannot be read', () => {
    const folder = synthAll();
    const file = path.join(folder, 'validation-report.json');
    fs.rmSync(file);
    fs.mkdirSync(file);
    expectCannotJudge(folder, `${file}: cannot be read (EISDIR): make it readable`);
  });

  test.each(['manifest.json', 'Shop.template.json', 'Shop.metadata.json', 'validation-report.json'])(
    'when %s is cut off',
    (name) => {
      const folder = synthAll();
      const file = path.join(folder, name);
      fs.truncateSync(file, 30);
      expectCannotJudge(folder, `${file}: is not valid JSON: ${SYNTHESIZE_AGAIN}`);
    },
  );

  test.each(['null', '[]', '"text"'])('when a file holds %s', (text) => {
    const folder = synthAll();
    const file = path.join(folder, 'validation-report.json');
    fs.writeFileSync(file, text);
    expectCannotJudge(folder, `${file}: must hold an object: ${SYNTHESIZE_AGAIN}`);
  });

  test.each(['Shop.template.json', 'Shop.metadata.json'])('when %s is missing', (name) => {
    const folder = synthAll();
    const file = path.join(folder, name);
    fs.rmSync(file);
    const problem = name.includes('template')
      ? "the template of stack 'Shop' is missing"
      : 'is named by the manifest, but missing';
    expectCannotJudge(folder, `${file}: ${problem}: ${SYNTHESIZE_AGAIN}`);
  });

  test('when the template of a nested stack is missing', () => {
    const folder = synthAll();
    const file = path.join(folder, templateOf(folder, '.nested.template.json'));
    fs.rmSync(file);
    expectCannotJudge(folder, `${file}: the template of stack 'Shop/Nested' is missing: ${SYNTHESIZE_AGAIN}`);
  });

  test('when the folder of a Stage is missing', () => {
    const folder = synthAll();
    fs.rmSync(path.join(folder, 'assembly-Prod'), { recursive: true });
    expectCannotJudge(
      folder,
      `${folder}/assembly-Prod/manifest.json: is missing, so this is no cloud assembly: run \`cdk synth '**'\` first, or name the folder with --assembly`,
    );
  });

  test.each(['.', '..', '', '../other', 'a/b'])("when a Stage's folder is '%s', which may lead in circles", (name) => {
    const folder = synthAll();
    editJson(folder, 'manifest.json', (manifest) => {
      manifest.artifacts['assembly-Prod'].properties.directoryName = name;
    });
    expectCannotJudge(
      folder,
      `${folder}/manifest.json: the nested assembly '${name}' is not a folder inside this one: ${SYNTHESIZE_AGAIN}`,
    );
  });

  describe('when it has no digest on record, and the validation report is older than', () => {
    const stale = (folder: string, template: string): string =>
      `${folder}/validation-report.json: is older than ${template}, so it is left from an earlier synth: ` +
      `${SYNTHESIZE_AGAIN} with its checks on (a copy of an assembly must keep the times: cp -a)`;

    test('the template of a stack', () => {
      const folder = synthAll(addNag);
      makeNewest(folder, 'Shop.template.json');
      expectCannotJudge(folder, stale(folder, `${folder}/Shop.template.json`));
    });

    test('the template of a nested stack', () => {
      const folder = synthAll(addNag);
      const template = templateOf(folder, '.nested.template.json');
      makeNewest(folder, template);
      expectCannotJudge(folder, stale(folder, `${folder}/${template}`));
    });

    test('the template of a stack in a Stage', () => {
      const folder = synthAll(addNag);
      const template = templateOf(path.join(folder, 'assembly-Prod'), '.template.json');
      makeNewest(folder, `assembly-Prod/${template}`);
      expectCannotJudge(folder, stale(folder, `${folder}/assembly-Prod/${template}`));
    });
  });

  test.each<[string, (report: any) => void]>([
    ['`pluginReports` must be a list', (report) => (report.pluginReports = {})],
    ['`pluginReports[0]` must be an object', (report) => (report.pluginReports[0] = 'AwsSolutions')],
    ['`pluginReports[0].pluginName` must be a string', (report) => delete report.pluginReports[0].pluginName],
    ['`pluginReports[0].violations` must be a list', (report) => delete report.pluginReports[0].violations],
    [
      '`pluginReports[0].conclusion` must be one of success, failure',
      (report) => (report.pluginReports[0].conclusion = 'skipped'),
    ],
    [
      '`pluginReports[0].violations[0].severity` must be one of fatal, error, warning, info, custom',
      (report) => (report.pluginReports[0].violations[0].severity = 'harmless'),
    ],
    [
      '`pluginReports[0].violations[0].violatingConstructs` must be a list',
      (report) => delete report.pluginReports[0].violations[0].violatingConstructs,
    ],
    [
      '`pluginReports[0].suppressedViolations` must be a list',
      (report) => (report.pluginReports[0].suppressedViolations = { length: 0 }),
    ],
  ])('when the validation report has another shape: %s', (problem, change) => {
    const folder = synth((app) => {
      addTopic(new Stack(app, 'Shop'));
      addNag(app);
    });
    editJson(folder, 'validation-report.json', change);
    expectCannotJudge(folder, `${folder}/validation-report.json: ${problem}: ${ANOTHER_VERSION}`);
  });
});
