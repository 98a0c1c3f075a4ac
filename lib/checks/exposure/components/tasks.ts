import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { Value } from '../../template/template-values';
import { doorIn, Option } from '../network/option';
import { groupsIn, subnetsIn } from '../network/place';
import { judgePlacement } from '../network/placement';
import { Surroundings } from '../network/surroundings';
import { mostOpen, notPublic, Opinion, unknown } from '../opinion';
import { Fields, fieldsOf, itemsIn, settingIn, settingOf, textOfValue } from '../setting';
import { Judges } from './judge';

/** Containers, which may have a public address of their own. */
export const TASKS: Judges = {
  'AWS::ECS::Service': (service, around) => judgeTasks(service, [fieldsOf(service)], around),
  'AWS::ECS::TaskSet': (set, around) => judgeTasks(set, [fieldsOf(set)], around),
  'AWS::Events::Rule': (rule, around) => judgeTargets(rule, itemsIn(around.app, fieldsOf(rule), 'Targets'), around),
  'AWS::Scheduler::Schedule': (schedule, around) =>
    judgeTargets(schedule, settingOf(around.app, schedule, 'Target').values, around),
};

/** A rule or a schedule has no address; the tasks that it starts may. */
function judgeTargets(resource: Resource, targets: readonly Value[], around: Surroundings): Opinion {
  const found = targets.map((target): Opinion => {
    if (target.kind !== 'object') return unknown(`its target ${textOfValue(target)} is not in the templates`);
    const { values } = settingIn(around.app, target, 'EcsParameters');
    if (values.length === 0) return NOTHING_STARTED;
    const tasks = values.flatMap((one) => (one.kind === 'object' ? [one] : []));
    return tasks.length < values.length
      ? unknown('the tasks that it starts are not in the templates')
      : judgeTasks(resource, tasks, around);
  });
  return mostOpen(found) ?? NOTHING_STARTED;
}

const NOTHING_STARTED = notPublic('it has no address, and starts no tasks');

const PUBLIC_IP: Option = { path: ['AssignPublicIp'], opens: ['enabled'], closes: ['disabled'], absent: 'unknown' };

function judgeTasks(resource: Resource, tasks: readonly Fields[], around: Surroundings): Opinion {
  const { app } = around;
  const opinions = tasks.flatMap((task): Opinion[] => {
    const networks = networksOf(app, task);
    if (networks.length === 0) return [withoutNetwork(app, task)];
    return networks.map((network) =>
      network.kind === 'object'
        ? judgeNetwork(resource, network, around)
        : unknown('its network is not in the templates'),
    );
  });
  return mostOpen(opinions) ?? NOTHING_STARTED;
}

/** Services spell it in one way, rules in another. */
function networksOf(app: AppTemplates, task: Fields): Value[] {
  return ['AwsvpcConfiguration', 'AwsVpcConfiguration'].flatMap(
    (name) => settingIn(app, task, 'NetworkConfiguration', name).values,
  );
}

/** Without a network of their own, containers share that of the server which they stand on. */
function withoutNetwork(app: AppTemplates, task: Fields): Opinion {
  const types = settingIn(app, task, 'LaunchType').values.map(textOfValue);
  if (types.some((type) => type !== 'EC2')) {
    return unknown(`LaunchType is ${types.join(' or ')}, and where its tasks stand is not in the templates`);
  }
  return notPublic('its tasks have no address of their own; the servers that they stand on are judged themselves');
}

function judgeNetwork(resource: Resource, network: Fields, around: Surroundings): Opinion {
  const { app } = around;
  const subnets = subnetsIn(app, network, 'Subnets');
  const door = doorIn(app, network, PUBLIC_IP);
  return judgePlacement(
    {
      resource,
      noun: 'tasks of',
      subnets,
      groups: groupsIn(app, network, ['SecurityGroups'], subnets),
      ports: [],
      isTcpOnly: false,
      address: () => door,
    },
    around,
  );
}
