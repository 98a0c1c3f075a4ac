export * from './functional-test';
export { GROUP_TAGS } from './gate/protocol';
export * from './gated-release';
export * from './http-test';
export * from './lambda-test';
export * from './release-gate';
export * from './rollout';
export * from './test-kind';
export * from './traffic-rules';
