export * from './acknowledgements/acknowledgement-props';
export * from './golden-path';
export * from './rule-packs';
