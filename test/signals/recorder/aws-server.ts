import { createServer, IncomingMessage, Server } from 'http';
import { AddressInfo } from 'net';
import { gunzipSync } from 'zlib';

export const LOAD_BALANCER = 'app/shop/0123456789abcdef';
export const LOAD_BALANCER_ARN = `arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/${LOAD_BALANCER}`;

/** What a load balancer has seen of a target group in a minute. */
export interface Traffic {
  readonly requests?: number;
  readonly answers?: { readonly [status: string]: number };
  readonly refused?: number;
  /** The seconds that each answer took. */
  readonly times?: number[];
}

export interface Group {
  readonly arn: string;
  readonly tags: { readonly [key: string]: string };
  readonly traffic: Traffic;
}

/** One call of the recorder. */
export interface Call {
  readonly action: string;
  readonly input: any;
}

/** What a test makes of a call: an error of AWS by its code, no answer at all, or nothing. */
export type Fault = { readonly status: number; readonly code: string } | 'hang' | undefined;

/** The account as a test wants it. */
export interface World {
  groups: Group[];
  /** The 5xx that the load balancer gave by itself. */
  loadBalancer5xx: number;
  /** The minute in which all this was, as ISO 8601. */
  minute: string;
  /** How many target groups, and how many results of metrics, are on a page. */
  groupsPerPage: number;
  resultsPerPage: number;
  fault: (call: Call) => Fault;
  /** What CloudWatch says of a query instead of `Complete`. */
  statusOf: (query: any) => string;
}

/** Samples that were put into one metric. */
interface Samples {
  count: number;
  sum: number;
  minimum: number;
  maximum: number;
  readonly unit: string;
}

class Refusal extends Error {}

/**
 * As much of Elastic Load Balancing and of CloudWatch as the recorder speaks with, by their real protocols, and as strict
 * as they are documented to be.
 */
export class AwsServer {
  public world: World = emptyWorld();

  /** Every call that arrived, tries included. */
  public calls: Call[] = [];

  /** What was written, by metric, as `minute name {dimensions}`. */
  public written = new Map<string, Samples>();

  private readonly server: Server = createServer((request, response) => {
    void this.answer(request).then((answer) => {
      if (answer === undefined) return;
      response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body);
    });
  });

  public async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  public reset(): void {
    this.world = emptyWorld();
    this.calls = [];
    this.written = new Map();
  }

  /** The inputs of the calls of one action, in order. */
  public inputsOf(action: string): any[] {
    return this.calls.filter((call) => call.action === action).map(({ input }) => input);
  }

  private async answer(request: IncomingMessage) {
    const call = callIn(request, await bodyOf(request));
    this.calls.push(call);
    const fault = this.world.fault(call);
    if (fault === 'hang') return undefined;
    const say = 'Version' in call.input ? xml : json;
    try {
      return fault ? say.error(fault.status, fault.code, 'as the test wants it') : say.answer(call, this.act(call));
    } catch (error) {
      if (error instanceof Refusal) return say.error(400, 'ValidationError', error.message);
      return say.error(501, 'NotImplemented', String(error));
    }
  }

  private act({ action, input }: Call): any {
    switch (action) {
      case 'DescribeTargetGroups':
        return this.describeTargetGroups(input);
      case 'DescribeTags':
        return this.describeTags(input);
      case 'GetMetricData':
        return this.getMetricData(input);
      case 'PutMetricData':
        return this.putMetricData(input);
      default:
        throw new Refusal(`${action} is not known here`);
    }
  }

  private describeTargetGroups({ LoadBalancerArn, Marker = '0' }: any) {
    demand(LoadBalancerArn === LOAD_BALANCER_ARN, `there is no load balancer ${LoadBalancerArn}`);
    const { groups, groupsPerPage } = this.world;
    const end = Number(Marker) + groupsPerPage;
    const page = groups
      .slice(Number(Marker), end)
      .map(({ arn }) => `<member>${element('TargetGroupArn', arn)}</member>`);
    return element('TargetGroups', page.join('')) + (end < groups.length ? element('NextMarker', String(end)) : '');
  }

  private describeTags(input: any) {
    const arns = Object.keys(input)
      .filter((key) => key.startsWith('ResourceArns.member.'))
      .map((key) => input[key]);
    demand(arns.length >= 1 && arns.length <= 20, `${arns.length} resources`);
    const members = arns.map((arn) => {
      const { tags } = this.world.groups.find((group) => group.arn === arn)!;
      const list = Object.entries(tags).map(([key, value]) => member(element('Key', key) + element('Value', value)));
      return member(element('ResourceArn', arn) + element('Tags', list.join('')));
    });
    return element('TagDescriptions', members.join(''));
  }

  private getMetricData({ StartTime, EndTime, MetricDataQueries, NextToken = '0' }: any) {
    demand(MetricDataQueries.length <= 500, `${MetricDataQueries.length} queries`);
    const ids = MetricDataQueries.map(({ Id }: any) => Id);
    demand(new Set(ids).size === ids.length && ids.every((id: string) => /^[a-z]\w*$/.test(id)), 'Id');
    const minute = new Date(StartTime * 1000).toISOString();
    demand(EndTime - StartTime === 60 && minute.endsWith(':00.000Z'), 'not a minute');
    const end = Number(NextToken) + this.world.resultsPerPage;
    const results = MetricDataQueries.map((query: any) => this.resultOf(query, minute));
    const more = end < results.length;
    // A page that is not the last one leaves its last result open, and the next one completes it.
    const page = results
      .slice(Number(NextToken), more ? end + 1 : end)
      .map((result: any, index: number, all: any[]) => {
        const open = more && index === all.length - 1;
        return open ? { ...result, Values: [], StatusCode: 'PartialData' } : result;
      });
    return { MetricDataResults: page, ...(more ? { NextToken: String(end) } : {}) };
  }

  private resultOf(query: any, minute: string) {
    const { Metric, Period, Stat } = query.MetricStat;
    demand(Period === 60, `Period ${Period}`);
    const StatusCode = this.world.statusOf(query);
    const value = StatusCode === 'Complete' ? this.valueOf(Metric, Stat, minute) : undefined;
    return { Id: query.Id, Label: query.Id, StatusCode, Values: value === undefined ? [] : [value], Timestamps: [] };
  }

  private valueOf(metric: any, statistic: string, minute: string): number | undefined {
    const dimensions = dimensionsOf(metric.Dimensions);
    if (metric.Namespace === 'GoldenPath/Service') {
      const { count } = this.written.get(nameOf(minute, metric.MetricName, dimensions)) ?? {};
      demand(statistic === 'SampleCount', statistic);
      return count;
    }
    demand(metric.Namespace === 'AWS/ApplicationELB', metric.Namespace);
    if (dimensions.LoadBalancer !== LOAD_BALANCER || minute !== this.world.minute) return undefined;
    if (dimensions.TargetGroup === undefined) {
      demand(metric.MetricName === 'HTTPCode_ELB_5XX_Count' && statistic === 'Sum', metric.MetricName);
      return nonzero(this.world.loadBalancer5xx);
    }
    const group = this.world.groups.find(({ arn }) => arn.endsWith(`:${dimensions.TargetGroup}`));
    return group && reportOf(group.traffic, metric.MetricName, statistic);
  }

  private putMetricData({ Namespace, MetricData }: any) {
    demand(Namespace === 'GoldenPath/Service', Namespace);
    demand(MetricData.length >= 1 && MetricData.length <= 1000, `${MetricData.length} metrics`);
    const parsed = MetricData.map(samplesOf);
    for (const { key, samples } of parsed) {
      const before = this.written.get(key);
      this.written.set(key, before ? added(before, samples) : samples);
    }
    return {};
  }
}

function emptyWorld(): World {
  return {
    groups: [],
    loadBalancer5xx: 0,
    minute: '2026-03-14T12:31:00.000Z',
    groupsPerPage: 400,
    resultsPerPage: 500,
    fault: () => undefined,
    statusOf: () => 'Complete',
  };
}

function demand(holds: boolean, what: string): void {
  if (!holds) throw new Refusal(what);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  return (request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString();
}

/** CloudWatch takes JSON and names the action in a header, Elastic Load Balancing takes a form. */
function callIn(request: IncomingMessage, body: string): Call {
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') return { action: target.split('.')[1], input: JSON.parse(body) };
  const form = Object.fromEntries(new URLSearchParams(body));
  return { action: form.Action, input: form };
}

/** How an API answers. */
interface Speech {
  readonly answer: (call: Call, result: any) => Answer;
  readonly error: (status: number, code: string, message: string) => Answer;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const xml: Speech = {
  answer: ({ action }: Call, result: string) => ({
    status: 200,
    type: 'text/xml',
    body: element(`${action}Response`, element(`${action}Result`, result) + element('ResponseMetadata', '')),
  }),
  error: (status: number, code: string, message: string) => ({
    status,
    type: 'text/xml',
    body: element('ErrorResponse', element('Error', element('Code', code) + element('Message', message))),
  }),
};

const json: Speech = {
  answer: (_: Call, result: object) => ({
    status: 200,
    type: 'application/x-amz-json-1.0',
    body: JSON.stringify(result),
  }),
  error: (status: number, code: string, message: string) => ({
    status,
    type: 'application/x-amz-json-1.0',
    body: JSON.stringify({ __type: `com.amazonaws.cloudwatch.v2010_08_01#${code}`, message }),
  }),
};

function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

function member(content: string): string {
  return element('member', content);
}

/** As Elastic Load Balancing reports: most metrics only where there is something to count. */
function reportOf({ requests = 0, answers = {}, refused = 0, times = [] }: Traffic, name: string, statistic: string) {
  const codes = /^HTTPCode_Target_([2345])XX_Count$/.exec(name);
  if (name === 'TargetResponseTime') return timeOf(times, statistic);
  demand(statistic === 'Sum', `${statistic} of ${name}`);
  if (name === 'RequestCount') return nonzero(requests);
  if (name === 'TargetConnectionErrorCount') return nonzero(refused);
  demand(codes !== null, name);
  return nonzero(answers[`${codes![1]}xx`] ?? 0);
}

/** Percentiles by the nearest rank; a trimmed count without its lower bound, and with its upper one. */
function timeOf(times: number[], statistic: string): number | undefined {
  const above = /^TC\(((?:\d{1,7})(?:\.\d{1,10})?):\)$/.exec(statistic);
  const percentile = /^p(\d\d)$/.exec(statistic);
  demand(statistic === 'SampleCount' || above !== null || percentile !== null, statistic);
  if (times.length === 0) return undefined;
  if (statistic === 'SampleCount') return times.length;
  if (above) return times.filter((time) => time > Number(above[1])).length;
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.ceil((Number(percentile![1]) / 100) * sorted.length) - 1];
}

function nonzero(value: number): number | undefined {
  return value === 0 ? undefined : value;
}

function dimensionsOf(dimensions: any[]): { [name: string]: string } {
  return Object.fromEntries(dimensions.map(({ Name, Value }) => [Name, Value]));
}

function nameOf(minute: string, name: string, dimensions: object): string {
  return `${minute} ${name} ${JSON.stringify(dimensions)}`;
}

function samplesOf({ MetricName, Dimensions, Timestamp, Unit, Value, StatisticValues }: any) {
  const minute = new Date(Timestamp * 1000).toISOString();
  for (const { Name, Value: text } of Dimensions) {
    demand(/^[\x20-\x7e]{1,255}$/.test(Name) && /^[\x20-\x7e]{1,255}$/.test(text), `dimension ${Name}`);
  }
  demand((Value === undefined) !== (StatisticValues === undefined), 'a value or a set');
  const { SampleCount: count, Sum: sum, Minimum: minimum, Maximum: maximum } = StatisticValues ?? setOf(Value);
  // JSON writes those that are no numbers as text.
  demand(
    [count, sum, minimum, maximum].every((one) => typeof one === 'number'),
    `${MetricName} is no number`,
  );
  demand(count > 0, `${MetricName} has ${count} samples`);
  demand(minimum <= maximum && sum >= minimum * count && sum <= maximum * count, `${MetricName} is impossible`);
  const samples: Samples = { count, sum, minimum, maximum, unit: Unit };
  return { key: nameOf(minute, MetricName, dimensionsOf(Dimensions)), samples };
}

function setOf(value: unknown) {
  return { SampleCount: 1, Sum: value, Minimum: value, Maximum: value };
}

function added(a: Samples, b: Samples): Samples {
  return {
    count: a.count + b.count,
    sum: a.sum + b.sum,
    minimum: Math.min(a.minimum, b.minimum),
    maximum: Math.max(a.maximum, b.maximum),
    unit: a.unit,
  };
}
