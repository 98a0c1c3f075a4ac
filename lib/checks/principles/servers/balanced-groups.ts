import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { itemsOf, propertyOf } from '../reading/possible';
import { AUTO_SCALING_GROUP } from './launch-templates';

/** The groups that a load balancer sends requests to. */
export function balancedGroups(app: AppTemplates): Resource[] {
  return app
    .ofType(AUTO_SCALING_GROUP)
    .filter((group) =>
      ['TargetGroupARNs', 'LoadBalancerNames', 'TrafficSources'].some(
        (property) => itemsOf(app, propertyOf(app, group, property)).length > 0,
      ),
    );
}
