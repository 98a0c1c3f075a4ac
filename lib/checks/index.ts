export * from './golden-path';
export * from './rule-packs';
