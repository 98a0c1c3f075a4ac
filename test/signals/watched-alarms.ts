import { Template } from 'aws-cdk-lib/assertions';
import { CompositeProperties } from './cloudwatch/composite';
import { AlarmProperties } from './cloudwatch/properties';
import { SERVICE } from './service-metrics';

/** The alarms of a service, in the form in which they are replayed. */
export interface WatchedAlarms {
  /** By the names that they have in their sets; the names of those that judge a release begin with `Rollback`. */
  readonly alarms: { readonly [name: string]: AlarmProperties };
  /** What people hear of: `page` and `ticket`. */
  readonly composites: { readonly [name: string]: CompositeProperties };
}

/** Takes the alarms of a service out of its template. */
export function alarmsOf(template: Template): WatchedAlarms {
  const alarms = Object.entries(template.findResources('AWS::CloudWatch::Alarm'));
  const composites = Object.values(template.findResources('AWS::CloudWatch::CompositeAlarm'));
  return {
    alarms: Object.fromEntries(alarms.map(([id, { Properties }]) => [nameOf(id), deployed(Properties)])),
    composites: Object.fromEntries(
      composites.map(({ Properties: { AlarmName, AlarmRule } }) => [
        AlarmName.split('/').pop(),
        { AlarmRule: AlarmRule['Fn::Join'][1].map(ruleText).join('') },
      ]),
    ),
  };
}

function nameOf(logicalId: string): string {
  const [, set, name] = /(Paging|Rollback|BurnRate)Alarms([A-Za-z]+?)[0-9A-F]{8}/.exec(logicalId)!;
  return set === 'Rollback' ? `Rollback${name}` : name;
}

function ruleText(part: any): string {
  return typeof part === 'string' ? part : nameOf(part.Ref);
}

/** With texts for those dimensions that only a deploy knows. */
function deployed(properties: AlarmProperties): AlarmProperties {
  return JSON.parse(JSON.stringify(properties), (key, value) =>
    key === 'Dimensions' ? value.map(({ Name, Value }: any) => ({ Name, Value: textOf(Name, Value) })) : value,
  );
}

function textOf(dimension: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (dimension in SERVICE) return SERVICE[dimension];
  throw new Error(`nobody knows what ${dimension} will be: ${JSON.stringify(value)}`);
}
