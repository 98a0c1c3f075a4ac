import { ExposureVerdict } from '../exposure-model';
import { holderOfAccount, Reader } from './holder';
import { standInsOf } from './policy-texts';
import { Statement } from './statement';

/** Whom an AWS service asks for, where nothing in the statement says it. */
export interface Deputy {
  readonly verdict: ExposureVerdict;
  readonly why: string;
}

/**
 * Services that do what any of their customers wants to a resource whose name the customer gives: a bucket notifies a queue, a
 * topic or a function, a distribution reads a bucket, an alarm publishes, a trail writes. With one of them, everybody who has an
 * AWS account is let in (the "confused deputy").
 */
const FOR_ANYBODY = [
  'apigateway',
  'budgets',
  'cloudfront',
  'cloudtrail',
  'cloudwatch',
  'config',
  'costalerts',
  'delivery.logs',
  'edgelambda',
  'events',
  'iot',
  'lambda.alarms.cloudwatch',
  'logging.s3',
  'logs',
  's3',
  'scheduler',
  'ses',
  'sns',
];

/** Uses that a service allows within one account only, by its documentation. */
const WITHIN_ACCOUNT: ReadonlyArray<{ readonly service: string; readonly action: string }> = [
  // "The Lambda function and target group must be in the same account and in the same Region."
  { service: 'elasticloadbalancing', action: 'lambda:invokefunction' },
  // Rules may send to other accounts' buses, functions, queues, topics, streams and APIs, but not to their log groups.
  { service: 'events', action: 'logs:createlogstream' },
  { service: 'events', action: 'logs:putlogevents' },
];

/** With these a service finds its way: it neither passes anything of them on to its customer, nor leaves more behind than a name. */
const TELL_NOTHING = ['kms:describekey', 'logs:createlogstream', 's3:getbucketacl', 's3:getbucketlocation'];

/** Whom a service asks for that the statement does not hold to any source. */
export function deputyOf(service: string, { actions, resources }: Statement, reader: Reader): Deputy {
  const name = shortName(service);
  const isWithin = (action: string) =>
    TELL_NOTHING.includes(action) || WITHIN_ACCOUNT.some((one) => one.service === name && one.action === action);
  if (actions.length > 0 && actions.every(isWithin)) {
    return { verdict: 'not-public', why: `${service} does this within one account only` };
  }
  if (resources.length > 0 && resources.every((one) => isOwnLogPath(one, actions, reader))) {
    return { verdict: 'not-public', why: `${service} writes there for the own account only` };
  }
  if (FOR_ANYBODY.includes(name) && !actions.every((action) => action.startsWith('kms:'))) {
    return {
      verdict: 'public',
      why: `${service} does this for any AWS customer, as no aws:SourceArn or aws:SourceAccount says for whom`,
    };
  }
  // What a service does with a key stays with the service; and of other services nobody can say whose orders they take.
  return { verdict: 'unknown', why: `no aws:SourceArn or aws:SourceAccount says for whom ${service} does this` };
}

/** Services write their logs into a folder that has the account in it for which they write. */
function isOwnLogPath(resource: string, actions: readonly string[], reader: Reader): boolean {
  const account = /\/AWSLogs\/(\d{12}|\$\{AWS::AccountId\})\//.exec(resource)?.[1];
  const isWriting = actions.every((action) => action === 's3:putobject');
  return isWriting && account !== undefined && holderOfAccount(account, reader).kind === 'own';
}

/** `logs.eu-west-1.amazonaws.com` as `logs`. */
function shortName(service: string): string {
  return service
    .toLowerCase()
    .replace(/\.(amazonaws\.com(\.cn)?|\$\{aws::urlsuffix\})$/, '')
    .replace(/\.([a-z]{2}(-[a-z]+)+-\d|\$\{aws::region\})$/, '');
}

/** Whether a service is known by its name. */
export function isService(text: string): boolean {
  return standInsOf(text).every((one) => /^\$\{AWS::(Region|URLSuffix)\}$/.test(one));
}
