import { IndexEntry, indexPage } from './index-page';
import { dashboardPage } from './page';
import { AlarmBook } from './reading/alarms';
import { readDashboards } from './reading/dashboards';
import { Intrinsics } from './reading/intrinsics';
import { PreviewStack } from './reading/stacks';
import { worldOf } from './samples/world';

/** A dashboard of the assembly, drawn. */
export interface PreviewedDashboard extends IndexEntry {
  readonly html: string;
}

/** All dashboards of an assembly as pages, and the page that lists them. */
export interface Preview {
  readonly dashboards: readonly PreviewedDashboard[];
  readonly index: string;
}

/** Draws every dashboard of the stacks; always the same for the same stacks. */
export function previewOf(stacks: readonly PreviewStack[]): Preview {
  const intrinsics = new Intrinsics(stacks);
  const all = readDashboards(stacks, intrinsics);
  const alarms = new AlarmBook(stacks, intrinsics);
  const world = worldOf(stacks, all);
  const files = fileNames(all.map(({ name }) => name));
  const pageOf = (name: string): string | undefined => files[all.findIndex((one) => one.name === name)];
  const dashboards = all.map((dashboard, index) => ({
    name: dashboard.name,
    stack: dashboard.stack.stack,
    file: files[index],
    ...dashboardPage(dashboard, { alarms, world, pageOf }),
  }));
  return { dashboards, index: indexPage(dashboards) };
}

/** CloudWatch allows no other characters, but a name may be put together of anything. */
const UNSAFE = /[^A-Za-z0-9_-]+/g;

/** A file name for each; in two regions there can be the same name twice. */
function fileNames(names: readonly string[]): string[] {
  const taken = new Set(['index']);
  return names.map((name) => {
    const safe = name.replace(UNSAFE, '-').slice(0, 120) || 'dashboard';
    const free = [safe, ...names.map((_, index) => `${safe}-${index + 2}`)].find(
      (one) => !taken.has(one.toLowerCase()),
    );
    const file = free ?? safe;
    taken.add(file.toLowerCase());
    return `${file}.html`;
  });
}
