import { Duration, Stack, Token } from 'aws-cdk-lib';
import { IFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { InvalidInput } from '../../private/errors';
import { LIMITS } from '../gate/limits';
import { LambdaTestOrder } from '../gate/protocol';
import { commonProblems, DEFAULT_TRIES, FunctionalTestOptions, TestKind } from './test-kind';

/** Options of {@link FunctionalTest.lambda}. */
export interface LambdaTestOptions extends FunctionalTestOptions {
  /**
   * The function, in the account and the region of the service.
   *
   * The release gate is allowed to call it by a policy on the function, which lies in the stack of the service.
   */
  readonly function: IFunction;
}

/** A test by a function of the user's. */
export class LambdaTest implements TestKind {
  public readonly name: string;
  public readonly timeout: Duration;
  public readonly tries: number;
  public readonly tester: IFunction;

  constructor(options: LambdaTestOptions) {
    this.tester = options.function;
    this.name = options.name ?? this.tester.node.id;
    this.timeout = options.timeout ?? Duration.seconds(LIMITS.trySeconds);
    this.tries = options.tries ?? DEFAULT_TRIES;
  }

  public problems(scope: Construct): InvalidInput[] {
    return [...commonProblems(this), ...this.problemsOfPlace(scope), ...this.problemsOfDuration()];
  }

  public order(): LambdaTestOrder {
    return {
      kind: 'lambda',
      name: this.name,
      timeoutSeconds: this.timeout.toSeconds(),
      tries: this.tries,
      functionArn: this.tester.functionArn,
    };
  }

  private problemsOfPlace(scope: Construct): InvalidInput[] {
    const stack = Stack.of(scope);
    return (['account', 'region'] as const)
      .filter((part) => isOther(this.tester.env[part], stack[part]))
      .map((part) => ({
        property: 'function',
        got: this.tester.env[part],
        must: `be in the ${part} of the service, ${stack[part]}`,
        fix: 'make the function in the stack of the service',
      }));
  }

  /** A function that goes on after its try has ended would meet itself in the next one. */
  private problemsOfDuration(): InvalidInput[] {
    const allowed = this.tester instanceof LambdaFunction ? this.tester.timeout : undefined;
    if (allowed === undefined || allowed.isUnresolved() || this.timeout.isUnresolved()) return [];
    if (allowed.toMilliseconds() <= this.timeout.toMilliseconds()) return [];
    return [
      {
        property: 'function',
        got: allowed.toHumanString(),
        must: `have a timeout of at most ${this.timeout.toHumanString()}, that of the test`,
        fix: `lower the timeout of the function, or raise that of the test up to ${LIMITS.trySeconds} seconds`,
      },
    ];
  }
}

/** Whether two parts of an environment are known to differ. */
function isOther(one: string, other: string): boolean {
  return !Token.isUnresolved(one) && !Token.isUnresolved(other) && one !== other;
}
