import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { Value } from '../../template/template-values';
import { EgressWay } from '../exposure-model';
import { Surroundings } from '../network/surroundings';
import { Fields, itemsIn, settingIn, settingOf, textOfValue } from '../setting';

const FULL = 'which lets through everything, to resources of any account';

/** The endpoints of AWS services in a network, with what their policies let through. */
export function endpointWays({ app }: Surroundings): EgressWay[] {
  return app.ofType('AWS::EC2::VPCEndpoint').map((endpoint) => {
    const service = settingOf(app, endpoint, 'ServiceName').values.map(textOfValue).join(' or ');
    return { resource: endpoint, to: service === '' ? 'a service' : service, ...policyOf(endpoint, app) };
  });
}

function policyOf(endpoint: Resource, app: AppTemplates): Pick<EgressWay, 'reason' | 'verdict'> {
  const { values, mayBeAbsent } = settingOf(app, endpoint, 'PolicyDocument');
  if (mayBeAbsent) return { reason: `it has no PolicyDocument, ${FULL}`, verdict: 'open' };
  const statements = values.flatMap((one) => (one.kind === 'object' ? itemsIn(app, one, 'Statement') : [one]));
  if (statements.length === 0 || statements.some((one) => one.kind !== 'object')) {
    return { reason: 'what its policy lets through is not in the templates', verdict: 'unknown' };
  }
  return statements.some((one) => one.kind === 'object' && isFull(one, app))
    ? { reason: `its policy allows * on *, ${FULL}`, verdict: 'open' }
    : { reason: 'its policy says to which resources, or for whom', verdict: 'limited' };
}

/** An Allow of anything on everything, for which no condition asks. */
function isFull(statement: Fields, app: AppTemplates): boolean {
  const texts = (name: string) => itemsIn(app, statement, name).map(textOfValue);
  const isAllow = texts('Effect').includes('Allow');
  const hasCondition = settingIn(app, statement, 'Condition').values.some(isCondition);
  const resources = texts('Resource');
  return isAllow && !hasCondition && (resources.length === 0 || resources.includes('*'));
}

function isCondition(value: Value): boolean {
  return value.kind !== 'object' || Object.keys(value.fields).length > 0;
}
