import { AppTemplates } from '../../../template/app-templates';
import { Resource } from '../../../template/resource';
import { broken, COMPLIANT, judgeEach, Opinion, worst } from '../../opinion';
import { fieldOf, itemsOf, propertyOf, resourceOf, show } from '../../reading/possible';
import { Rule } from '../../rule';
import { INSTANCE } from '../../servers/server-sources';

export const REGISTERED_SERVER: Rule = {
  id: 'DIS-1-RegisteredServer',
  principle: 'DIS-1',
  severity: 'error',
  requirement: 'No load balancer lists its servers one by one.',
  why: 'A server that is on a list must be taken off it by hand, and its replacement put on it.',
  fix: 'let an Auto Scaling group register its servers in the target group',
  judge: (app) => [
    ...judgeEach(app.ofType('AWS::ElasticLoadBalancingV2::TargetGroup'), (group) => targetsOpinion(app, group)),
    ...judgeEach(app.ofType('AWS::ElasticLoadBalancing::LoadBalancer'), (balancer) =>
      worst(itemsOf(app, propertyOf(app, balancer, 'Instances')).map((one) => broken(`Instances lists ${show(one)}`))),
    ),
  ],
};

/** A target of another type than an instance may be anything, unless it is the address of an instance here. */
function targetsOpinion(app: AppTemplates, group: Resource): Opinion {
  const types = propertyOf(app, group, 'TargetType');
  const mayBeInstances = types.some((type) => type.kind !== 'text' || type.text === 'instance');
  const ids = itemsOf(app, propertyOf(app, group, 'Targets')).flatMap((target) => fieldOf(app, target, 'Id'));
  return worst(
    ids.map((id) =>
      mayBeInstances || resourceOf(id, INSTANCE) !== undefined ? broken(`Targets lists ${show(id)}`) : COMPLIANT,
    ),
  );
}
