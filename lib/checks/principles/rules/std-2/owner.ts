import { Resource } from '../../../template/resource';
import { broken, COMPLIANT, judgeEach, unclear } from '../../opinion';
import { textsOf } from '../../reading/possible';
import { tagKeys } from '../../reading/tags';
import { Rule } from '../../rule';

/** What costs money as long as it is there. */
const OWNED = [
  'AWS::AutoScaling::AutoScalingGroup',
  'AWS::DynamoDB::Table',
  'AWS::EC2::Instance',
  'AWS::EC2::NatGateway',
  'AWS::ECS::Service',
  'AWS::EKS::Cluster',
  'AWS::ElastiCache::ReplicationGroup',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::Lambda::Function',
  'AWS::OpenSearchService::Domain',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
  'AWS::Redshift::Cluster',
  'AWS::S3::Bucket',
];

/** Keys that say whom something belongs to, alone or at the end of a longer one: `shop:owner`, `CostCenter`. */
const OWNER_KEY = /(owner|owners|team|squad|costcenter|contact)$/;

export const OWNER: Rule = {
  id: 'STD-2-Owner',
  principle: 'STD-2',
  severity: 'warning',
  requirement: 'What costs money says whom it belongs to.',
  why: 'What nobody owns, nobody switches off, and nobody is told when it is at risk.',
  fix: "tag the app, which tags all that is in it: Tags.of(app).add('owner', 'the team')",
  standards: ['NIST-800-53-R5:CM-8', 'NIST-800-53-R5:CM-8(4)'],
  judge: (app) =>
    judgeEach(
      app.ofType(...OWNED).filter((one) => !isOfCdk(one)),
      (resource) => {
        const keys = tagKeys(app, resource);
        if (textsOf(keys).some((key) => OWNER_KEY.test(key.toLowerCase().replace(/[-_ ]/g, '')))) return COMPLIANT;
        const isKnown = keys.every(({ kind }) => kind === 'text');
        return isKnown ? broken('No tag of it names an owner, a team or a cost center') : unclear('What its Tags are');
      },
    ),
};

/** A function that the CDK adds for work at deployment; it takes no tags. */
function isOfCdk({ name }: Resource): boolean {
  return /CustomResourceProvider\/?Handler/.test(name);
}
