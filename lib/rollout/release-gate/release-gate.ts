import { Duration } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { IRole } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { InternalEntrance, IPrivateNetwork } from '../../network';
import { acknowledge } from '../../private/acknowledgement';
import { requireMatch } from '../../private/validation';
import { AlarmSet, RUNBOOK_URL } from '../../signals';
import { gateAlarms } from './gate-alarms';
import { GateBackstop } from './gate-backstop';
import { GateFunction } from './gate-function';
import { FunctionRights, RuleRights } from './gate-rights';
import { gateMachineName, GateStateMachine } from './gate-state-machine';
import { ProbeFunction } from './probe-function';

/** Properties of {@link ReleaseGate}. */
export interface ReleaseGateProps {
  /** The network that the probe lives in. */
  readonly network: IPrivateNetwork;

  /** The entrance whose services the gate watches over. */
  readonly entrance: InternalEntrance;

  /** Who is told when the gate needs a person. */
  readonly alertTopic: ITopic;

  /** The key that logs are encrypted with; CloudWatch Logs must be able to use it. */
  readonly encryptionKey: IKey;

  /**
   * The certificates, as PEM, of the private authority that signed the load balancer's certificate.
   *
   * @default - the authorities that Node.js trusts
   */
  readonly certificateAuthority?: string;
}

const PEM = {
  pattern: /^(-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*)+$/,
  must: 'be one certificate or more, as PEM',
  fix: "read the file: fs.readFileSync('authority.pem', 'utf8')",
};

/**
 * What stands between a new release and its users, for all services of a platform.
 *
 * CloudFormation asks the gate's function, which starts a state machine; this calls the function again and again until the
 * release has all the traffic, or the former one has it back. The probe tests the release from within the network. If the
 * function breaks, the state machine leads traffic back by itself; if that dies, too, another one is started.
 */
export class ReleaseGate extends Construct {
  /** The ARN of the gate's function, which custom resources name; it never changes. */
  public readonly serviceToken: string;

  /** The role of the gate's function. */
  public readonly role: IRole;

  /** The entrance whose services the gate watches over. */
  public readonly entrance: InternalEntrance;

  /** The certificates of the private authority that signed the load balancer's certificate. */
  public readonly certificateAuthority?: string;

  /** Where the gate logs, one line for each decision, and what became of each release. */
  public readonly logGroup: ILogGroup;

  /** Where events go that nobody could take, to be read by a person. */
  public readonly deadLetterQueue: IQueue;

  /** The alarms that page a person about the gate itself. */
  public readonly alarms: CfnAlarm[];

  constructor(scope: Construct, id: string, props: ReleaseGateProps) {
    super(scope, id);
    const { network, entrance, encryptionKey, certificateAuthority } = props;
    if (certificateAuthority !== undefined) requireMatch(this, 'certificateAuthority', certificateAuthority, PEM);
    this.entrance = entrance;
    this.certificateAuthority = certificateAuthority;

    const { name, arn: stateMachineArn, executionsArn } = gateMachineName(this);
    const deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    acknowledge(deadLetters, {
      packs: ['Serverless'],
      rule: 'SQSRedrivePolicy',
      reason:
        'It is a dead-letter queue: what is in it has nowhere else to go, and an alarm tells people of each message.',
      evidence:
        'In the template: the function of the gate and the rule of its backstop name it as their DeadLetterConfig.',
    });
    const securityGroup = entrance.probeSecurityGroup;
    const { function: probe } = new ProbeFunction(this, 'Probe', { network, securityGroup, encryptionKey });
    const gate = new GateFunction(this, 'Function', { stateMachineArn, probe, deadLetters, encryptionKey });
    const machine = new GateStateMachine(this, 'Machine', { name, gate: gate.version, encryptionKey });

    const rights = new FunctionRights(this, 'FunctionRights', {
      role: gate.role,
      logGroup: gate.logGroup,
      domainName: entrance.domainName,
      deadLetters,
      probe,
      stateMachineArn,
      executionsArn,
    });
    // Lambda refuses a function that may not write to its queue of dead letters.
    gate.function.node.addDependency(rights);
    new RuleRights(this, 'RuleRights', { roles: [gate.role, machine.role], entrance });
    new GateBackstop(this, 'Backstop', { stateMachineArn: machine.stateMachine.attrArn, deadLetters });
    this.alarms = this.createAlarms(props.alertTopic, machine, deadLetters);

    this.serviceToken = gate.function.functionArn;
    this.role = gate.role;
    this.logGroup = gate.logGroup;
    this.deadLetterQueue = deadLetters;
  }

  private createAlarms(alertTopic: ITopic, { stateMachine }: GateStateMachine, deadLetters: IQueue): CfnAlarm[] {
    const topic = alertTopic.topicArn;
    return new AlarmSet(this, 'Alarms', {
      plans: gateAlarms({
        stateMachineArn: stateMachine.attrArn,
        deadLetters: deadLetters.queueName,
        platform: this.entrance.domainName,
      }),
      topics: { page: topic, ticket: topic },
      runbookUrl: RUNBOOK_URL,
    }).alarms;
  }
}
