import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Function, IFunction, IVersion, Runtime } from 'aws-cdk-lib/aws-lambda';
import { ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '../../private/acknowledgement';
import { bundledCode } from '../../private/lambda-code';
import { encryptedLogs } from '../../private/logs';
import { LIMITS } from '../gate/limits';

export interface GateFunctionProps {
  /** The state machine that the function starts executions of. By name, because the machine calls the function. */
  readonly stateMachineArn: string;
  /** The function that tests a new release. */
  readonly probe: IFunction;
  /** Where events of CloudFormation go that the function could not take. */
  readonly deadLetters: IQueue;
  /** The key that logs are encrypted with. */
  readonly encryptionKey: IKey;
}

/**
 * The function of the release gate: it takes CloudFormation's events, and does what is to be done at each tick.
 *
 * CloudFormation calls it without a version, for ever by the same ARN; the state machine calls a version, which stays when
 * the platform is updated, so that a rollout ends with the code that it began with.
 */
export class GateFunction extends Construct {
  /** The role of the function. Without rights of its own: they are in the policies of the gate. */
  public readonly role: Role;

  /** Where the function logs, one line for each decision. */
  public readonly logGroup: ILogGroup;

  /** The function, for CloudFormation. */
  public readonly function: IFunction;

  /** The version, for the state machine. */
  public readonly version: IVersion;

  constructor(scope: Construct, id: string, props: GateFunctionProps) {
    super(scope, id);
    this.logGroup = new LogGroup(this, 'LogGroup', encryptedLogs(props.encryptionKey));
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: 'The release gate',
    });
    const gate = this.createFunction(props);
    this.function = gate;
    this.version = gate.currentVersion;
    this.acknowledgeFindings();
  }

  private createFunction({ stateMachineArn, probe, deadLetters }: GateFunctionProps): Function {
    return new Function(this, 'Resource', {
      description: 'Lets a release pass, or leads traffic back',
      code: bundledCode(this, 'gate'),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_LATEST,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      timeout: Duration.seconds(LIMITS.writerSeconds),
      role: this.role.withoutPolicyUpdates(),
      logGroup: this.logGroup,
      deadLetterQueue: deadLetters,
      environment: { STATE_MACHINE_ARN: stateMachineArn, PROBE_FUNCTION_NAME: probe.functionName },
      currentVersionOptions: {
        // But not one whose update failed: Lambda would refuse to publish the same code again.
        removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      },
    });
  }

  private acknowledgeFindings(): void {
    acknowledge(
      this.function,
      {
        packs: ['NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321'],
        rule: 'LambdaInsideVPC',
        reason:
          'The gate calls the APIs of AWS alone, and must lead traffic back on the very day that the network or an endpoint in it is at fault. What reaches into the network is the probe, which is inside the VPC.',
        evidence:
          'In the template: the policies of this function name APIs of AWS and the probe, and nothing in a network. The probe has a VpcConfig.',
      },
      {
        packs: ['NIST.800.53.R5', 'HIPAA.Security'],
        rule: 'LambdaConcurrency',
        reason:
          'Only CloudFormation and one state machine call the gate, each rollout once in some seconds. A limit could keep it from leading traffic back when many services deploy at once.',
        evidence:
          'In the template: only the role of the state machine may invoke this function. CloudFormation invokes it with the rights of whoever deploys.',
      },
      {
        packs: ['Serverless'],
        rule: 'LambdaTracing',
        reason:
          'The gate writes down every decision, with what it was based on, and the state machine traces each of its steps. A trace of the function would tell no more, and needs a right that knows no resources.',
        evidence: 'In the template: the state machine has TracingConfiguration.Enabled, and the function a log group.',
      },
    );
  }
}
