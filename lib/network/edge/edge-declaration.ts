import { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';
import { declareAcknowledgement } from '../../private/acknowledgement';
import { isDay } from '../../private/day';
import { InvalidInputError } from '../../private/errors';
import { declareException } from '../../private/metadata';
import { EdgeEntranceProps } from './edge-entrance-props';

const PUBLIC_COMPONENT = 'GoldenPath::GoldenPath-SEC-4-PublicComponent';

/** As long as the reason of an acknowledgement had to be in cdk-nag 2. */
const MIN_REASON = 10;

/** Refuses a public component without a reason, without somebody who answers for it, or for ever. */
export function validateDeclaration(scope: Construct, { reason, owner, expires }: EdgeEntranceProps): void {
  if (reason.trim().length < MIN_REASON) {
    throw new InvalidInputError(scope, {
      property: 'reason',
      got: reason,
      must: `say in at least ${MIN_REASON} characters why anybody on the internet must reach the service`,
      fix: 'write the reason that a reviewer will read in the report',
    });
  }
  if (owner.trim() === '') {
    throw new InvalidInputError(scope, {
      property: 'owner',
      got: owner,
      must: 'say who answers for a public component',
      fix: "name a team: owner: 'team-checkout'",
    });
  }
  if (isDay(expires)) return;
  throw new InvalidInputError(scope, {
    property: 'expires',
    got: expires,
    must: 'be a day that there is, as year, month and day',
    fix: "write it like '2027-06-30'",
  });
}

/** Makes the one public component known to the checks and to whoever reads the report. */
export function declarePublic(scope: Construct, distribution: IDistribution, props: EdgeEntranceProps): void {
  const { reason, owner, expires, hostName } = props;
  declareException(scope, 'public-component', `${reason} (owner: ${owner}, until ${expires})`);
  declareAcknowledgement(distribution, {
    rule: PUBLIC_COMPONENT,
    reason,
    owner,
    expires,
    evidence: `In the template: this distribution leads to ${hostName} alone, through a web ACL and a VPC origin; the load balancer stays internal.`,
  });
}
