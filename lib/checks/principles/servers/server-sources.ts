import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { itemsOf, Possible, propertyOf } from '../reading/possible';
import { LAUNCH_TEMPLATE, LaunchTemplates } from './launch-templates';

export const INSTANCE = 'AWS::EC2::Instance';
export const LAUNCH_CONFIGURATION = 'AWS::AutoScaling::LaunchConfiguration';

/** What a server is started from: a launch template, a launch configuration, or the instance itself. */
export interface ServerSource {
  readonly resource: Resource;
  /** All that a setting may be, by its name in any of the three. */
  setting(...path: string[]): Possible[];
}

/** Everything in an app that servers are started from, each launch template for itself: a group may take any of them. */
export function serverSources(app: AppTemplates): ServerSource[] {
  const templates = new LaunchTemplates(app);
  return [
    ...app.ofType(LAUNCH_TEMPLATE).map((resource) => ({
      resource,
      setting: (...path: string[]) => propertyOf(app, resource, 'LaunchTemplateData', ...path),
    })),
    ...app.ofType(LAUNCH_CONFIGURATION).map((resource) => ({
      resource,
      setting: (...path: string[]) => propertyOf(app, resource, ...path),
    })),
    ...app.ofType(INSTANCE).map((resource) => ({
      resource,
      setting: (...path: string[]) => instanceSetting(app, templates, resource, path),
    })),
  ];
}

/** What an instance does not say itself is in its launch template, if it has one. */
function instanceSetting(
  app: AppTemplates,
  templates: LaunchTemplates,
  instance: Resource,
  path: string[],
): Possible[] {
  const inherited = propertyOf(app, instance, 'LaunchTemplate').flatMap((one) => templates.namedBy(one));
  return propertyOf(app, instance, ...path).flatMap((own): Possible[] => {
    if (own.kind !== 'absent' || inherited.length === 0) return [own];
    return inherited.flatMap((template): Possible[] =>
      template === undefined
        ? [{ kind: 'unknown', text: 'in a launch template outside of this app' }]
        : propertyOf(app, template, 'LaunchTemplateData', ...path),
    );
  });
}

/** What devices a server gets, each with all it may be. */
export function blockDevices(app: AppTemplates, source: ServerSource): Possible[] {
  return itemsOf(app, source.setting('BlockDeviceMappings'));
}

/** The names of the volume that a server boots from, in the images of the usual systems. */
export function isRootDevice(name: string): boolean {
  return /^\/dev\/(xvda|sda1?|nvme0n1)$/.test(name);
}
