import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { InvalidInputError } from '../private/errors';
import { PLATFORM } from '../private/marks';
import { PlatformProps } from './platform-props';

/** Refuses properties that contradict each other: what is decided in one place is not decided again, least of all in silence. */
export function validatePlatform(scope: Construct, props: PlatformProps): void {
  validateNetwork(scope, props);
  validateEntrance(scope, props);
  validateReleaseGate(scope, props);
  validateAddresses(scope, props);
  requireOwnDomain(scope, props);
}

/** Metrics, incident alarms, dashboards and the feed of incidents go by the domain: two platforms would write into one. */
function requireOwnDomain(scope: Construct, { domainName }: PlatformProps): void {
  const { account, region, environment } = Stack.of(scope);
  Object.defineProperty(scope, PLATFORM, { value: domainName });
  if (Token.isUnresolved(account) || Token.isUnresolved(region)) return;
  const other = scope.node.root.node
    .findAll()
    .find(
      (construct) =>
        construct !== scope &&
        (construct as { readonly [PLATFORM]?: string })[PLATFORM] === domainName &&
        Stack.of(construct).environment === environment,
    );
  if (!other) return;
  throw new InvalidInputError(scope, {
    property: 'domainName',
    got: domainName,
    must: `be that of one platform in an account and region, and ${other.node.path} has it: metrics, alarms and dashboards go by it`,
    fix: 'give this platform a domain of its own, or use that platform',
  });
}

function validateNetwork(scope: Construct, { network, vpc, zones }: PlatformProps): void {
  const given = Object.entries({ network, vpc, zones }).filter(([, value]) => value !== undefined);
  if (given.length < 2) return;
  throw new InvalidInputError(scope, {
    property: given[1][0],
    got: given.map(([name]) => name),
    must: 'stand alone: network, vpc and zones each say where services live',
    fix: 'keep one of them',
  });
}

function validateEntrance(
  scope: Construct,
  { entrance, domainName, certificate, plainHttpReason, loadBalancer }: PlatformProps,
): void {
  if (!entrance) return;
  const again = {
    certificate: certificate?.certificateArn,
    plainHttpReason,
    loadBalancer: loadBalancer?.node.path,
  };
  for (const [property, got] of Object.entries(again)) {
    if (got === undefined) continue;
    throw new InvalidInputError(scope, {
      property,
      got,
      must: 'be left out where there is an entrance, which has decided it',
      fix: `pass the ${property} to the InternalEntrance`,
    });
  }
  if (domainName === entrance.domainName) return;
  throw new InvalidInputError(scope, {
    property: 'domainName',
    got: domainName,
    must: `be that of the entrance, ${entrance.domainName}`,
    fix: 'pass the same name to both',
  });
}

function validateReleaseGate(scope: Construct, { releaseGate, entrance, certificateAuthority }: PlatformProps): void {
  if (!releaseGate) return;
  if (certificateAuthority !== undefined) {
    throw new InvalidInputError(scope, {
      property: 'certificateAuthority',
      got: certificateAuthority,
      must: 'be left out where there is a releaseGate, which has decided it',
      fix: 'pass the certificateAuthority to the ReleaseGate',
    });
  }
  if (releaseGate.entrance === entrance) return;
  throw new InvalidInputError(scope, {
    property: 'releaseGate',
    got: `${releaseGate.node.path}, for ${releaseGate.entrance.node.path}`,
    must: 'be one for the entrance of the platform, or it could not move its traffic',
    fix: 'pass the same entrance to both',
  });
}

/** Addresses are subscribed to topics that the platform makes. */
function validateAddresses(scope: Construct, props: PlatformProps): void {
  const { alertTopic, alertEmails, ticketTopic, ticketEmails } = props;
  const pairs = [
    { property: 'alertEmails', got: alertEmails, topic: 'an alertTopic', given: alertTopic },
    { property: 'ticketEmails', got: ticketEmails, topic: 'a ticketTopic', given: ticketTopic },
  ];
  for (const { property, got, topic, given } of pairs) {
    if (!given || !got) continue;
    throw new InvalidInputError(scope, {
      property,
      got,
      must: `be left out where there is ${topic}`,
      fix: 'subscribe the addresses to that topic',
    });
  }
}
