import type { CfnResource } from 'aws-cdk-lib';
import { objectOf } from '../../private/json';
import { NagModules } from './nag-modules';

/**
 * Types for which aws-cdk-lib has two classes, and CfnInclude takes the one that the rules of cdk-nag do not ask for: with it, each
 * rule for a cluster of EKS would be silent. Here is the other, by module and name.
 */
const TWINS: { readonly [type: string]: readonly [string, string] } = {
  'AWS::EKS::Cluster': ['aws-cdk-lib/aws-eks', 'CfnCluster'],
  'AWS::KinesisAnalyticsV2::Application': ['aws-cdk-lib/aws-kinesisanalytics', 'CfnApplicationV2'],
};

/** Makes a resource the class that rules ask for. Both are generated from one schema, so all that differs is `instanceof`. */
export function becomeTwin(node: CfnResource, { load }: NagModules): void {
  const twin = TWINS[node.cfnResourceType];
  if (twin === undefined) return;
  const [module, name] = twin;
  const { prototype } = objectOf(load(module))[name] as { readonly prototype: object };
  Object.setPrototypeOf(node, prototype);
}
