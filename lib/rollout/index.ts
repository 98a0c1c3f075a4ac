export * from './traffic-rules';
