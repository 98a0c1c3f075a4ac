import { Token } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { IParameter } from 'aws-cdk-lib/aws-ssm';
import { InvalidInputError } from '../private/errors';

/** What the reader of one value must be allowed to do, and what it is told. Hidden from users of the library. */
interface Pinned {
  /** What the configuration document says of the value. */
  readonly pointer: { readonly [key: string]: string | number };
  readonly action: string;
  readonly arn: string;
  readonly key?: IKey;
}

/**
 * One value of the runtime configuration: where it is, and which version of it this release reads.
 *
 * The value itself never passes through the template.
 */
export class ConfigurationValue {
  /**
   * One version of a Systems Manager parameter.
   *
   * @param parameter the parameter, plain or encrypted.
   * @param version the version, a number from 1 on; parameters count them by themselves.
   * @param encryptionKey the key of an encrypted parameter, if it is not the account's `alias/aws/ssm`.
   * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-versions.html
   */
  public static parameter(parameter: IParameter, version: number, encryptionKey?: IKey): ConfigurationValue {
    if (!Number.isInteger(version) || version < 1) {
      throw new InvalidInputError(parameter.node.path, {
        property: 'version',
        got: version,
        must: 'be a whole number from 1 on, known at synth',
        fix: 'take it from aws ssm get-parameter --name NAME --query Parameter.Version',
      });
    }
    return new ConfigurationValue({
      pointer: { parameter: parameter.parameterName, version },
      action: 'ssm:GetParameter',
      arn: parameter.parameterArn,
      key: encryptionKey,
    });
  }

  /**
   * One version of a secret.
   *
   * @param secret the secret; an imported one by its complete ARN.
   * @param versionId the version, as `aws secretsmanager list-secret-version-ids` shows it.
   */
  public static secret(secret: ISecret, versionId: string): ConfigurationValue {
    if (Token.isUnresolved(versionId) || !/^[A-Za-z0-9-]{32,64}$/.test(versionId)) {
      throw new InvalidInputError(secret.node.path, {
        property: 'versionId',
        got: versionId,
        must: 'be the id of a version, 32 to 64 letters, digits and hyphens, known at synth',
        fix: 'take it from aws secretsmanager list-secret-version-ids --secret-id NAME',
      });
    }
    return ConfigurationValue.ofSecret(secret, { versionId });
  }

  /**
   * The current version of a secret that Secrets Manager rotates.
   *
   * For credentials: after a rotation the former version stops working, so a release that pinned it could not start
   * another server. A rotation is therefore not a release, and the servers must read the secret again when it fails.
   *
   * @param secret the secret; an imported one by its complete ARN.
   */
  public static rotatingSecret(secret: ISecret): ConfigurationValue {
    return ConfigurationValue.ofSecret(secret, { versionStage: 'AWSCURRENT' });
  }

  private static ofSecret(secret: ISecret, version: { readonly [key: string]: string }): ConfigurationValue {
    if (secret.secretFullArn === undefined) {
      throw new InvalidInputError(secret.node.path, {
        property: 'secret',
        got: secret.secretName,
        must: 'be known by its complete ARN, because access is granted to this one secret and not to a pattern',
        fix: 'import it with Secret.fromSecretCompleteArn',
      });
    }
    return new ConfigurationValue({
      pointer: { secret: secret.secretFullArn, ...version },
      action: 'secretsmanager:GetSecretValue',
      arn: secret.secretFullArn,
      key: secret.encryptionKey,
    });
  }

  private constructor(private readonly pinned: Pinned) {}

  /** @internal */
  public _bind(): Pinned {
    return this.pinned;
  }
}
