export * from './internal-entrance';
export * from './log-bucket';
export * from './private-network';
export * from './private-network-interface';
