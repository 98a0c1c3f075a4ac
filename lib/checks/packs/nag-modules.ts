import { createRequire } from 'module';
import type * as cdk from 'aws-cdk-lib';
import type * as include from 'aws-cdk-lib/cloudformation-include';
import type * as nag from 'cdk-nag';

/** cdk-nag, and the aws-cdk-lib that its rules know. */
export interface NagModules {
  readonly nag: typeof nag;
  readonly cdk: typeof cdk;
  readonly include: typeof include;
  /** Another module of that aws-cdk-lib, by its name (`aws-cdk-lib/aws-eks`). */
  load(module: string): unknown;
}

/**
 * Loads cdk-nag with the copy of aws-cdk-lib that it sees.
 *
 * Its rules ask `instanceof CfnBucket`, which is false for the bucket of any other copy, so what is built for them must come
 * from theirs. Loaded when it is needed: it is a thousand files.
 */
export function nagModules(): NagModules {
  const load = createRequire(require.resolve('cdk-nag'));
  return {
    nag: require('cdk-nag') as typeof nag,
    cdk: load('aws-cdk-lib') as typeof cdk,
    include: load('aws-cdk-lib/cloudformation-include') as typeof include,
    load,
  };
}
