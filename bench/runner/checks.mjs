import { runApp } from './apps.mjs';
import { median } from './statistics.mjs';

/** What looks at the app, from nothing to everything; `nag` is the packs of cdk-nag alone. */
const LEVELS = ['none', 'nag', 'all'];

/** Runs the app of the library with nothing, with the packs, and with all checks, in turn. */
export function measureChecks(folder, { checks: services, pairs, ...settings }) {
  const runAll = () => LEVELS.map((checks) => runApp(folder, 'A', { ...settings, services, checks }).cpuSeconds);
  runAll();
  return Array.from({ length: pairs }, (_, index) => {
    console.error(`bench: checks with ${services} services, round ${index + 1} of ${pairs}`);
    const [none, nag, all] = runAll();
    return { none, nag, all, packs: nag - none, checks: all - nag, ratio: (all - nag) / (nag - none) };
  });
}

/** The checks of this library beside the packs: below 1 they cost less than the packs do. */
export function renderChecks(rounds, { checks: services, pairs, packs }) {
  const middle = (key) => median(rounds.map((round) => round[key]));
  const ratios = rounds.map(({ ratio }) => ratio);
  return [
    `${services} services, packs ${packs.join(', ')}, medians of ${pairs} rounds, CPU seconds:`,
    `  without checks                 ${middle('none').toFixed(2)}`,
    `  with the packs of cdk-nag      ${middle('nag').toFixed(2)}  (the packs: ${middle('packs').toFixed(2)})`,
    `  with all checks                ${middle('all').toFixed(2)}  (the checks of this library: ${middle('checks').toFixed(2)})`,
    `  the checks / the packs         ${middle('ratio').toFixed(2)}  (${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)})`,
  ].join('\n');
}
