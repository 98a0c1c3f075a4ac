import { StackTemplate } from '../../lib/checks/assembly/assembly';
import { Resource, resourcesOf } from '../../lib/checks/template/resource';

/** A template by hand; the stack is called as its path. */
export function stackTemplate(resources: unknown, props: Partial<StackTemplate> = {}): StackTemplate {
  return { stack: 'Shop', path: 'Shop', environment: ENVIRONMENT, template: { Resources: resources }, ...props };
}

export const ENVIRONMENT = 'aws://111122223333/eu-west-1';

/** A resource of a template, with the construct path that the CDK writes down unless it is told not to. */
export function resource(type: string, properties: unknown, path?: string): object {
  return { Type: type, Properties: properties, ...(path === undefined ? {} : { Metadata: { 'aws:cdk:path': path } }) };
}

export const alarm = (properties: unknown, path?: string) => resource('AWS::CloudWatch::Alarm', properties, path);

export const composite = (properties: unknown, path?: string) =>
  resource('AWS::CloudWatch::CompositeAlarm', properties, path);

/** An alarm of that name in a template. */
export function alarmIn(template: StackTemplate, logicalId: string): Resource {
  const found = ['Alarm', 'CompositeAlarm']
    .flatMap((kind) => resourcesOf(template, `AWS::CloudWatch::${kind}`))
    .find((one) => one.logicalId === logicalId);
  if (found === undefined) throw new Error(`no ${logicalId}`);
  return found;
}

/** A dashboard whose body is one text, as our own are, or any other body. */
export function dashboard(body: unknown): object {
  return resource('AWS::CloudWatch::Dashboard', { DashboardBody: body });
}

/** The body of a dashboard with metric widgets: the lines, by title. */
export function bodyOf(widgets: { readonly [title: string]: readonly unknown[] }): string {
  return JSON.stringify({
    widgets: Object.entries(widgets).map(([title, metrics]) => ({ type: 'metric', properties: { title, metrics } })),
  });
}
