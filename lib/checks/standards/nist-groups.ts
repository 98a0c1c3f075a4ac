/**
 * What NIST SP 800-53 revision 5 asks for, by subject.
 *
 * Source: the "Related requirements" of each control in the AWS Security Hub User Guide. Controls of one subject have the same.
 */
export const ENCRYPTED_AT_REST = ['CA-9(1)', 'CM-3(6)', 'SC-13', 'SC-28', 'SC-28(1)', 'SC-7(10)', 'SI-7(6)'];

export const ENCRYPTED_IN_TRANSIT = [
  ...['AC-17(2)', 'AC-4', 'IA-5(1)', 'SC-12(3)', 'SC-13', 'SC-23', 'SC-23(3)'],
  ...['SC-7(4)', 'SC-8', 'SC-8(1)', 'SC-8(2)', 'SI-7(6)'],
];

export const NOT_PUBLIC = [
  ...['AC-21', 'AC-3', 'AC-3(7)', 'AC-4', 'AC-4(21)', 'AC-6'],
  ...['SC-7', 'SC-7(11)', 'SC-7(16)', 'SC-7(20)', 'SC-7(21)', 'SC-7(3)', 'SC-7(4)', 'SC-7(9)'],
];

export const NARROW_INGRESS = [
  ...['AC-4', 'AC-4(21)', 'SC-7', 'SC-7(11)', 'SC-7(16)', 'SC-7(21)', 'SC-7(4)', 'SC-7(5)'],
];

export const LEAST_PRIVILEGE = [
  ...['AC-2', 'AC-2(1)', 'AC-3', 'AC-3(15)', 'AC-3(7)', 'AC-5', 'AC-6', 'AC-6(10)', 'AC-6(2)', 'AC-6(3)'],
];

export const NO_DECRYPTION_OF_ALL = [...['AC-2', 'AC-2(1)', 'AC-3', 'AC-3(15)', 'AC-3(7)', 'AC-5', 'AC-6', 'AC-6(3)']];

export const ACCESS_LOGGED = [
  ...['AC-4(26)', 'AU-10', 'AU-12', 'AU-2', 'AU-3', 'AU-6(3)', 'AU-6(4)', 'CA-7', 'SC-7(9)', 'SI-7(8)'],
];

export const USE_LOGGED = [
  ...['AC-2(4)', 'AC-4(26)', 'AC-6(9)', 'AU-10', 'AU-12', 'AU-2', 'AU-3', 'AU-6(3)', 'AU-6(4)'],
  ...['CA-7', 'SC-7(9)', 'SI-3(8)', 'SI-4(20)', 'SI-7(8)'],
];

export const IN_SEVERAL_ZONES = ['CP-10', 'CP-6(2)', 'SC-36', 'SC-5(2)', 'SI-13(5)'];

export const CONFIGURED = ['CA-9(1)', 'CM-2', 'CM-2(2)'];

export const SECRETS_ROTATED = ['AC-2(1)', 'AC-3(15)'];
