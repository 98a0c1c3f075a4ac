import {
  CloudWatchClient,
  CompositeAlarm,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import { Account, AlarmView, FiringView } from '../account';
import { allPages, call, CLIENT } from './call';

/** The most names that one call of DescribeAlarms takes. */
const NAMES_PER_CALL = 100;

/** What the gate asks of CloudWatch. */
export function watching(): Pick<Account, 'alarms' | 'firings' | 'requests'> {
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
  };
}

async function firingsOf(client: CloudWatchClient, name: string, since: number): Promise<FiringView[]> {
  const items = await allPages(async (NextToken) => {
    const command = new DescribeAlarmHistoryCommand({
      AlarmName: name,
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
