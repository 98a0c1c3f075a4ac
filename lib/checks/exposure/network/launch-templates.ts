import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { Value } from '../../template/template-values';
import { Fields, fieldsOf, groupBy, itemsIn, keyOfResource, settingIn, textOfValue } from '../setting';
import { Launch } from './launch';

/** What starts servers by a launch template or a launch configuration. */
const STARTERS = ['AWS::AutoScaling::AutoScalingGroup', 'AWS::EC2::Instance', 'AWS::EKS::Nodegroup'];

/** How the servers of an app are started, and by whom. */
export class LaunchTemplates {
  private readonly byName: ReadonlyMap<string, readonly Resource[]>;
  private readonly starters: ReadonlyMap<string, readonly Resource[]>;

  constructor(private readonly app: AppTemplates) {
    this.byName = groupBy(app.ofType('AWS::EC2::LaunchTemplate'), (one) =>
      settingIn(app, fieldsOf(one), 'LaunchTemplateName').values.map(textOfValue),
    );
    this.starters = groupBy(app.ofType(...STARTERS), (one) =>
      this.namedBy(one)
        .flatMap((value) => this.resourceOf(value) ?? [])
        .map(keyOfResource),
    );
  }

  /** Who starts servers by a template or a configuration. */
  public startersOf(template: Resource): readonly Resource[] {
    return this.starters.get(keyOfResource(template)) ?? [];
  }

  /** The launch templates and configurations that something starts servers by. */
  public namedBy(starter: Resource): Value[] {
    const fields = fieldsOf(starter);
    const mixed = itemsIn(this.app, fields, 'MixedInstancesPolicy', 'LaunchTemplate');
    const overrides = mixed.flatMap((one) => (one.kind === 'object' ? itemsIn(this.app, one, 'Overrides') : []));
    return [
      ...this.specified(fields, 'LaunchTemplate'),
      ...[...mixed, ...overrides].flatMap((one) =>
        one.kind === 'object' ? this.specified(one, 'LaunchTemplateSpecification') : [one],
      ),
      ...settingIn(this.app, fields, 'LaunchConfigurationName').values,
    ];
  }

  /** What a template or a configuration starts; nothing where the app does not tell. */
  public launchesOf(named: Value): Launch[] {
    const resource = this.resourceOf(named);
    return resource === undefined ? [] : this.launchesIn(resource);
  }

  /** A launch template has its settings as its data, a launch configuration at its top. */
  public launchesIn(resource: Resource): Launch[] {
    if (resource.type !== 'AWS::EC2::LaunchTemplate') return [new Launch(this.app, fieldsOf(resource))];
    const data = settingIn(this.app, fieldsOf(resource), 'LaunchTemplateData').values;
    const read = data.flatMap((one) => (one.kind === 'object' ? [new Launch(this.app, one)] : []));
    return read.length === data.length ? read : [];
  }

  public resourceOf(named: Value): Resource | undefined {
    if (named.kind === 'resource')
      return /::Launch(Template|Configuration)$/.test(named.resource.type) ? named.resource : undefined;
    return this.byName.get(textOfValue(named))?.[0];
  }

  private specified(fields: Fields, name: string): Value[] {
    return settingIn(this.app, fields, name).values.flatMap((one) => {
      if (one.kind !== 'object') return [one];
      const found = ['LaunchTemplateId', 'LaunchTemplateName', 'Id', 'Name'].flatMap(
        (part) => settingIn(this.app, one, part).values,
      );
      return found.length > 0 ? found : [{ kind: 'unknown' as const, text: 'a launch template without a name' }];
    });
  }
}
