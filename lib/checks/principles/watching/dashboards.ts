import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { propertyOf, textsOf } from '../reading/possible';
import { standInOf, standInsIn } from './stand-in';

const DASHBOARD = 'AWS::CloudWatch::Dashboard';

/** What the dashboards of an app show. */
export class Dashboards {
  private readonly names = new Set<string>();
  private shown?: ReadonlySet<string>;

  constructor(private readonly app: AppTemplates) {
    for (const dashboard of app.ofType(DASHBOARD)) {
      textsOf(propertyOf(app, dashboard, 'DashboardName')).forEach((name) => this.names.add(name));
    }
  }

  public has(name: string): boolean {
    return this.names.has(name);
  }

  /** Whether one of them shows something of a resource. */
  public show(resource: Resource): boolean {
    this.shown ??= this.readBodies();
    return this.shown.has(standInOf(resource));
  }

  /** Late, because bodies are long, and an app whose services have gates of their own is not asked. */
  private readBodies(): ReadonlySet<string> {
    const bodies = this.app
      .ofType(DASHBOARD)
      .map(({ properties, template }) => this.app.texts.of(properties.DashboardBody, template));
    return new Set(bodies.flatMap(standInsIn));
  }
}
