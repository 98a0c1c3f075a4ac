import { Resource } from '../template/resource';
import { APIS } from './components/apis';
import { ATTACHED } from './components/attached';
import { BATCH } from './components/batch';
import { isCustom, judgeCustom } from './components/custom-resources';
import { DATABASES } from './components/databases';
import { EDGES } from './components/edges';
import { MANAGED_ENDPOINTS } from './components/endpoints';
import { Judges } from './components/judge';
import { KUBERNETES } from './components/kubernetes';
import { LOAD_BALANCERS } from './components/load-balancers';
import { NAMES } from './components/names';
import { NETWORKS } from './components/networks';
import { SERVERS } from './components/servers';
import { STACKS } from './components/stacks';
import { TASKS } from './components/tasks';
import { Surroundings } from './network/surroundings';
import { notPublic, Opinion } from './opinion';
import { isInert } from './types/inert';
import { whyPart } from './types/parts';

/** The judges of what stands in a network, or has an endpoint. */
const JUDGES: Judges = {
  ...APIS,
  ...ATTACHED,
  ...BATCH,
  ...DATABASES,
  ...EDGES,
  ...KUBERNETES,
  ...LOAD_BALANCERS,
  ...MANAGED_ENDPOINTS,
  ...NAMES,
  ...NETWORKS,
  ...SERVERS,
  ...STACKS,
  ...TASKS,
};

/** The types that one of these judges looks at. */
export const JUDGED_TYPES: readonly string[] = Object.keys(JUDGES);

/** Whether anybody on the internet gets to a resource by a network; `undefined` where nothing here knows its type. */
export function judgeByNetwork(resource: Resource, around: Surroundings): Opinion | undefined {
  const judge = Object.prototype.hasOwnProperty.call(JUDGES, resource.type) ? JUDGES[resource.type] : undefined;
  if (judge !== undefined) return judge(resource, around);
  if (isCustom(resource.type)) return judgeCustom(resource, around);
  const why = whyPart(resource.type);
  return why === undefined ? inert(resource.type) : notPublic(why);
}

function inert(type: string): Opinion | undefined {
  if (!isInert(type)) return undefined;
  const noun = type
    .replace(/^.*::/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return notPublic(`${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun} has no address and no policy`);
}
