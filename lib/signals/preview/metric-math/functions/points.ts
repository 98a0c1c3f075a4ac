import { MathFunction, MathFunctions } from '../call';
import { mapPoints } from '../values';

/** Functions of each point for itself. A point without a result, such as the logarithm of 0, is dropped. */
export const points: MathFunctions = {
  ABS: each(Math.abs),
  CEIL: each(Math.ceil),
  FLOOR: each(Math.floor),
  SQRT: each(Math.sqrt),
  EXP: each(Math.exp),
  LOG: each(Math.log),
  LOG10: each(Math.log10),
};

function each(change: (value: number) => number): MathFunction {
  return (call) => {
    call.takes(1);
    return call.each((series) => mapPoints(series, change));
  };
}
