import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { PropertyClasses, RELEASE_SCOPED_PROPERTIES } from '../../lib/release';
import { PREFLIGHT_TYPE } from '../../lib/rollout/gate/protocol';

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

/** A custom resource has the properties of every custom resource, and those that its maker gives it. */
const CUSTOM = { [PREFLIGHT_TYPE]: ['Protocol', 'Order'] };

test('the custom resources of a release are these', () => {
  const custom = Object.keys(RELEASE_SCOPED_PROPERTIES).filter((type) => type.startsWith('Custom::'));
  expect(custom).toEqual(Object.keys(CUSTOM));
});

describe.each(Object.entries(CUSTOM))('the properties of %s', (resourceType, own) => {
  test('are all classified, and no others are', () => {
    const { properties } = schemaOf('AWS::CloudFormation::CustomResource');
    expect(Object.keys(RELEASE_SCOPED_PROPERTIES[resourceType]).sort()).toEqual([...properties, ...own].sort());
  });

  test('make no release: a check changes no server', () => {
    expect([...new Set(Object.values(RELEASE_SCOPED_PROPERTIES[resourceType]))]).toEqual(['safe-in-place']);
  });
});

const NATIVE = Object.entries(RELEASE_SCOPED_PROPERTIES).filter(([type]) => !(type in CUSTOM));

describe.each(NATIVE)('the properties of %s', (resourceType, classes) => {
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
