import { ExposureFixture } from './fixtures/fixture';
import { LOAD_BALANCER_FIXTURES } from './fixtures/load-balancers';

/** Every case of exposure by networks and endpoints, in the order of the research's list. */
export const EXPOSURE_FIXTURES: readonly ExposureFixture[] = [...LOAD_BALANCER_FIXTURES];
