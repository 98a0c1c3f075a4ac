import { execFileSync } from 'child_process';
import * as path from 'path';

test('docs/checks.md shows the rules as they are', () => {
  const cwd = path.join(__dirname, '../../..');
  execFileSync(process.execPath, ['scripts/embed-checks.mjs', '--check'], { cwd, stdio: 'pipe' });
}, 30_000);
