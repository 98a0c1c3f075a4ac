export * from './configuration-value';
export * from './fingerprint';
export * from './property-classes';
export * from './release';
export * from './rendering';
export * from './runtime-configuration';
