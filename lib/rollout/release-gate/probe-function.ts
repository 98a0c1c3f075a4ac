import { Duration } from 'aws-cdk-lib';
import { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Effect, ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Function, IFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { IPrivateNetwork } from '../../network';
import { acknowledge } from '../../private/acknowledgement';
import { bundledCode } from '../../private/lambda-code';
import { encryptedLogs } from '../../private/logs';
import { acknowledgeWildcards } from '../../private/wildcards';
import { LIMITS } from '../gate/limits';

export interface ProbeFunctionProps {
  readonly network: IPrivateNetwork;
  /** The only one that the test listener lets in. */
  readonly securityGroup: ISecurityGroup;
  /** The key that logs are encrypted with. */
  readonly encryptionKey: IKey;
}

/** What Lambda does with the role of a function in a VPC. */
const NETWORK_INTERFACE_ACTIONS = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

/**
 * The probe of the release gate: a function in the network, which sends the functional tests to the test listener.
 *
 * It sees what a release answers, so it may do nothing else: it has no way to anything but the test listener, and its code
 * has no right to any API of AWS.
 */
export class ProbeFunction extends Construct {
  /** The function. */
  public readonly function: IFunction;

  constructor(scope: Construct, id: string, props: ProbeFunctionProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'LogGroup', encryptedLogs(props.encryptionKey));
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: 'The probe that tests a new release',
    });
    const policy = this.createPolicy(role, logGroup);
    this.function = this.createFunction(props, role, logGroup);
    // Lambda makes the interfaces while it makes the function.
    this.function.node.addDependency(policy);
    this.denyItsCode(role);
    this.acknowledgeFindings();
  }

  private createPolicy(role: Role, logGroup: ILogGroup): ManagedPolicy {
    const policy = new ManagedPolicy(this, 'Policy', {
      description: 'Logs of the probe, and its network interfaces',
      roles: [role],
      statements: [
        new PolicyStatement({
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [logGroup.logGroupArn],
        }),
        new PolicyStatement({ actions: NETWORK_INTERFACE_ACTIONS, resources: ['*'] }),
      ],
    });
    acknowledgeWildcards(policy, {
      resource: '*',
      reason:
        'Lambda needs these six rights on any network interface to put a function into a VPC. A second policy denies them to the code of the function (lambda:SourceFunctionArn).',
      evidence: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html',
    });
    return policy;
  }

  private createFunction({ network, securityGroup }: ProbeFunctionProps, role: Role, logGroup: ILogGroup): Function {
    return new Function(this, 'Resource', {
      description: 'Tests a new release through the test listener',
      code: bundledCode(this, 'probe'),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_LATEST,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      // One try of a test, and the start of the function before it.
      timeout: Duration.seconds(LIMITS.trySeconds + 10),
      role: role.withoutPolicyUpdates(),
      logGroup,
      vpc: network.vpc,
      vpcSubnets: { subnets: network.subnets },
      securityGroups: [securityGroup],
    });
  }

  /**
   * A policy of its own, because the function waits for the other one.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
   */
  private denyItsCode(role: Role): void {
    new ManagedPolicy(this, 'CodePolicy', {
      description: 'Keeps the code of the probe from what Lambda may do for it',
      roles: [role],
      statements: [
        new PolicyStatement({
          effect: Effect.DENY,
          actions: NETWORK_INTERFACE_ACTIONS,
          resources: ['*'],
          conditions: { ArnEquals: { 'lambda:SourceFunctionArn': this.function.functionArn } },
        }),
      ],
    });
  }

  private acknowledgeFindings(): void {
    acknowledge(
      this.function,
      {
        packs: ['NIST.800.53.R5', 'HIPAA.Security', 'Serverless'],
        rule: 'LambdaDLQ',
        reason:
          'The gate calls the probe synchronously and reads the answer; Lambda uses a dead-letter queue only where nobody waits. A test that cannot run is a failed test.',
        evidence: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html',
      },
      {
        packs: ['NIST.800.53.R5', 'HIPAA.Security'],
        rule: 'LambdaConcurrency',
        reason:
          'Only the gate calls the probe, one test at a time for each rollout. A limit would fail the tests of good releases when many services deploy at once.',
        evidence: 'In the template: only the role of the release gate may invoke this function.',
      },
      {
        packs: ['Serverless'],
        rule: 'LambdaTracing',
        reason:
          'The probe calls no API of AWS, and the network that it is in has no way to X-Ray. How long each request took is in its answer, and in the log of the gate.',
        evidence: 'In the template: the policy of its role lets it write its log and nothing else.',
      },
    );
  }
}
