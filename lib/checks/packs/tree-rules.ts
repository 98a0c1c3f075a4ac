import { isDeepStrictEqual } from 'util';
import { Resource, resourcesOf } from '../template/resource';
import { PackJudgement } from './run-pack';

/**
 * The one rule of cdk-nag that reads the tree of constructs and not the resources: whether beside the network stands the construct
 * that closes its default group. A template has no tree, but the resource that this construct makes.
 */
const CLOSED_DEFAULT_GROUP = /-VPCDefaultSecurityGroupClosed$/;

/** What a rule said, put right if it looked for what a template cannot have. */
export function asTemplateShows<T extends Pick<PackJudgement, 'rule' | 'verdict'>>(row: T, resource: Resource): T {
  const isAmiss = row.verdict === 'non-compliant' && CLOSED_DEFAULT_GROUP.test(row.rule);
  return isAmiss && hasClosedDefaultGroup(resource) ? { ...row, verdict: 'compliant' } : row;
}

function hasClosedDefaultGroup({ template, logicalId }: Resource): boolean {
  const group = { 'Fn::GetAtt': [logicalId, 'DefaultSecurityGroup'] };
  return resourcesOf(template, 'Custom::VpcRestrictDefaultSG').some(({ properties }) =>
    isDeepStrictEqual(properties.DefaultSecurityGroupId, group),
  );
}
