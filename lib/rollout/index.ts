export * from './functional-test/functional-test';
export { type BudgetOrder, GROUP_TAGS } from './gate/protocol';
export * from './gated-release';
export * from './functional-test/http-test';
export * from './functional-test/lambda-test';
export * from './release-gate/release-gate';
export * from './rollout';
export * from './functional-test/test-kind';
export * from './traffic-rules';
