import { RemovalPolicy } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroupProps, RetentionDays } from 'aws-cdk-lib/aws-logs';

/** How the functions of a platform, and what runs beside them, keep their logs. */
export function encryptedLogs(encryptionKey: IKey): LogGroupProps {
  return {
    encryptionKey,
    retention: RetentionDays.ONE_YEAR,
    // Kept when the platform goes, because logs are evidence; but a first deploy that fails leaves nothing behind.
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  };
}
