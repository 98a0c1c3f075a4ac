import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { propertyOf, textsOf } from '../reading/possible';
import { standInOf, standInsIn } from './stand-in';

/** What the dashboards of an app show. */
export class Dashboards {
  private readonly names = new Set<string>();
  private readonly shown = new Set<string>();

  constructor(app: AppTemplates) {
    for (const dashboard of app.ofType('AWS::CloudWatch::Dashboard')) {
      textsOf(propertyOf(app, dashboard, 'DashboardName')).forEach((name) => this.names.add(name));
      const body = app.texts.of(dashboard.properties.DashboardBody, dashboard.template);
      standInsIn(body).forEach((one) => this.shown.add(one));
    }
  }

  public has(name: string): boolean {
    return this.names.has(name);
  }

  /** Whether one of them shows something of a resource. */
  public show(resource: Resource): boolean {
    return this.shown.has(standInOf(resource));
  }
}
