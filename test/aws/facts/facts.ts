import { weightsStay } from './1-weights-stay';
import { gateHears } from './2-gate-hears';
import { triggerLatency } from './3-trigger-latency';
import { noDraining } from './4-no-draining';
import { dnsFailover } from './5-dns-failover';
import { requestPolicy } from './6-request-policy';
import { triggerInAlarm } from './7-trigger-in-alarm';
import { shortage } from './8-shortage';
import { Fact } from './fact';

/** The eight facts that no document settles. */
export const FACTS: Fact[] = [
  weightsStay,
  gateHears,
  triggerLatency,
  noDraining,
  dnsFailover,
  requestPolicy,
  triggerInAlarm,
  shortage,
];
