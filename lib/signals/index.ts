export * from './alarm/alarm-plan';
export * from './alarm/alarm-set';
export * from './alert/alert-topic';
export * from './metric/golden-signals';
export * from './alert/publishable-topic';
export * from './dashboard/service-dashboard';
export * from './service-signals';
