import { CfnListener } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { CfnPermission, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { InternalEntrance } from '../../network';
import { TestOrder } from '../gate/protocol';
import { ReleaseGate } from '../release-gate/release-gate';
import { FunctionalTest } from './functional-test';
import { TestPlace } from './test-kind';

export interface TestSuiteProps {
  readonly tests: FunctionalTest[];
  /** Whose test listener shows the new release. */
  readonly entrance: InternalEntrance;
  /** Who tests. */
  readonly gate: ReleaseGate;
}

/** The functional tests of a service, with the right of the gate to call the functions among them. */
export class TestSuite extends Construct {
  /** What the gate is told of them. */
  public readonly orders: TestOrder[];

  constructor(scope: Construct, id: string, props: TestSuiteProps) {
    super(scope, id);
    const place = this.placeOf(props);
    const kinds = props.tests.map((test) => test._bind());
    this.orders = kinds.map((kind) => kind.order(place));
    for (const { name, tester } of kinds) if (tester) this.allow(name, tester, props.gate);
  }

  private placeOf({ entrance, gate }: TestSuiteProps): TestPlace {
    const { port } = entrance.testListener.node.defaultChild as CfnListener;
    return {
      address: entrance.loadBalancer.loadBalancerDnsName,
      port: port!,
      tls: entrance.encrypted,
      certificateAuthority: gate.certificateAuthority ?? '',
    };
  }

  /** On the function rather than on the role: the platform must not know of the services that stand on it. */
  private allow(id: string, tester: IFunction, { role }: ReleaseGate): void {
    new CfnPermission(this, id, {
      action: 'lambda:InvokeFunction',
      functionName: tester.functionArn,
      principal: role.roleArn,
    });
  }
}
