import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { distinct } from '../opinion';
import { groupBy, keyOf, keyOfResource, settingOf, textOfValue } from '../setting';

const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';

/** The listeners of the load balancers of an app. */
export class Listeners {
  private readonly byBalancer: ReadonlyMap<string, readonly Resource[]>;

  constructor(private readonly app: AppTemplates) {
    this.byBalancer = groupBy(app.ofType(LISTENER), (one) => settingOf(app, one, 'LoadBalancerArn').values.map(keyOf));
  }

  public portsOf(balancer: Resource): string[] {
    const listeners = this.byBalancer.get(keyOfResource(balancer)) ?? [];
    return distinct(listeners.flatMap((one) => settingOf(this.app, one, 'Port').values.map(textOfValue)));
  }

  /** The load balancer that something leads to: itself, or by one of its listeners. */
  public balancerOf(target: Resource): Resource[] {
    if (target.type !== LISTENER) return [target];
    return settingOf(this.app, target, 'LoadBalancerArn').values.flatMap((one) =>
      one.kind === 'resource' ? [one.resource] : [],
    );
  }
}
