/** A principle that templates can show to be kept or broken, by the id that code, reports and tests use. */
export interface Principle {
  readonly id: PrincipleId;
  /** What it asks for, in one sentence. */
  readonly title: string;
}

export const PRINCIPLE_IDS = [
  'AUT-1',
  'AUT-2',
  'DIS-1',
  'DIS-2',
  'DIS-3',
  'DIS-4',
  'MON-1',
  'MON-2',
  'CD-1',
  'CD-2',
  'CD-3',
  'CD-4',
  'CI-1',
  'CI-2',
  'SEC-1',
  'SEC-2',
  'SEC-3',
  'SEC-4',
  'STD-1',
  'STD-2',
  'CHA-1',
] as const;

export type PrincipleId = (typeof PRINCIPLE_IDS)[number];
