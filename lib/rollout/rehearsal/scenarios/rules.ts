import { arn } from '../account/arn';
import { Simulation } from '../simulation';
import { Scenario, SERVERS, SHIFTING } from './stage';

/** A target group that none of the releases has. */
const STRANGER = arn('elasticloadbalancing', 'targetgroup/maintenance-page/0f3c6c1e5d0b4c55');

/** From now on the production rule is somebody's own. */
function takeOver({ cloud, service }: Simulation): void {
  cloud.handMade.add(service.productionRule.arn);
  cloud.balancer.targetGroups.set(STRANGER, { ...service.targetGroup, arn: STRANGER });
}

/** Hands that are not the gate's on its rule. */
export const RULE_SCENARIOS: readonly Scenario[] = [
  {
    name: 'rule-edited-by-hand',
    story: 'Somebody shifts half of the users by hand in the middle of the rollout.',
    expected: 'rolled back',
    timed: true,
    strike: (stage) =>
      stage.strike(SHIFTING, 65, () => {
        const { cloud, from, to } = stage.simulation;
        const weights = { [from!.targetGroup.arn]: 50, [to!.targetGroup.arn]: 50 };
        cloud.balancer.setWeights(to!.productionRule.arn, weights);
      }),
  },
  {
    name: 'maintenance-page',
    story:
      'Somebody leads all users to a maintenance page in the middle of the rollout; the gate must leave them there.',
    expected: 'rolled back',
    timed: true,
    strike: (stage) =>
      stage.strike(SHIFTING, 65, () => {
        const { cloud, to } = stage.simulation;
        takeOver(stage.simulation);
        cloud.balancer.setWeights(to!.productionRule.arn, { [STRANGER]: 100 });
      }),
  },
  {
    name: 'rule-deleted',
    story: 'Somebody deletes the production rule during the rollout.',
    expected: 'refused before any traffic',
    timed: true,
    strike: (stage) =>
      stage.strike(SERVERS, 30, () => {
        const { cloud, to } = stage.simulation;
        takeOver(stage.simulation);
        cloud.balancer.deleteRule(to!.productionRule.arn);
      }),
  },
  {
    name: 'priority-taken',
    story: "The priority of the service's rules belongs to another service.",
    expected: 'refused before any traffic',
    strike: ({ simulation }) => {
      const { cloud, to } = simulation;
      takeOver(simulation);
      cloud.balancer.createRule({
        ...to!.productionRule,
        hosts: ['other.shop.internal'],
        weights: { [STRANGER]: 100 },
      });
    },
  },
  {
    name: 'rollback-left-unfinished',
    story: 'An earlier rollback did not end: the production rule still leads to two releases.',
    expected: 'refused before any traffic',
    strike: ({ simulation }) => {
      const { cloud, from } = simulation;
      takeOver(simulation);
      cloud.balancer.setWeights(from!.productionRule.arn, { [from!.targetGroup.arn]: 90, [STRANGER]: 10 });
    },
  },
];
