export * from './immutable-service';
export * from './immutable-service-props';
export * from './platform';
export * from './platform-props';
