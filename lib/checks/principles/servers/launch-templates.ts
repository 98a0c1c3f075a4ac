import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { fieldOf, itemsOf, Possible, propertyOf, textsOf } from '../reading/possible';

export const LAUNCH_TEMPLATE = 'AWS::EC2::LaunchTemplate';
export const AUTO_SCALING_GROUP = 'AWS::AutoScaling::AutoScalingGroup';

/** The launch templates of an app, in whatever stack they are, as others name them. */
export class LaunchTemplates {
  private readonly byName: ReadonlyMap<string, Resource>;

  constructor(private readonly app: AppTemplates) {
    this.byName = new Map(
      app
        .ofType(LAUNCH_TEMPLATE)
        .flatMap((one) => textsOf(propertyOf(app, one, 'LaunchTemplateName')).map((name) => [name, one] as const)),
    );
  }

  /** What a specification (`LaunchTemplateId` or `LaunchTemplateName`) may mean; undefined for what is not in the app. */
  public namedBy(specification: Possible): Array<Resource | undefined> {
    if (specification.kind === 'absent') return [];
    const named = ['LaunchTemplateId', 'LaunchTemplateName']
      .flatMap((field) => fieldOf(this.app, specification, field))
      .filter(({ kind }) => kind !== 'absent');
    if (named.length === 0) return [undefined];
    return named.map((one) => {
      if (one.kind === 'text') return this.byName.get(one.text);
      return one.kind === 'resource' && one.resource.type === LAUNCH_TEMPLATE ? one.resource : undefined;
    });
  }
}

/** Every place where a group says which launch template it takes. */
export function launchSpecifications(app: AppTemplates, group: Resource): Possible[] {
  const mixed = ['MixedInstancesPolicy', 'LaunchTemplate'];
  return [
    ...propertyOf(app, group, 'LaunchTemplate'),
    ...propertyOf(app, group, ...mixed, 'LaunchTemplateSpecification'),
    ...launchOverrides(app, group).flatMap((one) => fieldOf(app, one, 'LaunchTemplateSpecification')),
  ].filter(({ kind }) => kind !== 'absent');
}

/** Other instance types that a group may take, each with what is different for it. */
export function launchOverrides(app: AppTemplates, group: Resource): Possible[] {
  return itemsOf(app, propertyOf(app, group, 'MixedInstancesPolicy', 'LaunchTemplate', 'Overrides'));
}
