import { Resource } from '../../template/resource';
import { Surroundings } from '../network/surroundings';
import { isPublic, labelOf, mostOpen, notPublic, Opinion, unknown } from '../opinion';
import { settingOf, textOfValue } from '../setting';
import { AwsCall, readCall } from './aws-call';

/** Whether AWS knows nothing of a type but the function that makes it. */
export function isCustom(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}

/** A custom resource has no address. What its function does stands in no template, but the CDK's `AwsCustomResource` tells. */
export function judgeCustom(resource: Resource, around: Surroundings): Opinion {
  if (resource.type !== 'Custom::AWS') {
    return notPublic('it has no address; what its function does is in no template');
  }
  const opinions = callsOf(resource, around).map((call) => judgeCall(resource, call));
  return mostOpen(opinions) ?? notPublic('it calls nothing');
}

/** The calls that are made when it is created or updated; `undefined` is one that cannot be read. */
export function callsOf(resource: Resource, { app }: Pick<Surroundings, 'app'>): Array<AwsCall | undefined> {
  return ['Create', 'Update'].flatMap((name) =>
    settingOf(app, resource, name).values.map((one) => readCall(textOfValue(one))),
  );
}

/** Calls that change nothing, or nothing that lets anybody in. */
const HARMLESS =
  /^(get|list|describe|head|batchget|scan|query|lookup|search|count|estimate|validate|test|tag|untag|add(tags)|remove(tags)|delete|start|stop|cancel|publish|sendmessage|putevents|putmetric|putparameter|putretentionpolicy|putitem|invoke)/i;

/** Deleting these takes away what closes. */
const OPENS_BY_DELETING =
  /^delete(publicaccessblock|accountpublicaccessblock|bucketpolicy|resourcepolicy|repositorypolicy|networkacl|networkaclentry|vpcblockpublicaccess)/i;

/** Values by which AWS gives something to everybody. */
const EVERYBODY: ReadonlyArray<{ readonly action: RegExp; readonly where: RegExp }> = [
  {
    action: /^modify(image|snapshot|fpgaimage)attribute$/i,
    where: /"(Group|UserGroups|GroupNames|OperationType)":\[?"all"/i,
  },
  { action: /^modifydb(cluster)?snapshotattribute$/i, where: /"ValuesToAdd":\[[^\]]*"all"/i },
  { action: /^modifydocumentpermission$/i, where: /"AccountIdsToAdd":\[[^\]]*"all"/i },
  { action: /^(addpermission|addlayerversionpermission)$/i, where: /"Principal":"\*"|"AWSAccountIds":\[[^\]]*"\*"/i },
  { action: /^(create|update)functionurlconfig$/i, where: /"AuthType":"NONE"/i },
  {
    action: /^(put|set)\w*policy$|^settopicattributes$|^setqueueattributes$/i,
    where: /\\*"Principal\\*":(\\*"\*|\{\\*"AWS\\*":\[?\\*"\*)/i,
  },
  { action: /^put(bucket|object)acl$/i, where: /"ACL":"public-|AllUsers|AuthenticatedUsers/i },
  { action: /^authorizesecuritygroupingress$/i, where: /"(0\.0\.0\.0|::)\/0"/ },
];

/** Calls by which something is given to those whom they name. */
export const SHARING_CALL =
  /^(modify(image|snapshot|fpgaimage)attribute|modifydb(cluster)?snapshotattribute|modifydocumentpermission)$/i;

function judgeCall(resource: Resource, call: AwsCall | undefined): Opinion {
  if (call === undefined) return unknown('what it calls is not in the templates');
  const { service, action, parameters } = call;
  const name = `${service}.${action}`;
  const opens = EVERYBODY.find((one) => one.action.test(action));
  if (opens?.where.test(parameters)) {
    return isPublic(`it calls ${name} for everybody`, [
      ['internet', 'anyone', `what ${labelOf(resource)} opens by ${name}`],
    ]);
  }
  if (SHARING_CALL.test(action)) {
    return parameters.includes('${')
      ? unknown(`it calls ${name}, and for whom is not in the templates`)
      : notPublic(`it calls ${name} for those whom it names`);
  }
  if (HARMLESS.test(action) && !OPENS_BY_DELETING.test(action))
    return notPublic(`it calls ${name}, which opens nothing`);
  return unknown(`it calls ${name}, and what that opens is not in the templates`);
}
