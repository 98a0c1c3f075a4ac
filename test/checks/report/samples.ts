import { Assembly } from '../../../lib/checks/assembly/assembly';
import { Finding } from '../../../lib/checks/report/report-model';
import { SignalRow } from '../../../lib/checks/signals/signal-table';
import { findingOf } from './model-samples';

export const EMPTY_ASSEMBLY: Assembly = {
  stacks: [],
  templates: [],
  metadata: [],
  digest: '',
  plugins: [],
  machineFolders: [],
};

export function finding(props: Partial<Finding> = {}): Finding {
  const plain = { pack: 'Pack', rule: 'Rule', construct: 'Shop/A', constructType: undefined, description: 'Wrong.' };
  return findingOf({ ...plain, stack: '', ...props });
}

/** A row of the table of signals. */
export function row(props: Partial<SignalRow> = {}): SignalRow {
  return {
    stack: 'prod-shop',
    service: 'checkout',
    scope: 'service',
    signal: 'latency',
    metric: 'AWS/ApplicationELB TargetResponseTime p99',
    alarm: 'Shop/Checkout/Latency',
    threshold: '> 0.3 in 3 of 5 min',
    missingData: 'notBreaching',
    reaches: ['page'],
    widgets: ['Latency', 'p99 by release'],
    action: true,
    ...props,
  };
}
