import { App, Stack } from 'aws-cdk-lib';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import {
  Alarm,
  AlarmRule,
  CompositeAlarm,
  Dashboard,
  GraphWidget,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { InstanceType, MachineImage, Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationLoadBalancer,
  ApplicationTargetGroup,
  HttpCodeElb,
  HttpCodeTarget,
  NetworkLoadBalancer,
  Protocol,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { ALARM_ACTION } from '../../../../lib/checks/principles/rules/mon-1/alarm-action';
import { ALARM_DESCRIPTION } from '../../../../lib/checks/principles/rules/mon-1/alarm-description';
import { GOLDEN_SIGNALS_OF_SERVICE } from '../../../../lib/checks/principles/rules/mon-1/golden-signals';
import { GROUP_SATURATION } from '../../../../lib/checks/principles/rules/mon-1/group-saturation';
import { MISSING_DATA } from '../../../../lib/checks/principles/rules/mon-1/missing-data';
import { TARGET_GROUP_SIGNALS } from '../../../../lib/checks/principles/rules/mon-1/target-group-signals';
import { DASHBOARD } from '../../../../lib/checks/principles/rules/mon-2/dashboard';
import { ENV, serviceIn } from '../../../stacks';
import { Build, describeRule, linesOf, parameter, raw, synthesized } from '../judged';

const machineImage = MachineImage.genericLinux({ 'eu-west-1': 'ami-0aaaaaaaaaaaaaaaa' });
const instanceType = new InstanceType('m7i.large');
const METRIC = new Metric({ namespace: 'Shop', metricName: 'Orders' });

const network = (stack: Stack) => new Vpc(stack, 'Vpc', { restrictDefaultSecurityGroup: false });

function alarmOn(stack: Stack, id: string, metric: Metric): Alarm {
  return new Alarm(stack, id, { metric, threshold: 1, evaluationPeriods: 1 });
}

/** A target group with servers, behind a load balancer, and what else somebody makes of them. */
function served(
  more: (
    stack: Stack,
    parts: { balancer: ApplicationLoadBalancer; targets: ApplicationTargetGroup; servers: AutoScalingGroup },
  ) => void,
): Build {
  return (stack) => {
    const vpc = network(stack);
    const servers = new AutoScalingGroup(stack, 'Servers', { vpc, instanceType, machineImage });
    const targets = new ApplicationTargetGroup(stack, 'Targets', { vpc, port: 80, targets: [servers] });
    const balancer = new ApplicationLoadBalancer(stack, 'Balancer', { vpc });
    balancer.addListener('Http', { port: 80, defaultTargetGroups: [targets] });
    more(stack, { balancer, targets, servers });
  };
}

describeRule(
  TARGET_GROUP_SIGNALS,
  [
    [
      'a target group that nothing watches',
      served(() => {}),
      ['Shop/Targets/Resource: non-compliant: No alarm watches latency, traffic, errors'],
    ],
    [
      'one that is watched in part, by another statistic of nothing golden too',
      served((stack, { targets }) => {
        alarmOn(stack, 'Latency', targets.metrics.targetResponseTime());
        alarmOn(stack, 'Bytes', targets.metrics.custom('ProcessedBytes'));
      }),
      ['Shop/Targets/Resource: non-compliant: No alarm watches traffic, errors'],
    ],
    [
      'one that is watched, by itself and by its load balancer',
      served((stack, { balancer, targets }) => {
        alarmOn(stack, 'Latency', targets.metrics.targetResponseTime());
        alarmOn(stack, 'Errors', balancer.metrics.httpCodeElb(HttpCodeElb.ELB_5XX_COUNT));
        alarmOn(stack, 'Traffic', balancer.metrics.requestCount());
      }),
      ['Shop/Targets/Resource: compliant'],
    ],
    [
      'one of connections, which have no latency',
      (stack) => {
        const vpc = network(stack);
        const listener = new NetworkLoadBalancer(stack, 'Balancer', { vpc }).addListener('Tcp', { port: 443 });
        const watched = listener.addTargets('Watched', { port: 443, protocol: Protocol.TCP });
        alarmOn(stack, 'Healthy', watched.metrics.healthyHostCount());
        raw(stack, 'Unwatched', 'AWS::ElasticLoadBalancingV2::TargetGroup', { Protocol: 'TLS' });
        raw(stack, 'ToAnotherBalancer', 'AWS::ElasticLoadBalancingV2::TargetGroup', { TargetType: 'alb' });
      },
      ['Shop/Balancer/Tcp/WatchedGroup/Resource: compliant', 'Shop/Unwatched: non-compliant: No alarm watches errors'],
    ],
  ],
  ['unknown'],
);

describeRule(
  GROUP_SATURATION,
  [
    [
      'groups with an alarm on their CPU and without',
      (stack) => {
        const vpc = network(stack);
        const group = (id: string) => new AutoScalingGroup(stack, id, { vpc, instanceType, machineImage });
        const dimensionsMap = { AutoScalingGroupName: group('Watched').autoScalingGroupName };
        const metric = new Metric({ namespace: 'AWS/EC2', metricName: 'CPUUtilization', dimensionsMap });
        alarmOn(stack, 'Cpu', metric);
        group('Unwatched');
      },
      ['Shop/Unwatched/ASG: non-compliant: No alarm watches saturation', 'Shop/Watched/ASG: compliant'],
    ],
  ],
  ['unknown'],
);

describeRule(
  ALARM_ACTION,
  [
    [
      'alarms that tell somebody, by themselves and through another one, and that do not',
      (stack) => {
        const topic = new Topic(stack, 'Topic');
        alarmOn(stack, 'Telling', METRIC).addAlarmAction(new SnsAction(topic));
        const below = alarmOn(stack, 'Below', METRIC);
        new CompositeAlarm(stack, 'Above', { alarmRule: AlarmRule.fromAlarm(below, 'ALARM' as any) }).addAlarmAction(
          new SnsAction(topic),
        );
        alarmOn(stack, 'Silent', METRIC);
        new Alarm(stack, 'Off', {
          metric: METRIC,
          threshold: 1,
          evaluationPeriods: 1,
          actionsEnabled: false,
        }).addAlarmAction(new SnsAction(topic));
      },
      [
        'Shop/Below/Resource: compliant',
        'Shop/Off/Resource: non-compliant: It has no action that is enabled, and no alarm over it has one',
        'Shop/Silent/Resource: non-compliant: It has no action that is enabled, and no alarm over it has one',
        'Shop/Telling/Resource: compliant',
        'Shop/Above/Resource: compliant',
      ],
    ],
  ],
  ['unknown'],
);

describeRule(MISSING_DATA, [
  [
    'alarms that say what silence means, and that do not',
    (stack) => {
      alarmOn(stack, 'Open', METRIC);
      const treatMissingData = TreatMissingData.BREACHING;
      new Alarm(stack, 'Said', { metric: METRIC, threshold: 1, evaluationPeriods: 1, treatMissingData });
      raw(stack, 'Given', 'AWS::CloudWatch::Alarm', { TreatMissingData: parameter(stack) });
      raw(stack, 'Wrong', 'AWS::CloudWatch::Alarm', { TreatMissingData: 'good' });
    },
    [
      'Shop/Given: unknown: TreatMissingData is ${Shop/Parameter}',
      'Shop/Open/Resource: non-compliant: TreatMissingData is not stated',
      'Shop/Said/Resource: compliant',
      'Shop/Wrong: non-compliant: TreatMissingData is good',
    ],
  ],
]);

describeRule(
  ALARM_DESCRIPTION,
  [
    [
      'alarms with words and without',
      (stack) => {
        alarmOn(stack, 'Mute', METRIC);
        new Alarm(stack, 'Speaking', {
          metric: METRIC,
          threshold: 1,
          evaluationPeriods: 1,
          alarmDescription: 'Nobody orders anything',
        });
      },
      ['Shop/Mute/Resource: non-compliant: AlarmDescription is not stated', 'Shop/Speaking/Resource: compliant'],
    ],
  ],
  ['unknown'],
);

describe('MON-1-GoldenSignals', () => {
  const judge = (change: Build = () => {}) =>
    linesOf(
      GOLDEN_SIGNALS_OF_SERVICE,
      synthesized((stack) => {
        change(Stack.of(serviceIn(stack.node.root as App)));
      }),
    );

  test('is kept by a service as it is', () => {
    expect(judge()).toEqual(['Checkout/Checkout/Gate/Resource: compliant']);
  });

  test('is broken by a service from which somebody has taken alarms away', () => {
    const withoutLatency = (stack: Stack) => {
      for (const construct of stack.node.findAll()) {
        if (/Latency|Slow/i.test(construct.node.path)) construct.node.scope?.node.tryRemoveChild(construct.node.id);
      }
    };
    expect(judge(withoutLatency)).toEqual([
      'Checkout/Checkout/Gate/Resource: non-compliant: No alarm watches latency of the service, latency of the release',
    ]);
  });

  test('is broken by a gate without any alarm, and that alone', () => {
    const app = synthesized((stack) => {
      serviceIn(stack.node.root as App);
      raw(stack, 'Gate', 'Custom::ReleaseGate', { ServiceToken: 'a', Order: { service: 'checkout', tests: [{}] } });
    });
    expect(linesOf(GOLDEN_SIGNALS_OF_SERVICE, app).sort()).toEqual([
      'Checkout/Checkout/Gate/Resource: compliant',
      'Shop/Gate: non-compliant: No alarm watches latency of the service, traffic of the service, errors of the service, ' +
        'saturation of the service, latency of the release, errors of the release, saturation of the release',
    ]);
  });
});

const graph = (metric: Metric) => new GraphWidget({ left: [metric] });

describeRule(DASHBOARD, [
  [
    'a target group that is drawn through its load balancer, and servers that are not drawn',
    served((stack, { balancer }) => {
      new Dashboard(stack, 'Dashboard', { widgets: [[graph(balancer.metrics.requestCount())]] });
    }),
    ['Shop/Servers/ASG: non-compliant: No dashboard of the app shows it', 'Shop/Targets/Resource: compliant'],
  ],
  [
    'a target group and servers that are drawn, on the dashboard of another stack',
    served((stack, { targets, servers }) => {
      const elsewhere = new Stack(stack.node.root, 'Fleet', { env: ENV });
      const dimensionsMap = { AutoScalingGroupName: servers.autoScalingGroupName };
      const cpu = new Metric({ namespace: 'AWS/EC2', metricName: 'CPUUtilization', dimensionsMap });
      const errors = targets.metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT);
      new Dashboard(stack, 'Dashboard', { widgets: [[graph(METRIC)]] });
      new Dashboard(elsewhere, 'Dashboard', { widgets: [[graph(cpu), graph(errors)]] });
    }),
    ['Shop/Servers/ASG: compliant', 'Shop/Targets/Resource: compliant'],
  ],
  [
    'gates that look at a dashboard of the app, at none, and at one of a parameter',
    (stack) => {
      new Dashboard(stack, 'Dashboard', { dashboardName: 'shop' });
      const gate = (id: string, lookAt: object) =>
        raw(stack, id, 'Custom::ReleaseGate', { ServiceToken: 'a', Order: { lookAt } });
      gate('Known', { dashboard: 'shop' });
      gate('Gone', { dashboard: 'other' });
      gate('Given', { dashboard: parameter(stack) });
    },
    [
      'Shop/Given: unknown: Order.lookAt.dashboard is ${Shop/Parameter}',
      'Shop/Gone: non-compliant: Order.lookAt.dashboard is other',
      'Shop/Known: compliant',
    ],
  ],
]);
