import * as path from 'path';
import * as cdk from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { DOMAIN_NAME } from '../scenario';
import { acknowledge, CODE } from './release-gate';

interface PlatformMonitoringProps {
  readonly loadBalancer: elbv2.ApplicationLoadBalancer;
  readonly gateAlarms: cloudwatch.Alarm[];
  readonly alertTopic: sns.ITopic;
  readonly ticketTopic: sns.ITopic;
  readonly key: kms.IKey;
}

const MINUTE = cdk.Duration.minutes(1);

/** What services share: alarms and a dashboard of the load balancer, the recorder of their signals, a log of incidents. */
export class PlatformMonitoring extends Construct {
  public readonly incidents: logs.LogGroup;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: PlatformMonitoringProps,
  ) {
    super(scope, id);
    const recorder = this.createRecorder();
    const alarms = [...this.createAlarms(recorder), ...props.gateAlarms];

    this.createDashboard(alarms);
    this.incidents = this.createIncidentLog(alarms);
  }

  private createLogGroup(id: string, logGroupName?: string): logs.LogGroup {
    return new logs.LogGroup(this, id, {
      logGroupName,
      encryptionKey: this.props.key,
      retention: logs.RetentionDays.ONE_YEAR,
      removalPolicy: cdk.RemovalPolicy.RETAIN,
    });
  }

  private createRecorder(): lambda.Function {
    const logGroup = this.createLogGroup('RecorderLogGroup');
    const role = new iam.Role(this, 'RecorderRole', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    const statement = (actions: string[], resource: string, conditions?: iam.Conditions) =>
      new iam.PolicyStatement({ actions, resources: [resource], conditions });
    const policy = new iam.ManagedPolicy(this, 'RecorderPolicy', {
      roles: [role],
      statements: [
        statement(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn),
        statement(
          [
            'cloudwatch:GetMetricData',
            'elasticloadbalancing:DescribeTags',
            'elasticloadbalancing:DescribeTargetGroups',
          ],
          '*',
        ),
        statement(['cloudwatch:PutMetricData'], '*', {
          StringEquals: { 'cloudwatch:namespace': 'GoldenPath/Service' },
        }),
      ],
    });
    acknowledge(policy, 'AwsSolutions', ['IAM5[Resource::*]'], 'These have no resource-level permissions.');
    const recorder = new lambda.Function(this, 'Recorder', {
      code: lambda.Code.fromAsset(path.join(CODE, 'recorder')),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_LATEST,
      architecture: lambda.Architecture.ARM_64,
      memorySize: 256,
      timeout: cdk.Duration.seconds(50),
      maxEventAge: cdk.Duration.minutes(2),
      retryAttempts: 1,
      role: role.withoutPolicyUpdates(),
      logGroup,
      environment: {
        LOAD_BALANCER_ARN: this.props.loadBalancer.loadBalancerArn,
        LOAD_BALANCER: this.props.loadBalancer.loadBalancerFullName,
        PLATFORM: DOMAIN_NAME,
      },
    });
    acknowledge(
      recorder,
      'NIST.800.53.R5',
      ['LambdaConcurrency', 'LambdaDLQ', 'LambdaInsideVPC'],
      'It only calls AWS, once a minute.',
    );
    new events.Rule(this, 'Schedule', {
      schedule: events.Schedule.rate(MINUTE),
      targets: [new targets.LambdaFunction(recorder, { maxEventAge: cdk.Duration.minutes(2), retryAttempts: 2 })],
    }).node.addDependency(policy);
    return recorder;
  }

  private metric(metricName: string, statistic = 'Sum'): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: 'AWS/ApplicationELB',
      metricName,
      dimensionsMap: { LoadBalancer: this.props.loadBalancer.loadBalancerFullName },
      statistic,
      period: MINUTE,
    });
  }

  private recordedServices(statistic: string): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: 'GoldenPath/Service',
      metricName: 'Services',
      dimensionsMap: { Platform: DOMAIN_NAME },
      statistic,
      period: MINUTE,
    });
  }

  private errorRate(): cloudwatch.MathExpression {
    const counts = {
      succeeded: 'HTTPCode_Target_2XX_Count',
      redirected: 'HTTPCode_Target_3XX_Count',
      rejected: 'HTTPCode_Target_4XX_Count',
      failed: 'HTTPCode_Target_5XX_Count',
      moved: 'HTTPCode_ELB_3XX_Count',
      invalid: 'HTTPCode_ELB_4XX_Count',
      balancer: 'HTTPCode_ELB_5XX_Count',
    };
    const total = `(${Object.keys(counts)
      .map((count) => `FILL(${count}, 0)`)
      .join(' + ')})`;
    return new cloudwatch.MathExpression({
      expression: `IF(${total} >= 20, 100 * FILL(balancer, 0) / ${total}, 0)`,
      usingMetrics: Object.fromEntries(Object.entries(counts).map(([count, name]) => [count, this.metric(name)])),
      period: MINUTE,
    });
  }

  private tlsErrorRate(): cloudwatch.MathExpression {
    const all = '(FILL(connections, 0) + FILL(broken, 0))';
    return new cloudwatch.MathExpression({
      expression: `IF(${all} >= 20, 100 * FILL(broken, 0) / ${all}, 0)`,
      usingMetrics: {
        connections: this.metric('NewConnectionCount'),
        broken: this.metric('ClientTLSNegotiationErrorCount'),
      },
      period: MINUTE,
    });
  }

  private createAlarms(recorder: lambda.Function): cloudwatch.Alarm[] {
    const { alertTopic, ticketTopic } = this.props;
    const above = {
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    };
    const alarm = (id: string, topic: sns.ITopic, alarmDescription: string, props: cloudwatch.AlarmProps) => {
      const created = new cloudwatch.Alarm(this, id, { alarmDescription, ...props });
      created.addAlarmAction(new actions.SnsAction(topic));
      created.addOkAction(new actions.SnsAction(topic));
      return created;
    };
    return [
      alarm('EntranceErrors', ticketTopic, 'The load balancer answers with errors of its own.', {
        ...above,
        metric: this.errorRate(),
        threshold: 1,
      }),
      alarm('Rejected', alertTopic, 'The load balancer rejects connections.', {
        ...above,
        metric: this.metric('RejectedConnectionCount'),
        threshold: 0,
      }),
      alarm('TlsErrors', alertTopic, 'Handshakes fail. Look at the certificate.', {
        ...above,
        metric: this.tlsErrorRate(),
        threshold: 10,
      }),
      alarm('RecorderErrors', ticketTopic, 'The signals of a service are not recorded.', {
        ...above,
        metric: recorder.metricErrors({ period: MINUTE }),
        threshold: 0,
        evaluationPeriods: 15,
        datapointsToAlarm: 10,
      }),
      alarm('RecorderSilent', ticketTopic, 'The signals of services are not recorded.', {
        metric: this.recordedServices('SampleCount'),
        threshold: 1,
        evaluationPeriods: 15,
        datapointsToAlarm: 10,
        comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
        treatMissingData: cloudwatch.TreatMissingData.BREACHING,
      }),
    ];
  }

  private createDashboard(alarms: cloudwatch.Alarm[]): void {
    const graph = (title: string, width: number, ...left: cloudwatch.IMetric[]) =>
      new cloudwatch.GraphWidget({ title, left, width, height: 6, leftYAxis: { min: 0 } });
    const outcome = (metricName: string) =>
      new cloudwatch.Metric({
        namespace: 'GoldenPath/Release',
        metricName,
        dimensionsMap: { Platform: DOMAIN_NAME },
        statistic: 'Sum',
        period: cdk.Duration.hours(1),
      });
    const dashboard = new cloudwatch.Dashboard(this, 'Dashboard', {
      dashboardName: `${DOMAIN_NAME.replace(/\./g, '-')}-platform`,
      defaultInterval: cdk.Duration.hours(3),
    });
    dashboard.addWidgets(new cloudwatch.TextWidget({ markdown: `# ${DOMAIN_NAME}`, width: 24, height: 2 }));
    dashboard.addWidgets(new cloudwatch.AlarmStatusWidget({ title: 'Alarms', alarms, width: 24, height: 3 }));
    dashboard.addWidgets(
      graph('Errors of the load balancer', 8, this.errorRate()),
      graph('TLS errors', 8, this.tlsErrorRate()),
      graph('Connections', 8, this.metric('ActiveConnectionCount'), this.metric('RejectedConnectionCount')),
    );
    dashboard.addWidgets(
      graph('Traffic', 8, this.metric('RequestCount')),
      graph('Capacity used', 8, this.metric('ConsumedLCUs')),
      graph('Recorded services', 8, this.recordedServices('Maximum')),
    );
    dashboard.addWidgets(
      graph('Releases', 12, outcome('Released'), outcome('RolledBack'), outcome('NeedsAttention')),
      graph('Longest deploy', 12, outcome('DeploySeconds')),
    );
  }

  private createIncidentLog(alarms: cloudwatch.Alarm[]): logs.LogGroup {
    const logGroup = this.createLogGroup('Incidents', `/aws/events/golden-path/${DOMAIN_NAME}/incidents`);
    new logs.ResourcePolicy(this, 'IncidentsPolicy', {
      policyStatements: [
        new iam.PolicyStatement({
          principals: ['delivery.logs.amazonaws.com', 'events.amazonaws.com'].map(
            (service) => new iam.ServicePrincipal(service),
          ),
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [logGroup.logGroupArn],
        }),
      ],
    });
    const stack = cdk.Stack.of(this);
    const prefix = `arn:${stack.partition}:cloudwatch:${stack.region}:${stack.account}:alarm:${DOMAIN_NAME}/`;
    new events.Rule(this, 'IncidentsRule', {
      eventPattern: {
        source: ['aws.cloudwatch'],
        detailType: ['CloudWatch Alarm State Change'],
        resources: [...events.Match.prefix(prefix), ...alarms.map(({ alarmArn }) => alarmArn)],
      },
      targets: [{ bind: () => ({ id: 'Log', arn: logGroup.logGroupArn }) }],
    });
    return logGroup;
  }
}
