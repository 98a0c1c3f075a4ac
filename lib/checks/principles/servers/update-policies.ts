import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { attributeOf, Possible } from '../reading/possible';

/** How CloudFormation brings a change of a group to its servers. */
export interface UpdatePolicies {
  readonly rolling: readonly Possible[];
  readonly refresh: readonly Possible[];
  /** `WillReplace` of the policy that makes a new group. */
  readonly willReplace: readonly Possible[];
}

export function updatePoliciesOf(app: AppTemplates, group: Resource): UpdatePolicies {
  const policy = (...path: string[]) => attributeOf(app, group, 'UpdatePolicy', ...path);
  return {
    rolling: stated(policy('AutoScalingRollingUpdate')),
    refresh: stated(policy('AutoScalingInstanceRefresh')),
    willReplace: policy('AutoScalingReplacingUpdate', 'WillReplace').filter(
      (one) => one.kind !== 'absent' && !(one.kind === 'text' && one.text === 'false'),
    ),
  };
}

/** Whether any of them puts new servers in the place of the old ones. */
export function replacesServers({ rolling, refresh, willReplace }: UpdatePolicies): boolean {
  return rolling.length + refresh.length + willReplace.length > 0;
}

function stated(values: readonly Possible[]): Possible[] {
  return values.filter(({ kind }) => kind !== 'absent');
}
