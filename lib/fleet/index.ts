export * from './server-group';
export * from './server-identity';
