import { AppTemplates } from '../../../template/app-templates';
import { Resource } from '../../../template/resource';
import { broken, COMPLIANT, judgeEach, Opinion, unclear } from '../../opinion';
import { itemsOf, propertyOf, resourceOf, textsOf } from '../../reading/possible';
import { Rule } from '../../rule';

/** What a group has that deploys onto servers. */
const OF_SERVERS = [
  'AutoScalingGroups',
  'Ec2TagFilters',
  'Ec2TagSet',
  'OnPremisesInstanceTagFilters',
  'OnPremisesTagSet',
];

export const CODE_DEPLOY: Rule = {
  id: 'DIS-3-CodeDeploy',
  principle: 'DIS-3',
  severity: 'error',
  requirement: 'No agent puts code onto running servers.',
  why: 'A server gets its code when the image is baked; a deployment onto it can fail half way, and the next server may get something else.',
  fix: 'bake the code into the image and start new servers from it',
  standards: ['NIST-800-53-R5:CM-3'],
  judge: (app) => judgeEach(app.ofType('AWS::CodeDeploy::DeploymentGroup'), (group) => opinionOn(app, group)),
};

function opinionOn(app: AppTemplates, group: Resource): Opinion {
  const servers = OF_SERVERS.find((name) => itemsOf(app, propertyOf(app, group, name)).length > 0);
  if (servers !== undefined) return broken(`${servers} names servers to deploy onto`);
  if (itemsOf(app, propertyOf(app, group, 'ECSServices')).length > 0) return COMPLIANT;
  const applications = propertyOf(app, group, 'ApplicationName').map((name) =>
    resourceOf(name, 'AWS::CodeDeploy::Application'),
  );
  const platforms = applications.flatMap((one) => (one ? textsOf(propertyOf(app, one, 'ComputePlatform')) : []));
  const isElsewhere =
    platforms.length === applications.length && platforms.every((one) => ['Lambda', 'ECS'].includes(one));
  return isElsewhere ? COMPLIANT : unclear('Whether its application is one for servers (ComputePlatform)');
}
