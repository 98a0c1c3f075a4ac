import { App } from 'aws-cdk-lib';
import { acknowledgements } from '../../../../examples/acknowledgements';
import { alertRoutes } from '../../../../examples/alert-routes';
import { edge } from '../../../../examples/edge';
import { escapeHatches } from '../../../../examples/escape-hatches';
import { existingNetwork } from '../../../../examples/existing-network';
import { fleet } from '../../../../examples/fleet';
import { minimalService } from '../../../../examples/minimal-service';
import { objectives } from '../../../../examples/objectives';
import { rollout } from '../../../../examples/rollout';
import { runtimeConfiguration } from '../../../../examples/runtime-configuration';
import { shop } from '../../../../examples/shop';
import { readTemplates } from '../../../../lib/checks/assembly/assembly';
import { judgePrincipals } from '../../../../lib/checks/exposure/principals/principals';
import { AppTemplates } from '../../../../lib/checks/template/app-templates';
import { synth } from '../../../fixtures/assemblies/synth';
import { platformIn, serviceIn } from '../../../stacks';

const EXAMPLES: { readonly [name: string]: (app: App) => unknown } = {
  acknowledgements,
  alertRoutes,
  edge,
  escapeHatches: (app) => escapeHatches(app, platformIn(app)),
  existingNetwork: (app) => serviceIn(app, { platform: existingNetwork(app) }),
  fleet: (app) => fleet(app, platformIn(app)),
  minimalService,
  objectives: (app) => objectives(app, platformIn(app)),
  rollout: (app) => rollout(app, platformIn(app)),
  runtimeConfiguration: (app) => runtimeConfiguration(app, platformIn(app)),
  shop: (app) => shop(app, 'examples/release.json'),
};

/** Elastic Load Balancing writes access logs from an account of its own in each older region. */
const LOG_DELIVERY = 'account 156460612806: s3:PutObject';

describe('policies of the examples', () => {
  test.each(Object.entries(EXAMPLES))(
    '%s lets in nobody from outside but the delivery of logs',
    (_, build) => {
      const { judgements, grants } = judgePrincipals(new AppTemplates(readTemplates(synth((app) => build(app)))));
      expect(judgements.length).toBeGreaterThan(1);
      expect(judgements.filter(({ verdict }) => verdict !== 'not-public')).toEqual([]);
      expect(grants.map(({ to, what }) => `${to}: ${what}`).filter((one) => one !== LOG_DELIVERY)).toEqual([]);
    },
    60_000,
  );
});
