import { byService } from '../../../lib/checks/signals/by-service';
import { MissingSignal, SignalRow } from '../../../lib/checks/signals/signal-table';

const row = (stack: string, service: string, alarm: string) => ({ stack, service, alarm }) as SignalRow;
const missing = (stack: string, service: string, signal: string) => ({ stack, service, signal }) as MissingSignal;

test('the table comes in parts, one for each service of each stack, also where all is missing', () => {
  const rows = [row('prod', 'checkout', 'a'), row('dev', 'checkout', 'b'), row('prod', 'checkout', 'c')];
  const unwatched = [missing('prod', 'cart', 'errors'), missing('dev', 'checkout', 'traffic')];
  expect(byService(rows, unwatched)).toEqual([
    { stack: 'dev', service: 'checkout', rows: [rows[1]], missing: [unwatched[1]] },
    { stack: 'prod', service: 'cart', rows: [], missing: [unwatched[0]] },
    { stack: 'prod', service: 'checkout', rows: [rows[0], rows[2]], missing: [] },
  ]);
  expect(byService([], [])).toEqual([]);
});
