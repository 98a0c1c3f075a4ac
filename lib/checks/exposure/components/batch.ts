import { Resource } from '../../template/resource';
import { Door } from '../network/door';
import { Launch } from '../network/launch';
import { groupsIn, subnetsIn } from '../network/place';
import { judgePlacement } from '../network/placement';
import { Surroundings } from '../network/surroundings';
import { mostOpen, Opinion, unknown } from '../opinion';
import { Fields, settingIn, settingOf, textOfValue } from '../setting';
import { Judges } from './judge';

/** Where jobs run: on servers, or as tasks, which may have a public address of their own. */
export const BATCH: Judges = {
  'AWS::Batch::ComputeEnvironment': (environment, around) => {
    const { values } = settingOf(around.app, environment, 'ComputeResources');
    const opinions = values.map((one) =>
      one.kind === 'object'
        ? judgeResources(environment, one, around)
        : unknown('its servers are not in the templates'),
    );
    return mostOpen(opinions) ?? unknown('the servers that it uses are not in the templates');
  },
};

function judgeResources(environment: Resource, resources: Fields, around: Surroundings): Opinion {
  const { app } = around;
  if (settingIn(app, resources, 'LaunchTemplate').values.length > 0) {
    return unknown('what its launch template makes of its servers is not known to this version');
  }
  const kinds = settingIn(app, resources, 'Type').values.map(textOfValue);
  const isOnServers = kinds.length > 0 && kinds.every((kind) => kind === 'EC2' || kind === 'SPOT');
  const servers = new Launch(app, { fields: {}, template: resources.template });
  const subnets = subnetsIn(app, resources, 'Subnets');
  return judgePlacement(
    {
      resource: environment,
      noun: 'jobs of',
      subnets,
      groups: groupsIn(app, resources, ['SecurityGroupIds'], subnets),
      ports: [],
      isTcpOnly: false,
      address: (family, subnet) => (isOnServers ? servers.address(family, subnet) : JOB),
    },
    around,
  );
}

/** A job says so itself, and whoever submits one may submit any. */
const JOB: Door = { isOpen: 'unknown', why: 'whether its jobs have public addresses is said by each job' };
