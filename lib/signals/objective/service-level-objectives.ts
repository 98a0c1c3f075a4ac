import { CfnServiceLevelObjective } from 'aws-cdk-lib/aws-applicationsignals';
import { Construct } from 'constructs';
import { burnRateAlerts } from './burn-rate';
import { timeText } from './burn-rate-alarms';
import { Objective, WARNING_PERCENT } from './objective';

export interface ServiceLevelObjectivesProps {
  readonly serviceName: string;
  /** The service's host name, unique in the account and region. */
  readonly host: string;
  readonly objectives: Objective[];
}

/** What CloudWatch takes for the name of an objective. */
const LONGEST_NAME = 128;

const DAY_SECONDS = 86_400;

/**
 * The objectives as CloudWatch Application Signals knows them, so that budgets show in its console, with burn rates over the
 * windows that the alarms go by.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-ServiceLevelObjectives.html
 */
export class ServiceLevelObjectives extends Construct {
  /** The objectives, in the order given. */
  public readonly objectives: CfnServiceLevelObjective[];

  constructor(scope: Construct, id: string, props: ServiceLevelObjectivesProps) {
    super(scope, id);
    const [availability, latency] = props.objectives;
    this.objectives = [
      new CfnServiceLevelObjective(this, 'Availability', contentOf(props, availability)),
      new CfnServiceLevelObjective(this, 'Latency', contentOf(props, latency)),
    ];
  }
}

function contentOf({ serviceName, host }: ServiceLevelObjectivesProps, objective: Objective) {
  const { name, goalPercent, windowSeconds, bad } = objective;
  const suffix = ` ${name}`;
  return {
    name: `${host.slice(0, LONGEST_NAME - suffix.length)}${suffix}`,
    description: `${serviceName}: over ${timeText(windowSeconds)}, in ${goalPercent} % of the cases it must not happen that ${bad}.`,
    goal: {
      attainmentGoal: goalPercent,
      warningThreshold: WARNING_PERCENT,
      interval: { rollingInterval: { duration: windowSeconds / DAY_SECONDS, durationUnit: 'DAY' } },
    },
    requestBasedSli: {
      requestBasedSliMetric: {
        totalRequestCountMetric: [counted(objective, 'all', 'SampleCount')],
        monitoredRequestCountMetric: { badCountMetric: [counted(objective, 'bad', 'Sum')] },
      },
    },
    burnRateConfigurations: burnRateAlerts(windowSeconds).map(({ longSeconds }) => ({
      lookBackWindowMinutes: longSeconds / 60,
    })),
  };
}

function counted({ events }: Objective, id: string, stat: string): CfnServiceLevelObjective.MetricDataQueryProperty {
  const { namespace, name: metricName, dimensions } = events;
  const metric = {
    namespace,
    metricName,
    dimensions: Object.entries(dimensions).map(([name, value]) => ({ name, value })),
  };
  return { id, returnData: true, metricStat: { metric, period: 60, stat } };
}
