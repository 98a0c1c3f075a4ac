export * from './immutable-service';
export * from './platform';
