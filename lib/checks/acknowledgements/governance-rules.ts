import { ruleName } from '../principles/principle-finding';
import { AcknowledgementState } from '../report/report-model';

/** What can be wrong with an acknowledgement. */
export type AcknowledgementFlaw = Exclude<AcknowledgementState, 'used'>;

/**
 * The rules about acknowledgements, and how bad it is to break one.
 *
 * An error is what makes a report say less than it seems to: a finding is hidden though nobody may hide it any more, nobody
 * can say why, nobody sees that it is, or nobody knows which ones will be. A warning is what is missing or left over while
 * the report is still true. Both fail a check.
 */
export const GOVERNANCE_RULES: {
  readonly [flaw in AcknowledgementFlaw]: { readonly name: string; readonly severity: 'error' | 'warning' };
} = {
  unused: { name: ruleName({ id: 'SEC-2-UnusedAcknowledgement' }), severity: 'warning' },
  expired: { name: ruleName({ id: 'SEC-2-ExpiredAcknowledgement' }), severity: 'error' },
  'no-reason': { name: ruleName({ id: 'SEC-2-AcknowledgementWithoutReason' }), severity: 'error' },
  'no-owner': { name: ruleName({ id: 'SEC-2-AcknowledgementWithoutOwner' }), severity: 'warning' },
  'no-expiry': { name: ruleName({ id: 'SEC-2-AcknowledgementWithoutExpiry' }), severity: 'warning' },
  broad: { name: ruleName({ id: 'SEC-2-BroadAcknowledgement' }), severity: 'error' },
  unrecorded: { name: ruleName({ id: 'SEC-2-UnrecordedAcknowledgement' }), severity: 'error' },
};
