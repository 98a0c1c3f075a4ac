import { InvalidInputError } from '../../../private/errors';
import { parseGateOrder, parsePreflightOrder } from '../../gate/orders';
import { GATE_TYPE, GateOrder, OrderProperties, PREFLIGHT_TYPE, ReleaseName } from '../../gate/protocol';
import { AlarmPlan, CompositePlan } from '../account/alarm';
import { parseAlarmRule } from '../account/alarm-rule';
import { GroupPlan } from '../account/auto-scaling';
import { RulePlan, TargetGroupPlan } from '../account/load-balancer';
import { Intrinsics, Resource, Template } from './intrinsics';

/** A custom resource of the gate in a template. */
export interface CustomResourcePlan {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: OrderProperties;
  readonly timeoutSeconds: number;
}

/** What a release brings, as its template has it. */
export interface ServicePlan {
  readonly stackName: string;
  readonly service: string;
  readonly release: ReleaseName;
  readonly order: GateOrder;
  readonly gate: CustomResourcePlan;
  readonly preflight: CustomResourcePlan;
  readonly image: string;
  readonly architecture: string;
  readonly targetGroup: TargetGroupPlan;
  readonly group: GroupPlan;
  readonly productionRule: RulePlan;
  readonly testRule: RulePlan;
  /** Every alarm of the stack that is on a metric. */
  readonly alarms: readonly AlarmPlan[];
  /** Every alarm of the stack that is on other alarms. */
  readonly composites: readonly CompositePlan[];
}

/** The names of all alarms of a stack. */
export function alarmNames({ alarms, composites }: ServicePlan): string[] {
  return [...alarms, ...composites].map(({ name }) => name);
}

/** What no template says: how long servers take, in seconds. */
export interface ServerTimes {
  /** From the launch until EC2 Auto Scaling has the server in service. */
  readonly launchSeconds: number;
  /** From then until the application answers. */
  readonly bootSeconds: number;
}

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';
const ALARM = 'AWS::CloudWatch::Alarm';
const COMPOSITE = 'AWS::CloudWatch::CompositeAlarm';

/** Whether a template is of a service behind a release gate. */
export function hasGate(template: Template): boolean {
  return Object.values(template.Resources ?? {}).some(({ Type }) => Type === GATE_TYPE);
}

/** Reads what a service's template says about its release. */
export function readServicePlan(stackName: string, template: Template, times: ServerTimes): ServicePlan {
  return new Reader(stackName, template).plan(times);
}

interface Found {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: { readonly [name: string]: unknown };
}

class Reader {
  private readonly intrinsics: Intrinsics;
  private readonly resources: Found[];

  constructor(
    private readonly stackName: string,
    template: Template,
  ) {
    this.intrinsics = new Intrinsics(stackName, template);
    this.resources = Object.entries(template.Resources ?? {}).map(([id, resource]) => this.found(id, resource));
  }

  public plan(times: ServerTimes): ServicePlan {
    const gate = this.customResource(GATE_TYPE);
    const preflight = this.customResource(PREFLIGHT_TYPE);
    const order = parseGateOrder(gate.properties);
    const { image, architecture } = parsePreflightOrder(preflight.properties);
    const { listenerArn, testListenerArn } = order.entrance;
    return {
      stackName: this.stackName,
      service: order.service,
      release: order.release,
      order,
      gate,
      preflight,
      image,
      architecture,
      targetGroup: this.targetGroup(order),
      group: this.group(order, times),
      productionRule: this.rule(order, listenerArn, 'production'),
      testRule: this.rule(order, testListenerArn, 'test'),
      alarms: this.all(ALARM).map((alarm) => this.alarm(alarm)),
      composites: this.all(COMPOSITE).map((composite) => this.composite(composite)),
    };
  }

  private customResource(type: string): CustomResourcePlan {
    const found = this.all(type);
    if (found.length !== 1) {
      throw this.invalid(
        type,
        `${found.length} resources`,
        'be there once',
        'synthesize a stack with one ImmutableService',
      );
    }
    const [{ logicalId, properties }] = found;
    const { ServiceTimeout: timeout, ...rest } = properties;
    return {
      logicalId,
      type,
      properties: asText(rest) as OrderProperties,
      timeoutSeconds: Number(timeout ?? 3600),
    };
  }

  private targetGroup({ servers }: GateOrder): TargetGroupPlan {
    const { properties } = this.one(TARGET_GROUP, servers.targetGroupArn, 'Order.servers.targetGroupArn');
    const interval = Number(properties.HealthCheckIntervalSeconds ?? 30);
    const attributes = (properties.TargetGroupAttributes ?? []) as Array<{ Key: string; Value: string }>;
    const drain = attributes.find(({ Key }) => Key === 'deregistration_delay.timeout_seconds');
    return {
      arn: servers.targetGroupArn,
      healthySeconds: interval * Number(properties.HealthyThresholdCount ?? 5),
      unhealthySeconds: interval * Number(properties.UnhealthyThresholdCount ?? 2),
      drainSeconds: Number(drain?.Value ?? 300),
    };
  }

  private group({ host, servers }: GateOrder, times: ServerTimes): GroupPlan {
    const { properties } = this.one(GROUP, servers.groupName, 'Order.servers.groupName');
    return {
      name: servers.groupName,
      host,
      targetGroupArn: servers.targetGroupArn,
      zones: servers.zones,
      min: Number(properties.MinSize),
      max: Number(properties.MaxSize),
      graceSeconds: Number(properties.HealthCheckGracePeriod ?? 0),
      ...times,
    };
  }

  private rule({ entrance, host, servers }: GateOrder, listenerArn: string, which: string): RulePlan {
    const found = this.all(RULE).find(
      ({ properties }) => properties.ListenerArn === listenerArn && Number(properties.Priority) === entrance.priority,
    );
    if (!found) {
      throw this.invalid(RULE, undefined, `have the ${which} rule that Order.entrance names`, 'synthesize it again');
    }
    return {
      arn: this.intrinsics.physicalId(found.logicalId),
      listenerArn,
      priority: entrance.priority,
      hosts: [host],
      weights: { [servers.targetGroupArn]: 100 },
    };
  }

  private alarm({ logicalId, properties }: Found): AlarmPlan {
    const text = JSON.stringify(properties);
    const judges = this.all(TARGET_GROUP).find(({ logicalId: id }) => text.includes(this.intrinsics.physicalId(id)));
    return {
      name: this.intrinsics.physicalId(logicalId),
      signal: signalOf(metricsOf(properties)),
      targetGroupArn: judges && this.intrinsics.physicalId(judges.logicalId),
      threshold: Number(properties.Threshold),
      datapoints: Number(properties.DatapointsToAlarm ?? properties.EvaluationPeriods),
      minutes: Number(properties.EvaluationPeriods),
      missingData: String(properties.TreatMissingData ?? 'missing'),
    };
  }

  private composite({ logicalId, properties }: Found): CompositePlan {
    const place = { stack: this.stackName, property: `${logicalId}.AlarmRule` };
    return {
      name: this.intrinsics.physicalId(logicalId),
      rule: parseAlarmRule(this.intrinsics.text(properties.AlarmRule), place),
    };
  }

  private one(type: string, physicalId: string, named: string): Found {
    const found = this.all(type).find(({ logicalId }) => this.intrinsics.physicalId(logicalId) === physicalId);
    if (found) return found;
    throw this.invalid(named, physicalId, `be a resource of type ${type} in the template`, 'synthesize it again');
  }

  private all(type: string): Found[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  private found(logicalId: string, { Type, Properties }: Resource): Found {
    return { logicalId, type: Type, properties: this.intrinsics.resolve(Properties ?? {}) as Found['properties'] };
  }

  private invalid(property: string, got: unknown, must: string, fix: string): InvalidInputError {
    return new InvalidInputError(this.stackName, { property, got, must, fix });
  }
}

/** A metric of a template. */
interface Metric {
  readonly Namespace?: unknown;
  readonly MetricName?: unknown;
}

/** The one metric of an alarm, or those that its expression is about. */
function metricsOf(alarm: Found['properties']): Metric[] {
  if (!Array.isArray(alarm.Metrics)) return [alarm];
  return (alarm.Metrics as Array<{ MetricStat?: { Metric: Metric } }>).flatMap(
    ({ MetricStat }) => MetricStat?.Metric ?? [],
  );
}

/** Only what the load balancer says of the servers is simulated: not what is recorded of it, nor what an agent says. */
function signalOf(metrics: Metric[]): AlarmPlan['signal'] {
  const names = metrics
    .filter(({ Namespace }) => Namespace === 'AWS/ApplicationELB')
    .map(({ MetricName }) => MetricName);
  if (names.includes('TargetResponseTime')) return 'latency';
  return names.includes('HTTPCode_Target_5XX_Count') ? 'errors' : 'other';
}

/** CloudFormation makes text of every number and boolean. */
function asText(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asText);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, asText(one)]));
  }
  return String(value);
}
