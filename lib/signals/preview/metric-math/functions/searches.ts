import { MathFunctions } from '../call';

/** Functions that find series which the expression does not name. */
export const searches: MathFunctions = {
  /** `METRICS()` is all metrics; `METRICS('errors')` is those with that text in their ids. */
  METRICS: (call) => {
    call.takes(0, 1);
    const { variables, metrics = Object.keys(variables) } = call.input;
    const part = call.args.length === 1 ? call.text(0) : '';
    const found = metrics.filter((id) => id.includes(part)).map((id) => variables[id]);
    return { kind: 'list', list: found.flatMap((value) => (value.kind === 'series' ? [value.series] : [])) };
  },
  /** `SEARCH('{Namespace, Dimension} term', 'Sum', 300)`; without a period it takes that of the expression. */
  SEARCH: (call) => {
    call.takes(2, 3);
    const { search, periodSeconds } = call.input;
    if (search === undefined) return call.fail('is not allowed here: an alarm cannot watch what is found later');
    const period = call.args.length === 3 ? call.number(2) : periodSeconds;
    return { kind: 'list', list: search(call.text(0), call.text(1), period) };
  },
};
