export { evaluate, referencesOf } from './evaluate';
export { MathError } from './math-error';
export type { MathInput, MathValue, Series, TimeSeries } from './values';
