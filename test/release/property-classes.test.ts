import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { PropertyClasses, RELEASE_SCOPED_PROPERTIES } from '../../lib/release';

const spec = loadAwsServiceSpecSync();

/** The properties that CloudFormation has for a type, and those of its nested types by name. */
function schemaOf(resourceType: string) {
  const [resource] = spec.lookup('resource', 'cloudFormationType', 'equals', resourceType);
  const nested = new Map(
    spec.follow('usesType', resource).map(({ entity }) => [entity.name, Object.keys(entity.properties)]),
  );
  return { properties: Object.keys(resource.properties), nested };
}

function nestedTables(classes: PropertyClasses): [string, PropertyClasses][] {
  return Object.entries(classes).flatMap(([property, verdict]) =>
    typeof verdict === 'object' && 'members' in verdict
      ? [[property, verdict.members] as [string, PropertyClasses]]
      : [],
  );
}

describe.each(Object.entries(RELEASE_SCOPED_PROPERTIES))('the properties of %s', (resourceType, classes) => {
  const schema = schemaOf(resourceType);

  test('are all classified, and no others are', () => {
    expect(Object.keys(classes).sort()).toEqual([...schema.properties].sort());
  });

  test('are classified one level down where the table says so', () => {
    for (const [property, members] of nestedTables(classes)) {
      expect(Object.keys(members).sort()).toEqual([...(schema.nested.get(property) ?? [])].sort());
    }
  });

  test('tell, where they are forbidden, why and what to do instead', () => {
    const tables = [classes, ...nestedTables(classes).map(([, members]) => members)];
    for (const verdict of tables.flatMap((table) => Object.values(table))) {
      if (typeof verdict === 'object' && 'because' in verdict) expect(verdict.because).toMatch(/^.{15,}: .{10,}$/);
    }
  });
});
