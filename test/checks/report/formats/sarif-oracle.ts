import { spawnSync } from 'child_process';
import * as fs from 'fs';
import { tmpdir } from 'os';
import * as path from 'path';
import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

/** Microsoft's own validator, a program for each platform. */
const MULTITOOL = jest.requireActual<string>('@microsoft/sarif-multitool');

const SCHEMA = path.join(path.dirname(MULTITOOL), 'sarif-2.1.0.json');

/** What GitHub's code scanning would not take of a file, in the words of Microsoft's validator. */
export function errorsOfMultitool(sarif: string): string[] {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'golden-path-sarif-'));
  try {
    const file = path.join(folder, 'report.sarif');
    fs.writeFileSync(file, sarif);
    // It ends with 0 whatever it finds, so its words count.
    return runMultitool(file).filter((line) => / error [A-Z]+\d+: /.test(line));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function runMultitool(file: string): string[] {
  // No install script runs here, so nobody has made it executable yet.
  fs.chmodSync(MULTITOOL, 0o755);
  const { error, stdout, stderr } = spawnSync(MULTITOOL, ['validate', file, '--rule-kind', 'Sarif;Gh;Ghas'], {
    encoding: 'utf8',
    env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' },
  });
  if (error) throw error;
  if (!stdout.includes('Analysis completed successfully.'))
    throw new Error(`the validator did not finish: ${stdout}${stderr}`);
  return stdout.split('\n');
}

/** What the JSON schema of SARIF 2.1.0 does not allow. */
export function schemaErrors(sarif: string): string[] {
  return validate(JSON.parse(sarif))
    ? []
    : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
const validate = ajv.compile(JSON.parse(fs.readFileSync(SCHEMA, 'utf8')));
