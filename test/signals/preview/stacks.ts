import { Intrinsics } from '../../../lib/signals/preview/reading/intrinsics';
import { PreviewStack } from '../../../lib/signals/preview/reading/stacks';

/** A stack with these resources, in an environment that is known. */
export function stackOf(
  resources: Record<string, unknown>,
  { stack = 'Checkout', environment = 'aws://111122223333/eu-central-1', ...sections }: Partial<Sections> = {},
): PreviewStack {
  return { stack, environment, template: { Resources: resources, ...sections } };
}

interface Sections {
  readonly stack: string;
  readonly environment: string;
  readonly Outputs: unknown;
  readonly Parameters: unknown;
}

/** A dashboard with a body that is known, or that CloudFormation would put together. */
export function dashboardResource(body: unknown, name?: unknown): unknown {
  return {
    Type: 'AWS::CloudWatch::Dashboard',
    Properties: { DashboardName: name, DashboardBody: body },
  };
}

/** A dashboard with these widgets. */
export function dashboardOf(widgets: unknown, more: object = {}): unknown {
  return dashboardResource(JSON.stringify({ widgets, ...more }), 'shop');
}

export function alarmResource(properties: object): unknown {
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      Namespace: 'AWS/ApplicationELB',
      MetricName: 'TargetResponseTime',
      Dimensions: [{ Name: 'TargetGroup', Value: { 'Fn::GetAtt': ['Group', 'TargetGroupFullName'] } }],
      ExtendedStatistic: 'p99',
      Period: 60,
      EvaluationPeriods: 5,
      DatapointsToAlarm: 3,
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 0.3,
      ...properties,
    },
  };
}

export function compositeResource(properties: object): unknown {
  return { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: properties };
}

/** What one value of a template becomes. */
export function textIn(value: unknown, stack: PreviewStack, ...others: PreviewStack[]): string {
  return new Intrinsics([stack, ...others]).text(value, stack);
}
