import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The CDK's note to itself about which constructs were used. */
const NOT_COUNTED = 'AWS::CDK::Metadata';

/** The resources of a cloud assembly: the stack and the type of each. */
export function resourcesOf(assembly) {
  const templates = readdirSync(assembly).filter((file) => file.endsWith('.template.json'));
  return templates.flatMap((file) =>
    Object.values(readJson(join(assembly, file)).Resources)
      .filter(({ Type }) => Type !== NOT_COUNTED)
      .map(({ Type }) => ({ stack: file.replace('.template.json', ''), type: Type })),
  );
}

/** The acknowledged findings of a cloud assembly: the rule pack and the rule of each. */
export function acknowledgedOf(assembly) {
  const file = join(assembly, 'validation-report.json');
  const { pluginReports } = existsSync(file) ? readJson(file) : { pluginReports: [] };
  return pluginReports.flatMap(({ pluginName, suppressedViolations = [] }) =>
    suppressedViolations.map(({ ruleName }) => ({ pack: pluginName, rule: ruleName })),
  );
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
