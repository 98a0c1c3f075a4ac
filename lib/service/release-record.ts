import { CfnOutput } from 'aws-cdk-lib';
import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { Release } from '../release';

/** The schema of the record, for whoever reads it. */
const RECORD_SCHEMA = 'golden-path/release-record/1';

export interface ReleaseRecordProps {
  readonly serviceName: string;
  readonly host: string;
  readonly release: Release;
  readonly image: string;
  readonly fingerprint: string;
  /** Where the service keeps its parameters, such as `/golden-path/shop.internal/checkout`. */
  readonly path: string;
}

/**
 * Says which commit is live, to programs and to people: a parameter at a path that never changes.
 *
 * It must come after the production rule, because it names only what is live.
 */
export class ReleaseRecord extends Construct {
  /** The parameter. */
  public readonly parameter: CfnParameter;

  constructor(scope: Construct, id: string, props: ReleaseRecordProps) {
    super(scope, id);
    const { release, serviceName, host, image, fingerprint } = props;
    this.parameter = new CfnParameter(this, 'Resource', {
      name: `${props.path}/release`,
      type: 'String',
      description: `The live release of ${serviceName}`,
      value: JSON.stringify({
        schema: RECORD_SCHEMA,
        service: serviceName,
        host,
        commit: release.commit,
        image,
        architecture: release.architecture,
        builtAt: release.builtAt,
        fingerprint,
        fix: release.fix,
      }),
    });
    // CloudFormation shows new values of outputs only when the update has succeeded.
    new CfnOutput(this, 'Commit', {
      value: release.commit,
      description: `The commit of the live release of ${serviceName}`,
    });
    new CfnOutput(this, 'Fingerprint', {
      value: fingerprint,
      description: `The fingerprint of the live release of ${serviceName}`,
    });
    new CfnOutput(this, 'Host', { value: host, description: `Where ${serviceName} answers` });
  }
}
