export * from './alarm-plan';
export * from './alarm-set';
export * from './alert-topic';
export * from './golden-signals';
export * from './publishable-topic';
export * from './service-dashboard';
export * from './service-signals';
