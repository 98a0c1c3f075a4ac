import {
  CloudWatchClient,
  Dimension,
  GetMetricDataCommand,
  GetMetricDataOutput,
  MetricDataQuery,
  MetricDatum,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { Account, Datum, Query } from '../account';
import { MINUTE_MILLIS } from '../minute';
import { RECORDED_NAMESPACE } from '../recorded';
import { call, CLIENT, partsOf } from './call';

/** The most queries that one call of GetMetricData takes. */
const QUERIES_PER_CALL = 500;

const PERIOD_SECONDS = 60;

/** What the recorder asks of CloudWatch. */
export function watching(): Pick<Account, 'ask' | 'write'> {
  const client = new CloudWatchClient(CLIENT);
  return {
    async ask(minute, queries) {
      const answers = new Map<string, number | undefined>();
      for (const part of partsOf(queries, QUERIES_PER_CALL)) {
        for (const [id, { complete, value }] of await askPart(client, minute, part)) {
          if (complete) answers.set(id, value);
        }
      }
      return answers;
    },

    async write(minute, data) {
      const MetricData = data.map((datum) => asMetricDatum(datum, minute));
      const command = new PutMetricDataCommand({ Namespace: RECORDED_NAMESPACE, MetricData });
      await call('cloudwatch:PutMetricData', client.send(command));
    },
  };
}

/** What has been said of one query so far. A later page may complete what an earlier one began. */
interface PartialAnswer {
  readonly complete: boolean;
  readonly value?: number;
}

async function askPart(client: CloudWatchClient, minute: Date, queries: Query[]): Promise<Map<string, PartialAnswer>> {
  const found = new Map<string, PartialAnswer>();
  let NextToken: string | undefined;
  do {
    const command = new GetMetricDataCommand({
      StartTime: minute,
      EndTime: new Date(minute.getTime() + MINUTE_MILLIS),
      MetricDataQueries: queries.map(asMetricDataQuery),
      NextToken,
    });
    const answer: GetMetricDataOutput = await call('cloudwatch:GetMetricData', client.send(command));
    for (const { Id, StatusCode, Values = [] } of answer.MetricDataResults ?? []) {
      found.set(Id!, { complete: StatusCode === 'Complete', value: Values[0] ?? found.get(Id!)?.value });
    }
    NextToken = answer.NextToken;
  } while (NextToken !== undefined && NextToken !== '');
  return found;
}

function asMetricDataQuery({ id, namespace, name, dimensions, statistic }: Query): MetricDataQuery {
  const Metric = { Namespace: namespace, MetricName: name, Dimensions: asDimensions(dimensions) };
  return { Id: id, MetricStat: { Metric, Period: PERIOD_SECONDS, Stat: statistic } };
}

function asMetricDatum({ name, dimensions, unit, value }: Datum, minute: Date): MetricDatum {
  const datum = { MetricName: name, Dimensions: asDimensions(dimensions), Timestamp: minute, Unit: unit };
  if (typeof value === 'number') return { ...datum, Value: value };
  const { samples, ones } = value;
  return {
    ...datum,
    StatisticValues: { SampleCount: samples, Sum: ones, Minimum: 0, Maximum: ones > 0 ? 1 : 0 },
  };
}

function asDimensions(dimensions: { readonly [name: string]: string }): Dimension[] {
  return Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
}
