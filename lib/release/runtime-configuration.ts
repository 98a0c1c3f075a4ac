import { Stack } from 'aws-cdk-lib';
import { CfnManagedPolicy, Effect, IRole, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { Fingerprint } from './fingerprint';
import { Release } from './release';

/** The schema of the configuration document, for the program in the image that reads it. */
const CONFIGURATION_SCHEMA = 'golden-path/configuration/1';

export interface RuntimeConfigurationProps {
  readonly release: Release;
  readonly fingerprint: Fingerprint;
  /** The role of the servers, shared by all releases of the service. */
  readonly role: IRole;
  /** Where the service keeps its parameters, such as `/golden-path/shop.internal/checkout`. */
  readonly path: string;
}

/**
 * What the servers of one release read at boot instead of being provisioned: a document of pointers, and the right to
 * follow them.
 *
 * Both belong to the release. The old servers keep their document and their rights until they are gone, also where
 * the new release no longer needs a value; and no policy needs a wildcard to cover both.
 */
export class RuntimeConfiguration extends Construct {
  /** The name of the parameter that holds the document; servers find it in their tags. */
  public readonly path: string;

  constructor(scope: Construct, id: string, props: RuntimeConfigurationProps) {
    super(scope, id);
    this.path = `${props.path}/configuration/${props.fingerprint.token}`;

    const document = this.createDocument(props);
    const policy = this.createReadPolicy(props);
    props.fingerprint.include(document);
    props.fingerprint.include(policy);
  }

  private createDocument({ release }: RuntimeConfigurationProps): CfnParameter {
    const values = Object.entries(release.configuration).sort(([a], [b]) => (a < b ? -1 : 1));
    return new CfnParameter(this, 'Document', {
      name: this.path,
      type: 'String',
      // Beyond 4 KB Parameter Store moves it to the advanced tier by itself instead of failing the deploy.
      tier: 'Intelligent-Tiering',
      description: `Runtime configuration of commit ${release.commit}: which version of which value to read`,
      // Not `Stack.toJsonString`: it renders references by itself, past the resolver that hashes them by path. Names and
      // ARNs hold nothing that JSON would have to escape.
      value: JSON.stringify({
        schema: CONFIGURATION_SCHEMA,
        values: Object.fromEntries(values.map(([name, value]) => [name, value._bind().pointer])),
      }),
    });
  }

  private createReadPolicy({ release, role }: RuntimeConfigurationProps): CfnManagedPolicy {
    const values = Object.values(release.configuration).map((value) => value._bind());
    const document = Stack.of(this).formatArn({
      service: 'ssm',
      resource: 'parameter',
      resourceName: this.path.slice(1),
    });
    const statement = (action: string, resources: string[]) =>
      new PolicyStatement({ effect: Effect.ALLOW, actions: [action], resources });
    const arnsOf = (action: string) => values.filter((value) => value.action === action).map(({ arn }) => arn);
    const keys = [...new Set(values.flatMap(({ key }) => (key ? [key.keyArn] : [])))];

    const policy = new PolicyDocument({
      statements: [statement('ssm:GetParameter', [document, ...arnsOf('ssm:GetParameter')])],
    });
    const secrets = arnsOf('secretsmanager:GetSecretValue');
    if (secrets.length > 0) policy.addStatements(statement('secretsmanager:GetSecretValue', secrets));
    if (keys.length > 0) policy.addStatements(statement('kms:Decrypt', keys));
    return new CfnManagedPolicy(this, 'ReadPolicy', {
      description: `What servers of commit ${release.commit} may read at boot`,
      policyDocument: policy,
      roles: [role.roleName],
    });
  }
}
