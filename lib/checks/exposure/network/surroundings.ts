import { AppTemplates } from '../../template/app-templates';
import { GroupUsers } from './group-users';
import { LaunchTemplates } from './launch-templates';
import { Listeners } from './listeners';
import { Network } from './placement';
import { PublicAddresses } from './public-addresses';
import { Routes } from './routes';
import { SecurityGroups } from './security-groups';

/** What judges look at beside the resource that they judge. */
export interface Surroundings extends Network {
  readonly app: AppTemplates;
  readonly addresses: PublicAddresses;
  readonly launches: LaunchTemplates;
  readonly listeners: Listeners;
  readonly users: GroupUsers;
}

export function surroundingsOf(app: AppTemplates): Surroundings {
  return {
    app,
    addresses: new PublicAddresses(app),
    groups: new SecurityGroups(app),
    launches: new LaunchTemplates(app),
    listeners: new Listeners(app),
    routes: new Routes(app),
    users: new GroupUsers(app),
  };
}
