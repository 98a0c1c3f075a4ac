import { Acknowledgement, Report } from '../report-model';

/** Acknowledgements that accept something. One that is unused accepts nothing: it is a finding of its own. */
export function acceptedIn({ acknowledgements }: Pick<Report, 'acknowledgements'>): Acknowledgement[] {
  return acknowledgements.filter(({ states }) => !states.includes('unused'));
}

/** The reason with all that governs it, in one sentence for machines that have one field for it. */
export function justificationOf({ reason, owner, expires, evidence }: Acknowledgement): string {
  return [
    reason || '(no reason given)',
    `owner: ${owner || '(nobody)'}`,
    `expires: ${expires || '(never)'}`,
    `evidence: ${evidence || '(none)'}`,
  ].join(' · ');
}
