import {
  CloudWatchClient,
  CompositeAlarm,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  MetricAlarm,
  MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import { Account, AccountError, AlarmView, FiringView, MissesQuery, MissesView } from '../account';
import { allPages, call, CLIENT } from './call';

/** The most names that one call of DescribeAlarms takes. */
const NAMES_PER_CALL = 100;

/** CloudWatch keeps hours for 15 months. What is finer it throws away sooner; what is longer would reach beyond a window. */
const HOUR_SECONDS = 3600;

/** What the gate asks of CloudWatch. */
export function watching(): Pick<Account, 'alarms' | 'firings' | 'requests' | 'misses'> {
  const client = new CloudWatchClient(CLIENT);
  return {
    async alarms(names) {
      const found: AlarmView[] = [];
      // Without names the call would list every alarm of the account.
      for (let first = 0; first < names.length; first += NAMES_PER_CALL) {
        const AlarmNames = names.slice(first, first + NAMES_PER_CALL);
        const command = new DescribeAlarmsCommand({
          AlarmNames,
          AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
          MaxRecords: NAMES_PER_CALL,
        });
        const { MetricAlarms = [], CompositeAlarms = [] } = await call(
          'cloudwatch:DescribeAlarms',
          client.send(command),
        );
        found.push(...[...MetricAlarms, ...CompositeAlarms].map(viewOfAlarm));
      }
      return found;
    },

    async firings(names, since) {
      const all = await Promise.all(names.map((name) => firingsOf(client, name, since)));
      return all.flat().sort((a, b) => a.at - b.at);
    },

    async requests({ listenerArn, targetGroupArn, from, to }) {
      const dimensions = {
        LoadBalancer: listenerArn.split('/').slice(1, 4).join('/'),
        TargetGroup: targetGroupArn.slice(targetGroupArn.lastIndexOf(':') + 1),
      };
      const Metric = {
        Namespace: 'AWS/ApplicationELB',
        MetricName: 'RequestCount',
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      };
      const command = new GetMetricDataCommand({
        StartTime: new Date(from),
        EndTime: new Date(to),
        MetricDataQueries: [{ Id: 'requests', MetricStat: { Metric, Period: 60, Stat: 'Sum' } }],
      });
      const { MetricDataResults = [] } = await call('cloudwatch:GetMetricData', client.send(command));
      return MetricDataResults.flatMap(({ Values }) => Values ?? []).reduce((sum, value) => sum + value, 0);
    },

    misses: (query) => missesOf(client, query),
  };
}

async function missesOf(
  client: CloudWatchClient,
  { namespace, metric, host, from, to }: MissesQuery,
): Promise<MissesView> {
  const Metric = { Namespace: namespace, MetricName: metric, Dimensions: [{ Name: 'Host', Value: host }] };
  const hourly = (Id: string, Stat: string) => ({ Id, MetricStat: { Metric, Period: HOUR_SECONDS, Stat } });
  const results = await allPages(async (NextToken) => {
    const command = new GetMetricDataCommand({
      // From a full hour on, so that the first datapoint is whole wherever CloudWatch lets its hours begin.
      StartTime: new Date(from - (from % (HOUR_SECONDS * 1000))),
      EndTime: new Date(to),
      MetricDataQueries: [hourly('requests', 'SampleCount'), hourly('missed', 'Sum')],
      NextToken,
    });
    const answer = await call('cloudwatch:GetMetricData', client.send(command));
    return [answer.MetricDataResults, answer.NextToken];
  });
  return { requests: wholeSum(results, 'requests'), missed: wholeSum(results, 'missed') };
}

/** The sum of a metric's datapoints on all pages. The call succeeds even if it could not read the metric to the end. */
function wholeSum(results: MetricDataResult[], id: string): number {
  const pages = results.filter(({ Id }) => Id === id);
  const { StatusCode = 'no answer' } = pages[pages.length - 1] ?? {};
  if (StatusCode !== 'Complete') throw new AccountError('other', 'cloudwatch:GetMetricData', `${id}: ${StatusCode}`);
  return pages.flatMap(({ Values }) => Values ?? []).reduce((sum, value) => sum + value, 0);
}

async function firingsOf(client: CloudWatchClient, name: string, since: number): Promise<FiringView[]> {
  const items = await allPages(async (NextToken) => {
    const command = new DescribeAlarmHistoryCommand({
      AlarmName: name,
      // Without it the history of composite alarms stays empty.
      AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
      HistoryItemType: 'StateUpdate',
      StartDate: new Date(since),
      NextToken,
    });
    const answer = await call('cloudwatch:DescribeAlarmHistory', client.send(command));
    return [answer.AlarmHistoryItems, answer.NextToken];
  });
  return items
    .filter(({ HistoryData }) => newState(HistoryData) === 'ALARM')
    .map(({ Timestamp }) => ({ name, at: Timestamp!.getTime() }));
}

function newState(historyData = '{}'): string | undefined {
  const { newState: state } = JSON.parse(historyData) as { newState?: { stateValue?: string } };
  return state?.stateValue;
}

function viewOfAlarm(alarm: MetricAlarm | CompositeAlarm): AlarmView {
  return {
    name: alarm.AlarmName!,
    state: alarm.StateValue as AlarmView['state'],
    since: (alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp)?.getTime() ?? 0,
    reason: alarm.StateReason ?? '',
    actionsEnabled: alarm.ActionsEnabled ?? true,
  };
}
