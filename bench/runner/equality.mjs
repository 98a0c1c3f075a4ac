// The comparison is fair only while both apps make the same things; the library grows, and the other app has to follow.
import { APPS } from './apps.mjs';
import { acknowledgedOf, resourcesOf } from './assembly.mjs';

/**
 * Differences that no hand-written app could avoid, each with the reason: `'Platform AWS::X::Y': 'why'`. None so far; one
 * that is added shows in RESULTS.md.
 */
export const ALLOWED = {};

/** What one assembly has and the other has not: resources by stack and type, acknowledged findings by pack and rule. */
export function findDifferences(a, b) {
  const [resourcesA, resourcesB] = [a, b].map((assembly) =>
    count(resourcesOf(assembly).map(({ stack, type }) => `${stack} ${type}`)),
  );
  const [acknowledgedA, acknowledgedB] = [a, b].map((assembly) =>
    // Without the finding in brackets, in which logical ids stand.
    count(acknowledgedOf(assembly).map(({ pack, rule }) => `acknowledged ${pack} ${rule.replace(/\[.*\]$/, '')}`)),
  );
  return [...differ(resourcesA, resourcesB), ...differ(acknowledgedA, acknowledgedB)];
}

function differ(a, b) {
  return [...new Set([...a.keys(), ...b.keys()])]
    .sort()
    .filter((key) => a.get(key) !== b.get(key) && !(key in ALLOWED))
    .map((key) => `${key}: ${a.get(key) ?? 0} in ${APPS.A}, ${b.get(key) ?? 0} in ${APPS.B}`);
}

function count(keys) {
  const counts = new Map();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
