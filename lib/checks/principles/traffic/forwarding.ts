import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { fieldOf, itemsOf, Possible, propertyOf, resourceOf } from '../reading/possible';

export const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
export const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';
export const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const LISTENER_RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';

/** The load balancers in front of each target group. */
export class Forwarding {
  private readonly balancers = new Map<Resource, Set<Resource>>();

  constructor(private readonly app: AppTemplates) {
    for (const listener of app.ofType(LISTENER)) {
      this.add(this.targetsOf(listener, 'DefaultActions'), this.balancersOf(listener));
    }
    for (const rule of app.ofType(LISTENER_RULE)) {
      const listeners = propertyOf(app, rule, 'ListenerArn').flatMap((one) => resourceOf(one, LISTENER) ?? []);
      this.add(
        this.targetsOf(rule, 'Actions'),
        listeners.flatMap((listener) => this.balancersOf(listener)),
      );
    }
  }

  public inFrontOf(targetGroup: Resource): Resource[] {
    return [...(this.balancers.get(targetGroup) ?? [])];
  }

  private add(groups: readonly Resource[], balancers: readonly Resource[]): void {
    for (const group of groups) {
      const known = this.balancers.get(group) ?? new Set();
      balancers.forEach((one) => known.add(one));
      this.balancers.set(group, known);
    }
  }

  private balancersOf(listener: Resource): Resource[] {
    return propertyOf(this.app, listener, 'LoadBalancerArn').flatMap((one) => resourceOf(one, LOAD_BALANCER) ?? []);
  }

  private targetsOf(resource: Resource, property: string): Resource[] {
    const actions = itemsOf(this.app, propertyOf(this.app, resource, property));
    return actions.flatMap((action) => this.targetsIn(action)).flatMap((one) => resourceOf(one, TARGET_GROUP) ?? []);
  }

  private targetsIn(action: Possible): Possible[] {
    const weighted = itemsOf(this.app, fieldOf(this.app, action, 'ForwardConfig', 'TargetGroups'));
    return [
      ...fieldOf(this.app, action, 'TargetGroupArn'),
      ...weighted.flatMap((one) => fieldOf(this.app, one, 'TargetGroupArn')),
    ];
  }
}
