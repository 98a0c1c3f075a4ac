import { AppTemplates } from '../../template/app-templates';
import { Value } from '../../template/template-values';
import { distinct } from '../opinion';
import { Fields, itemsIn, keyOf, settingIn, settingOf, textOfValue } from '../setting';

/** The subnets that something stands in; `undefined` is one of the default VPC, where it may name none. */
export function subnetsIn(app: AppTemplates, fields: Fields, ...path: string[]): Array<Value | undefined> {
  const named = itemsIn(app, fields, ...path);
  return isNamed(app, fields, named, path) ? named : [...named, undefined];
}

/** The security groups before something; where it may name none, the service takes the default one of the VPC. */
export function groupsIn(
  app: AppTemplates,
  fields: Fields,
  path: readonly string[],
  subnets: ReadonlyArray<Value | undefined>,
): Value[] {
  const named = itemsIn(app, fields, ...path);
  return isNamed(app, fields, named, path) ? named : [...named, ...defaultGroups(app, subnets)];
}

export function defaultGroups(app: AppTemplates, subnets: ReadonlyArray<Value | undefined>): Value[] {
  const vpcs = subnets.flatMap((one) => {
    if (one?.kind !== 'resource')
      return [{ kind: 'unknown' as const, text: `of ${one === undefined ? 'the default VPC' : textOfValue(one)}` }];
    return settingOf(app, one.resource, 'VpcId').values;
  });
  return distinct(vpcs.map(keyOf)).map((key): Value => {
    const vpc = vpcs.find((one) => keyOf(one) === key);
    return vpc?.kind === 'resource'
      ? { ...vpc, attribute: 'DefaultSecurityGroup' }
      : { kind: 'unknown', text: `default ${key}` };
  });
}

function isNamed(app: AppTemplates, fields: Fields, named: readonly Value[], path: readonly string[]): boolean {
  return named.length > 0 && !settingIn(app, fields, ...path).mayBeAbsent;
}
