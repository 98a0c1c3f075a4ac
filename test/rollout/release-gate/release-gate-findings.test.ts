import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { AwsSolutionsChecks } from 'cdk-nag';
import { InternalEntrance, Platform, PrivateNetwork } from '../../../lib';
import { CERTIFICATE_ARN, ENV, ZONES } from '../../stacks';

const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'golden-path-findings-'));
afterAll(() => fs.rmSync(outdir, { recursive: true }));

test('what is accepted of the gate is accepted under any name, in an unknown account, and across stacks', () => {
  const app = new App({ outdir, context: { '@aws-cdk/core:failSynthOnValidationErrors': false } });
  const front = new Stack(app, 'Front', { env: { region: ENV.region } });
  const network = new PrivateNetwork(front, 'Net', { zones: ZONES });
  const certificate = Certificate.fromCertificateArn(front, 'Certificate', CERTIFICATE_ARN);
  const entrance = new InternalEntrance(front, 'Door', { network, domainName: 'books.internal', certificate });
  const stack = new Stack(app, 'Back', { env: { region: ENV.region } });
  new Platform(stack, 'Shared', { domainName: 'books.internal', network, entrance });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();

  const { pluginReports } = JSON.parse(fs.readFileSync(path.join(outdir, 'validation-report.json'), 'utf8'));
  const [{ violations, suppressedViolations }] = pluginReports;
  expect(violations).toEqual([]);
  const accepted: string[] = suppressedViolations.map(({ ruleName }: any) => ruleName);
  // What was known in another form when the policy was made, and is so in the template.
  expect(accepted.filter((rule) => rule.includes('Fn::ImportValue'))).toHaveLength(1);
  expect(accepted.filter((rule) => rule.includes('<AWS::AccountId>'))).toHaveLength(4);
});
