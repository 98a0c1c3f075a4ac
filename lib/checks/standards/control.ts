/** How far the templates of an app can show that a control is kept. */
export type ControlScope = 'template' | 'partly' | 'account';

/** One requirement of a standard, in this library's own words. */
export interface Control {
  /** As in findings: `FSBP:EC2.8`. */
  readonly id: string;
  readonly title: string;
  readonly scope: ControlScope;
}

/** The name of the standard and the number of the control, apart. */
export function splitControl(id: string): { readonly standard: string; readonly control: string } {
  const colon = id.indexOf(':');
  return colon === -1 ? { standard: '', control: id } : { standard: id.slice(0, colon), control: id.slice(colon + 1) };
}

/** What people call the standards. */
export const STANDARD_TITLES: { readonly [standard: string]: string } = {
  FSBP: 'AWS Foundational Security Best Practices',
  'CIS-7.0': 'CIS AWS Foundations Benchmark 7.0',
  'NIST-800-53-R5': 'NIST SP 800-53 revision 5',
  'NIST-800-53-R4': 'NIST SP 800-53 revision 4',
  HIPAA: 'HIPAA security rule',
  'PCI-DSS-3.2.1': 'PCI DSS 3.2.1',
};
