import { Arn, ArnFormat, Stack, Token } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Construct, IConstruct } from 'constructs';
import { acknowledge } from '../private/acknowledgement';
import { InvalidInputError } from '../private/errors';
import { declareException } from '../private/metadata';
import { requireMatch } from '../private/validation';

/** As long as the reason of an acknowledgement had to be in cdk-nag 2. */
const MIN_REASON = 10;

const CERTIFICATE_ARN = {
  pattern: /^arn:[a-z-]+:acm:[a-z0-9-]+:\d{12}:certificate\/.+$/,
  must: 'be the ARN of a certificate in AWS Certificate Manager',
  fix: 'aws acm list-certificates shows it',
};

/** Requests are encrypted, or somebody has said why not; then the report says it, too. */
export function requireEncryption(scope: Construct, certificate?: ICertificate, plainHttpReason?: string): void {
  if (certificate && plainHttpReason !== undefined) {
    throw new InvalidInputError(scope, {
      property: 'plainHttpReason',
      got: plainHttpReason,
      must: 'be left out where there is a certificate',
      fix: 'remove one of the two',
    });
  }
  if (certificate) return requireRegionOf(scope, certificate);
  if (plainHttpReason === undefined) {
    throw new InvalidInputError(scope, {
      property: 'certificate',
      got: undefined,
      must: 'be given, so that requests are encrypted',
      fix: 'pass a certificate that covers the host names, or say in plainHttpReason why requests may travel unencrypted',
    });
  }
  if (plainHttpReason.trim().length < MIN_REASON) {
    throw new InvalidInputError(scope, {
      property: 'plainHttpReason',
      got: plainHttpReason,
      must: `say in at least ${MIN_REASON} characters why requests may travel unencrypted`,
      fix: 'write the reason that a reviewer will read in the report',
    });
  }
  declareException(scope, 'plain-http', plainHttpReason);
}

function requireRegionOf(scope: Construct, { certificateArn }: ICertificate): void {
  const { region } = Stack.of(scope);
  if (Token.isUnresolved(certificateArn) || Token.isUnresolved(region)) return;
  requireMatch(scope, 'certificate', certificateArn, CERTIFICATE_ARN);
  if (Arn.split(certificateArn, ArnFormat.SLASH_RESOURCE_NAME).region === region) return;
  throw new InvalidInputError(scope, {
    property: 'certificate',
    got: certificateArn,
    must: `be in the region of the load balancer, ${region}`,
    fix: `request or import the certificate in ${region}`,
  });
}

/** Accepts, on a listener, what rule packs say of plain HTTP: it was chosen, and the reason is in the report. */
export function acknowledgePlainHttp(listener: IConstruct): void {
  const packs = ['NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321'];
  const justification = {
    reason: 'Plain HTTP was chosen on purpose, by whoever set plainHttpReason; the reason is theirs.',
    evidence: 'The reason stands in the report under declared exceptions (plain-http).',
  };
  acknowledge(
    listener,
    { packs, rule: 'ELBv2ACMCertificateRequired', ...justification },
    { packs: ['NIST.800.53.R4', ...packs], rule: 'ALBHttpToHttpsRedirection', ...justification },
    { packs: ['GoldenPath'], rule: 'SEC-1-EncryptedListener', ...justification },
  );
}
