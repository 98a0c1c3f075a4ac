// Removes the paths given, relative to the repository. (The build starts from nothing: jsii compiles incrementally and would leave
// the output of a deleted source file in the package.)
import { rmSync } from 'node:fs';

for (const path of process.argv.slice(2)) {
  rmSync(new URL(`../${path}`, import.meta.url), { recursive: true, force: true });
}
