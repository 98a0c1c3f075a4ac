import { Signal } from '../../../lib/signals';
import { evaluate, MathValue } from '../../../lib/signals/preview/metric-math';

/** What a signal says of one minute, by the values that CloudWatch has of its metrics; undefined is no data. */
export function valueOf(signal: Signal, minute: { readonly [metric: string]: number | undefined }): number | undefined {
  const unknown = Object.keys(minute).filter((id) => !(id in signal.metrics));
  if (unknown.length > 0) throw new Error(`${signal.label} has no metric ${unknown.join(', ')}`);
  const input = { periodSeconds: 60, times: [0] };
  const variables: { [id: string]: MathValue } = Object.fromEntries(
    Object.keys(signal.metrics).map((id) => [id, seriesOf(id, minute[id])]),
  );
  for (const [id, step] of Object.entries(signal.steps ?? {})) variables[id] = evaluate(step, { ...input, variables });
  const result = evaluate(signal.expression ?? Object.keys(signal.metrics)[0], { ...input, variables });
  if (result.kind !== 'series') throw new Error(`${signal.label} is no series, but ${result.kind}`);
  return result.series.values.get(0);
}

function seriesOf(label: string, value: number | undefined): MathValue {
  return { kind: 'series', series: { label, values: new Map(value === undefined ? [] : [[0, value]]) } };
}
