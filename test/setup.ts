// aws-cdk-lib validates every synthesized template with a WebAssembly engine. It costs seconds of start-up in each test file, and
// unit tests assert on templates themselves. A test that is about validation sets `process.env.CDK_VALIDATION = 'true'` before it
// synthesizes; `CDK_VALIDATION=true npm test` turns it on for all.
process.env.CDK_VALIDATION ??= 'false';
