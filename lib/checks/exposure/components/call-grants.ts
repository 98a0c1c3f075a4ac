import { textsOf } from '../../../private/json';
import { AppTemplates } from '../../template/app-templates';
import { OutsideGrant } from '../exposure-model';
import { AwsCall } from './aws-call';
import { callsOf, SHARING_CALL } from './custom-resources';

/** Where the calls that share something name whom they share it with. */
const NAMED = /^(UserId|UserIds|OrganizationArn|OrganizationArns|OrganizationalUnitArn|AccountIdsToAdd|ValuesToAdd)$/;

/** Whom custom resources of the CDK share images, snapshots and documents with. */
export function callGrants(app: AppTemplates): OutsideGrant[] {
  return app.ofType('Custom::AWS').flatMap((resource) => {
    const calls = callsOf(resource, { app }).flatMap((call) => call ?? []);
    const grants = calls.filter(({ action }) => SHARING_CALL.test(action)).flatMap(namedBy);
    return [...new Map(grants.map((one) => [`${one.to} ${one.what}`, one])).values()].map((one) => ({
      resource,
      kind: 'sharing' as const,
      ...one,
    }));
  });
}

function namedBy({ service, action, parameters }: AwsCall): Array<Pick<OutsideGrant, 'to' | 'what'>> {
  const names: string[] = [];
  JSON.parse(parameters, (key: string, value: unknown) => {
    if (NAMED.test(key)) names.push(...(typeof value === 'string' ? [value] : textsOf(value)));
    return value;
  });
  return names.filter((name) => !/^all$/i.test(name)).map((to) => ({ to, what: `${service}.${action}` }));
}
