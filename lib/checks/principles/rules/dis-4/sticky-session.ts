import { AppTemplates } from '../../../template/app-templates';
import { Resource } from '../../../template/resource';
import { broken, judgeEach, Opinion, worst } from '../../opinion';
import { expectNotTrue } from '../../reading/expectation';
import { fieldOf, itemsOf, propertyOf } from '../../reading/possible';
import { Rule } from '../../rule';

const POLICIES = ['AppCookieStickinessPolicy', 'LBCookieStickinessPolicy'];

/** Where listeners and their rules say what to do. */
const ACTIONS: { readonly [type: string]: string } = {
  'AWS::ElasticLoadBalancingV2::Listener': 'DefaultActions',
  'AWS::ElasticLoadBalancingV2::ListenerRule': 'Actions',
};

export const STICKY_SESSION: Rule = {
  id: 'DIS-4-StickySession',
  principle: 'DIS-4',
  severity: 'error',
  requirement: 'No client is bound to one server, or to one release.',
  why: 'A session that lives on one server dies with it, and a client that sticks stays with a release that is on its way out.',
  fix: 'switch stickiness off; keep sessions where every server can read them',
  judge: (app) => [
    ...judgeEach(app.ofType('AWS::ElasticLoadBalancingV2::TargetGroup'), (group) => targetGroupOpinion(app, group)),
    ...judgeEach(app.ofType('AWS::ElasticLoadBalancing::LoadBalancer'), (balancer) =>
      worst(
        POLICIES.flatMap((name) =>
          itemsOf(app, propertyOf(app, balancer, name)).map(() => broken(`${name} is stated`)),
        ),
      ),
    ),
    ...judgeEach(app.ofType(...Object.keys(ACTIONS)), (one) => actionsOpinion(app, one)),
  ],
};

function targetGroupOpinion(app: AppTemplates, group: Resource): Opinion {
  const attributes = itemsOf(app, propertyOf(app, group, 'TargetGroupAttributes'));
  return worst(
    attributes.flatMap((attribute) =>
      fieldOf(app, attribute, 'Key').flatMap((key) => {
        if (key.kind === 'text' && key.text !== 'stickiness.enabled') return [];
        return [expectNotTrue(fieldOf(app, attribute, 'Value'), 'stickiness.enabled')];
      }),
    ),
  );
}

function actionsOpinion(app: AppTemplates, resource: Resource): Opinion {
  const property = ACTIONS[resource.type];
  const sticky = ['ForwardConfig', 'TargetGroupStickinessConfig', 'Enabled'];
  return worst(
    itemsOf(app, propertyOf(app, resource, property)).map((action) =>
      expectNotTrue(fieldOf(app, action, ...sticky), `${property}.${sticky.join('.')}`),
    ),
  );
}
