import { EgressWay } from '../exposure-model';
import { Surroundings } from '../network/surroundings';
import { endpointWays } from './endpoint-ways';
import { gatewayWays } from './gateway-ways';
import { groupWays } from './group-ways';
import { serviceWays } from './service-ways';

/** Every way by which a server or a function of the app can send data away. */
export function egressOf(around: Surroundings): EgressWay[] {
  return [...gatewayWays(around), ...groupWays(around), ...endpointWays(around), ...serviceWays(around)];
}
