import { IConstruct } from 'constructs';
import { nagModules } from './nag-modules';

/**
 * The paths of resources that come from another copy of aws-cdk-lib than the one that cdk-nag sees.
 *
 * In an app with two copies (a monorepo, `npm link`) the rules take such a resource for one that does not concern them, and the pack
 * is clean. Only the synth can tell: a template does not say which copy wrote it.
 */
export function foreignResources(app: IConstruct): string[] {
  const { CfnResource } = nagModules().cdk;
  const isForeign = (construct: IConstruct) =>
    CfnResource.isCfnResource(construct) && !((construct as unknown) instanceof CfnResource);
  return app.node
    .findAll()
    .filter(isForeign)
    .map(({ node }) => node.path);
}
