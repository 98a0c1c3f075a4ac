export * from './edge/edge-entrance';
export * from './edge/edge-entrance-props';
export * from './internal-entrance';
export * from './log-bucket';
export * from './private-network';
export * from './private-network-interface';
