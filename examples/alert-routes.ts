import { App, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ApiDestination, Authorization, Connection } from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ChatChannel, Platform } from '../lib';

const env = { account: '111122223333', region: 'eu-west-1' };
const certificateArn = 'arn:aws:acm:eu-west-1:111122223333:certificate/0f3c6c1e-5d0b-4c55-9a40-6a1b6c1d2e3f';

/** Who hears of what: pages by e-mail, in Slack and in an incident tool; tickets by e-mail, to somebody else. */
export function alertRoutes(app: App): Platform {
  const stack = new Stack(app, 'Platform', { env });

  return new Platform(stack, 'Platform', {
    domainName: 'shop.internal',
    certificate: Certificate.fromCertificateArn(stack, 'Certificate', certificateArn),
    zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
    alertEmails: ['on-call@shop.example.com'],
    alertChats: [ChatChannel.slack({ workspaceId: 'T0123ABCD', channelId: 'C0123ABCDEF' })],
    ticketEmails: ['team@shop.example.com'],
    ticketChats: [],
    incidentTargets: [incidentTool(stack)],
  });
}

/** An API that opens an incident for `detail.alarmName` when `detail.state.value` is ALARM, and closes it when it is OK. */
function incidentTool(stack: Stack): targets.ApiDestination {
  const token = Secret.fromSecretNameV2(stack, 'Token', 'shop/incident-tool').secretValue;
  const api = new ApiDestination(stack, 'IncidentTool', {
    endpoint: 'https://incidents.example.com/v1/events',
    connection: new Connection(stack, 'Connection', { authorization: Authorization.apiKey('Authorization', token) }),
  });
  // The role that is made by default has an inline policy, which some compliance packs refuse.
  const role = new Role(stack, 'IncidentToolRole', { assumedBy: new ServicePrincipal('events.amazonaws.com') });
  new ManagedPolicy(stack, 'IncidentToolPolicy', {
    roles: [role],
    statements: [new PolicyStatement({ actions: ['events:InvokeApiDestination'], resources: [api.apiDestinationArn] })],
  });
  return new targets.ApiDestination(api, { eventRole: role.withoutPolicyUpdates() });
}
