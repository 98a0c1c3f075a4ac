import { App } from 'aws-cdk-lib';
import { acknowledgements } from '../../../examples/acknowledgements';
import { alertRoutes } from '../../../examples/alert-routes';
import { edge } from '../../../examples/edge';
import { escapeHatches } from '../../../examples/escape-hatches';
import { existingNetwork } from '../../../examples/existing-network';
import { fleet } from '../../../examples/fleet';
import { minimalService } from '../../../examples/minimal-service';
import { objectives } from '../../../examples/objectives';
import { rollout } from '../../../examples/rollout';
import { runtimeConfiguration } from '../../../examples/runtime-configuration';
import { shop } from '../../../examples/shop';
import { readContents } from '../../../lib/checks/assembly/assembly';
import { exposureOf } from '../../../lib/checks/exposure/exposure';
import { AppTemplates } from '../../../lib/checks/template/app-templates';
import { withConstructPaths } from '../../../lib/checks/template/construct-paths';
import { synth } from '../../fixtures/assemblies/synth';
import { platformIn, serviceIn } from '../../stacks';

const PRIVATE_EXAMPLES: { readonly [name: string]: (app: App) => unknown } = {
  acknowledgements,
  alertRoutes,
  escapeHatches: (app) => escapeHatches(app, platformIn(app)),
  fleet: (app) => fleet(app, platformIn(app)),
  minimalService,
  objectives: (app) => objectives(app, platformIn(app)),
  rollout: (app) => rollout(app, platformIn(app)),
  runtimeConfiguration: (app) => runtimeConfiguration(app, platformIn(app)),
  shop: (app) => shop(app, 'examples/release.json'),
};

function judgementsOf(build: (app: App) => unknown) {
  return exposureOf(new AppTemplates(withConstructPaths(readContents(synth((app) => void build(app)))))).judgements;
}

function shownIn(build: (app: App) => unknown): string[] {
  return judgementsOf(build)
    .filter(({ verdict }) => verdict !== 'not-public')
    .map(({ resource: { name, type }, verdict }) => `${verdict} ${type} ${name}`);
}

describe('what the internet reaches', () => {
  test.each(Object.entries(PRIVATE_EXAMPLES))(
    'of the example %s is nothing, for certain',
    (_, build) => {
      expect(judgementsOf(build).length).toBeGreaterThan(1);
      expect(shownIn(build)).toEqual([]);
    },
    60_000,
  );

  test('of the example with an edge is one distribution, and the load balancer through it', () => {
    expect(shownIn(edge)).toEqual(['public AWS::CloudFront::Distribution Edge/Checkout/Distribution/Resource']);
    const balancer = judgementsOf(edge).find(({ resource: { type } }) => type.endsWith('::LoadBalancer'));
    expect(balancer?.paths).toEqual([
      [
        'internet',
        'distribution Edge/Checkout/Distribution',
        'VPC origin Edge/Checkout/VpcOrigin',
        'load balancer Platform/Platform/Entrance/LoadBalancer',
      ],
    ]);
  }, 60_000);

  test('of the example with a load balancer of another app is unknown at its listeners and at its name, and nowhere else', () => {
    expect(shownIn((app) => serviceIn(app, { platform: existingNetwork(app) }))).toEqual([
      'unknown AWS::ElasticLoadBalancingV2::Listener Platform/Entrance/ProductionListener/Resource',
      'unknown AWS::ElasticLoadBalancingV2::Listener Platform/Entrance/TestListener/Resource',
      'unknown AWS::Route53::RecordSet Checkout/Checkout/Address/Resource',
    ]);
  }, 60_000);
});
