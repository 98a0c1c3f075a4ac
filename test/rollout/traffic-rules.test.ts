import { App } from 'aws-cdk-lib';
import { serviceIn, templateOf } from '../stacks';

interface Rule {
  readonly Properties: {
    readonly Actions: unknown;
    readonly Priority: number;
    readonly Conditions: unknown;
    readonly ListenerArn: object;
  };
  readonly DependsOn?: string[];
}

describe('the rules of a service', () => {
  const template = templateOf(serviceIn(new App(), { targetRequestsPerMinute: 600 }));
  const rules = Object.entries(template.findResources('AWS::ElasticLoadBalancingV2::ListenerRule')) as [string, Rule][];
  const [, production] = rules.find(([id]) => id.includes('ProductionRule'))!;
  const [, probe] = rules.find(([id]) => id.includes('TestRule'))!;
  const [targetGroup] = Object.keys(template.findResources('AWS::ElasticLoadBalancingV2::TargetGroup'));

  test('both lead to the newest target group, with all the weight', () => {
    const actions = [
      { Type: 'forward', ForwardConfig: { TargetGroups: [{ TargetGroupArn: { Ref: targetGroup }, Weight: 100 }] } },
    ];
    expect(production.Properties.Actions).toEqual(actions);
    expect(probe.Properties.Actions).toEqual(actions);
  });

  test('both answer to the host name alone', () => {
    const conditions = [{ Field: 'host-header', HostHeaderConfig: { Values: ['checkout.shop.internal'] } }];
    expect(production.Properties.Conditions).toEqual(conditions);
    expect(probe.Properties.Conditions).toEqual(conditions);
  });

  test('are on different listeners', () => {
    expect(JSON.stringify(production.Properties.ListenerArn)).toContain('ProductionListener');
    expect(JSON.stringify(probe.Properties.ListenerArn)).toContain('TestListener');
  });

  test('keep the priority that follows from the host name', () => {
    expect([production.Properties.Priority, probe.Properties.Priority]).toEqual([36007, 36007]);
  });

  test('let the probe in at once, and users through the release gate', () => {
    const types = template.toJSON().Resources as { [id: string]: { Type: string } };
    expect(probe.DependsOn).toBeUndefined();
    expect(production.DependsOn!.map((id) => types[id].Type)).toEqual(['Custom::ReleaseGate']);
  });
});
