// The comparison is fair only while both apps make the same things; the library grows, and the other app has to follow.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The CDK's note to itself about which constructs were used. */
const NOT_COUNTED = ['AWS::CDK::Metadata'];

/** What one assembly has and the other has not: resources by stack and type, acknowledged findings by pack and rule. */
export function findDifferences(a, b) {
  return [...differ(resourceCounts(a), resourceCounts(b)), ...differ(acknowledgedCounts(a, b), acknowledgedCounts(b, a))];
}

function differ(a, b) {
  return [...new Set([...a.keys(), ...b.keys()])]
    .sort()
    .filter((key) => (a.get(key) ?? 0) !== (b.get(key) ?? 0))
    .map((key) => `${key}: ${a.get(key) ?? 0} in golden-path, ${b.get(key) ?? 0} in hand-written`);
}

function resourceCounts(assembly) {
  const templates = readdirSync(assembly).filter((file) => file.endsWith('.template.json'));
  return count(
    templates.flatMap((file) => {
      const { Resources } = JSON.parse(readFileSync(join(assembly, file), 'utf8'));
      return Object.values(Resources)
        .filter(({ Type }) => !NOT_COUNTED.includes(Type))
        .map(({ Type }) => `${file.replace('.template.json', '')} ${Type}`);
    }),
  );
}

/** Only of the packs that run in both: checks that the library adds of its own are part of what it costs. */
function acknowledgedCounts(assembly, other) {
  const packsOfOther = reportsOf(other).map(({ pluginName }) => pluginName);
  return count(
    reportsOf(assembly)
      .filter(({ pluginName }) => packsOfOther.includes(pluginName))
      .flatMap(({ pluginName, suppressedViolations = [] }) =>
        suppressedViolations.map(({ ruleName }) => `acknowledged ${pluginName} ${ruleName}`),
      ),
  );
}

function reportsOf(assembly) {
  const file = join(assembly, 'validation-report.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).pluginReports : [];
}

function count(keys) {
  const counts = new Map();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
