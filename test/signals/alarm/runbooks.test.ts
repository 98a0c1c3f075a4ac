import * as fs from 'fs';
import * as path from 'path';
import { App } from 'aws-cdk-lib';
import { platformIn, serviceIn, templateOf } from '../../stacks';

const ROOT = path.join(__dirname, '../../..');
const RUNBOOKS = 'docs/runbooks.md';

const app = new App();
const platform = platformIn(app);
const service = serviceIn(app, { platform });
const descriptions = [templateOf(platform), templateOf(service)].flatMap((template) =>
  ['Alarm', 'CompositeAlarm']
    .flatMap((type) => Object.values(template.findResources(`AWS::CloudWatch::${type}`)))
    .map(({ Properties }) => String(Properties.AlarmDescription)),
);
const sections = [...fs.readFileSync(path.join(ROOT, RUNBOOKS), 'utf8').matchAll(/^## (.+)$/gm)].map(
  ([, name]) => name,
);

test('every alarm leads to a section of the runbooks', () => {
  const led = descriptions.map(
    (text) => /Runbook: https:\/\/github\.com\/\S+\/docs\/runbooks\.md#(\S+)$/.exec(text)![1],
  );
  expect(led).toHaveLength(35);
  expect(led.filter((section) => !sections.includes(section))).toEqual([]);
  // And there is no section that nothing leads to.
  expect(sections.filter((section) => !led.includes(section))).toEqual([]);
});
