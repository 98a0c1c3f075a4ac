import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { Value } from '../../template/template-values';
import { Door, narrowest, widest } from '../network/door';
import { doorOf, flag } from '../network/option';
import { Surroundings } from '../network/surroundings';
import { labelOf, notPublic, Opinion, unknown } from '../opinion';
import { itemsOf, keyOf, keyOfResource, settingOf, textOfValue } from '../setting';
import { judgeEndpoint } from './endpoints';
import { Judges } from './judge';

/** APIs of API Gateway, and the names that they have. */
export const APIS: Judges = {
  'AWS::ApiGateway::RestApi': (api, around) => judgeApi(api, around, restDoor(api, around.app)),
  'AWS::ApiGatewayV2::Api': (api, around) =>
    judgeApi(api, around, { isOpen: 'yes', why: 'AWS gives it an endpoint on the internet in any case' }),
  'AWS::ApiGateway::DomainName': (name, around) => judgeName(name, around, 'AWS::ApiGateway::BasePathMapping'),
  'AWS::ApiGateway::DomainNameV2': (name, around) => judgeName(name, around, 'AWS::ApiGateway::BasePathMappingV2'),
  'AWS::ApiGatewayV2::DomainName': (name, around) => judgeName(name, around, 'AWS::ApiGatewayV2::ApiMapping'),
};

/** A REST API is for the internet, unless its type is PRIVATE. */
function restDoor(api: Resource, app: AppTemplates): Door {
  const types = itemsOf(app, api, 'EndpointConfiguration', 'Types');
  const doors = types.map((type): Door => {
    const text = textOfValue(type);
    const why = `EndpointConfiguration.Types has ${text}`;
    if (/^(EDGE|REGIONAL)$/.test(text)) return { isOpen: 'yes', why };
    return text === 'PRIVATE' ? { isOpen: 'no', why } : { isOpen: 'unknown', why };
  });
  const [first, ...others] = doors;
  const missing: Door = { isOpen: 'yes', why: 'EndpointConfiguration.Types is missing, and its default is EDGE' };
  const mayBeAbsent = first === undefined || settingOf(app, api, 'EndpointConfiguration', 'Types').mayBeAbsent;
  return first === undefined ? missing : widest([first, ...others, ...(mayBeAbsent ? [missing] : [])]);
}

/** Without its own endpoint an API is reached by the names that are mapped to it, here or elsewhere. */
function judgeApi(api: Resource, { app }: Surroundings, door: Door): Opinion {
  const own = doorOf(app, api, { ...flag(['DisableExecuteApiEndpoint'], 'yes'), opens: ['false'], closes: ['true'] });
  if (own.isOpen !== 'no') return judgeEndpoint(api, 'API', door);
  const isNamed = MAPPINGS.some(({ type, target }) =>
    app
      .ofType(type)
      .some((one) => settingOf(app, one, target).values.some((value) => keyOf(value) === keyOfResource(api))),
  );
  const names: Door = isNamed
    ? { isOpen: 'yes', why: 'a domain name is mapped to it' }
    : { isOpen: 'unknown', why: `${own.why}, and whether a domain name leads to it is not in the templates` };
  return judgeEndpoint(api, 'API', narrowest([door, names]));
}

const MAPPINGS = [
  { type: 'AWS::ApiGateway::BasePathMapping', target: 'RestApiId' },
  { type: 'AWS::ApiGateway::BasePathMappingV2', target: 'RestApiId' },
  { type: 'AWS::ApiGatewayV2::ApiMapping', target: 'ApiId' },
];

/** A name answers for the APIs that are mapped to it. */
function judgeName(name: Resource, { app }: Surroundings, mapping: string): Opinion {
  const target = MAPPINGS.find(({ type }) => type === mapping)?.target ?? '';
  const apis = app
    .ofType(mapping)
    .filter((one) => namesOf(app, one).some((value) => isFor(value, name, app)))
    .flatMap((one) => settingOf(app, one, target).values);
  const foreign = apis.filter((one) => one.kind !== 'resource');
  if (apis.length === 0 || foreign.length > 0) {
    return unknown(`a name on the internet, and what it leads to is not in the templates`, [
      ['internet', `domain name ${labelOf(name)}`],
    ]);
  }
  return notPublic(`a name of ${apis.map(textOfValue).join(', ')}, which is judged itself`);
}

function namesOf(app: AppTemplates, mapping: Resource): readonly Value[] {
  return ['DomainName', 'DomainNameArn'].flatMap((property) => settingOf(app, mapping, property).values);
}

function isFor(value: Value, name: Resource, app: AppTemplates): boolean {
  const names = settingOf(app, name, 'DomainName').values.map(textOfValue);
  return keyOf(value) === keyOfResource(name) || names.includes(textOfValue(value));
}
