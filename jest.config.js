/** @type {import('jest').Config} */
module.exports = {
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // test/aws needs a real account; it is run on its own.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/aws/'],
  setupFiles: ['<rootDir>/test/setup.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript' },
          target: 'es2020',
          // Class fields are assigned, not defined, as in the code that jsii compiles.
          transform: { useDefineForClassFields: false },
        },
        module: { type: 'commonjs', noInterop: true },
        sourceMaps: 'inline',
      },
    ],
  },
  reporters: ['default', '<rootDir>/test/reporter.js'],
  maxWorkers: 2,
};
