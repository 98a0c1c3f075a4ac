import { MathFunctions } from '../call';
import { anomalies } from './anomalies';
import { calendar } from './calendar';
import { changes } from './changes';
import { choices } from './choices';
import { fills } from './fills';
import { lists } from './lists';
import { points } from './points';
import { searches } from './searches';
import { statistics } from './statistics';

/** All functions of metric math that are understood. */
export const FUNCTIONS: MathFunctions = {
  ...anomalies,
  ...calendar,
  ...changes,
  ...choices,
  ...fills,
  ...lists,
  ...points,
  ...searches,
  ...statistics,
};
