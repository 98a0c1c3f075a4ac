import { MathFunction, MathFunctions } from '../call';
import { MathValue, TimeSeries, timeSeries } from '../values';
import { mean, sum } from './statistics';

/** What a list can be sorted by. */
const SORTED_BY: { readonly [name: string]: (values: readonly number[]) => number } = {
  AVG: mean,
  MIN: (values) => values.reduce((one, other) => Math.min(one, other)),
  MAX: (values) => values.reduce((one, other) => Math.max(one, other)),
  SUM: sum,
};

/** Functions of a list as a whole, and the one that makes a series of a number. */
export const lists: MathFunctions = {
  FIRST: one((list) => list[0]),
  LAST: one((list) => list[list.length - 1]),
  /** From one place on, counted from 0, up to but without another one. */
  SLICE: (call) => {
    call.takes(2, 3);
    const end = call.args.length === 3 ? call.number(2) : undefined;
    return listOf(call.list(0).slice(call.number(1), end));
  },
  SORT: (call) => {
    call.takes(3, 4);
    const list = call.list(0);
    const measure = SORTED_BY[call.word(1, Object.keys(SORTED_BY))];
    const sign = call.word(2, ['ASC', 'DESC']) === 'ASC' ? 1 : -1;
    const limit = call.args.length === 4 ? call.number(3) : undefined;
    return listOf(sorted(list, measure, sign).slice(0, limit));
  },
  REMOVE_EMPTY: (call) => {
    call.takes(1);
    return listOf(call.list(0).filter(({ values }) => values.size > 0));
  },
  TIME_SERIES: (call) => {
    call.takes(1);
    const value = call.number(0);
    return timeSeries(
      call.name,
      call.input.times.map((time) => [time, value] as const),
    );
  },
};

function listOf(list: TimeSeries[]): MathValue {
  return { kind: 'list', list };
}

function one(choose: (list: TimeSeries[]) => TimeSeries | undefined): MathFunction {
  return (call) => {
    call.takes(1);
    const series = choose(call.list(0));
    return { kind: 'series', series: series ?? call.fail('has nothing to take: the list is empty') };
  };
}

/** What is empty cannot be compared, and comes last. */
function sorted(list: TimeSeries[], measure: (values: readonly number[]) => number, sign: 1 | -1): TimeSeries[] {
  const [full, empty] = [list.filter(({ values }) => values.size > 0), list.filter(({ values }) => values.size === 0)];
  const measured = full.map((series) => ({ series, value: measure([...series.values.values()]) }));
  measured.sort((one, other) => sign * (one.value - other.value));
  return [...measured.map(({ series }) => series), ...empty];
}
