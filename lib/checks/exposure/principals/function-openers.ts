import { objectOf } from '../../../private/json';
import { Resource } from '../../template/resource';
import { Access, closed, unreadable } from './access';
import { Opener, opener } from './opened';
import { PolicyReader } from './policy-access';

/** The policies of functions, layers and event buses, which are given statement by statement, in properties of their own. */
export const STATEMENT_OPENERS: readonly Opener[] = [
  opener('AWS::Lambda::Permission', 'FunctionName', permissionAccesses),
  opener('AWS::Lambda::Url', 'TargetFunctionArn', urlAccesses),
  opener('AWS::Lambda::LayerVersionPermission', 'LayerVersionArn', layerAccesses, 'sharing'),
  opener('AWS::Events::EventBusPolicy', 'EventBusName', busAccesses),
];

function permissionAccesses({ name, template, properties }: Resource, reader: PolicyReader): Access[] {
  const { Action, Principal, SourceArn, SourceAccount, PrincipalOrgID, EventSourceToken, FunctionUrlAuthType } =
    properties;
  const condition = {
    ArnLike: { 'aws:SourceArn': SourceArn },
    StringEquals: {
      'aws:SourceAccount': SourceAccount,
      'aws:PrincipalOrgID': PrincipalOrgID,
      'lambda:EventSourceToken': EventSourceToken,
      'lambda:FunctionUrlAuthType': FunctionUrlAuthType,
    },
  };
  const isService = reader.texts.of(Principal, template).every((text) => SERVICE.test(text));
  return reader.accesses(
    oneStatement({
      Sid: name,
      Principal: { [isService ? 'Service' : 'AWS']: Principal },
      Action,
      Condition: condition,
    }),
    template,
  );
}

const SERVICE = /\.(amazon(aws)?\.com(\.cn)?|\$\{AWS::URLSuffix\})$/;

/** Nobody has to sign in at a function URL without AWS_IAM, and a permission for it may be anywhere. */
function urlAccesses({ name, template, properties }: Resource, { texts }: PolicyReader): Access[] {
  return texts.of(properties.AuthType, template).map((type) => {
    if (type === 'AWS_IAM') return closed(`Function URL ${name} wants an identity (AuthType AWS_IAM).`);
    if (type !== 'NONE') return unreadable(`AuthType of function URL ${name} is ${type}, which may be NONE.`);
    return {
      verdict: 'public',
      reason: `Function URL ${name} wants no identity (AuthType NONE).`,
      way: ['internet', `function URL ${name} (AuthType NONE)`, 'lambda:InvokeFunctionUrl'],
      grants: [],
    };
  });
}

function layerAccesses({ name, template, properties }: Resource, reader: PolicyReader): Access[] {
  const { Action, Principal, OrganizationId } = properties;
  const Condition = { StringEquals: { 'aws:PrincipalOrgID': OrganizationId } };
  return reader.accesses(oneStatement({ Sid: name, Principal: { AWS: Principal }, Action, Condition }), template);
}

/** The statement is given whole, or in pieces as it was of old. */
function busAccesses({ name, template, properties }: Resource, reader: PolicyReader): Access[] {
  const { Statement, Action, Principal, Condition } = properties;
  if (Statement !== undefined) return reader.accesses({ Statement }, template);
  return reader.accesses(
    oneStatement({ Sid: name, Principal: { AWS: Principal }, Action, Condition: busCondition(Condition) }),
    template,
  );
}

function busCondition(value: unknown): unknown {
  const { Type, Key, Value } = objectOf(value);
  const isInPieces = typeof Type === 'string' && typeof Key === 'string';
  return isInPieces ? { [Type]: { [Key]: Value } } : value;
}

function oneStatement(statement: object): object {
  return { Statement: [{ Effect: 'Allow', ...statement }] };
}
