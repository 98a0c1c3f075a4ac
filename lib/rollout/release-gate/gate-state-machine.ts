import { ArnFormat, Fn, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IVersion } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { encryptedLogs } from '../../private/logs';
import { gateMachine } from './gate-machine';
import { MachineRights } from './gate-rights';

/** The state machine by name, for what it depends on itself. */
export interface GateMachineName {
  readonly name: string;
  readonly arn: string;
  /** Any of its executions. */
  readonly executionsArn: string;
}

/**
 * The name of a state machine that exists later.
 *
 * The machine calls a version of the function, and the function starts the machine: one of them has to know the other by
 * name. The id of the stack is in it, because two stacks never share one, not even a stack and the one before it of the
 * same name, whose machine may still be going.
 */
export function gateMachineName(scope: Construct): GateMachineName {
  const stack = Stack.of(scope);
  const stackId = Fn.select(2, Fn.split('/', stack.stackId));
  const name = `release-gate-${scope.node.addr.slice(-8)}-${stackId}`;
  const arnOf = (resource: string, resourceName: string) =>
    stack.formatArn({ service: 'states', resource, resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  return { name, arn: arnOf('stateMachine', name), executionsArn: arnOf('execution', `${name}:*`) };
}

export interface GateStateMachineProps {
  readonly name: string;
  /** The version of the gate's function that new executions call. */
  readonly gate: IVersion;
  /** The key that logs are encrypted with. */
  readonly encryptionKey: IKey;
}

/** The engine of the release gate. */
export class GateStateMachine extends Construct {
  /** The state machine. */
  public readonly stateMachine: CfnStateMachine;

  /** The role of the state machine. */
  public readonly role: Role;

  constructor(scope: Construct, id: string, props: GateStateMachineProps) {
    super(scope, id);
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com'),
      description: 'The engine of the release gate',
    });
    const rights = new MachineRights(this, 'Rights', { role: this.role, gate: props.gate });
    this.stateMachine = this.createStateMachine(props);
    // Step Functions asks for its rights to logs while it makes the machine.
    this.stateMachine.node.addDependency(rights);
  }

  private createStateMachine({ name, gate, encryptionKey }: GateStateMachineProps): CfnStateMachine {
    const stack = Stack.of(this);
    // With this prefix, the policy that lets logs be delivered does not grow with each log group.
    const logGroup = new LogGroup(this, 'LogGroup', {
      ...encryptedLogs(encryptionKey),
      logGroupName: `/aws/vendedlogs/states/${name}`,
    });
    return new CfnStateMachine(this, 'Resource', {
      stateMachineName: name,
      stateMachineType: 'STANDARD',
      definitionString: stack.toJsonString(gateMachine({ partition: stack.partition, functionArn: gate.functionArn })),
      roleArn: this.role.roleArn,
      tracingConfiguration: { enabled: true },
      loggingConfiguration: {
        level: 'ALL',
        // Whoever reads the address that CloudFormation is answered at can answer it.
        includeExecutionData: false,
        destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: logGroup.logGroupArn } }],
      },
    });
  }
}
