import { CUSTOM_FIXTURES } from './fixtures/custom-resources';
import { DATABASE_FIXTURES } from './fixtures/databases';
import { ENDPOINT_FIXTURES } from './fixtures/endpoints';
import { ExposureFixture } from './fixtures/fixture';
import { LOAD_BALANCER_FIXTURES } from './fixtures/load-balancers';
import { NETWORK_FIXTURES } from './fixtures/networks';
import { SERVER_FIXTURES } from './fixtures/servers';

/** Every case of exposure by networks and endpoints, in the order of the research's list. */
export const EXPOSURE_FIXTURES: readonly ExposureFixture[] = [
  ...LOAD_BALANCER_FIXTURES,
  ...NETWORK_FIXTURES,
  ...SERVER_FIXTURES,
  ...ENDPOINT_FIXTURES,
  ...DATABASE_FIXTURES,
  ...CUSTOM_FIXTURES,
];
