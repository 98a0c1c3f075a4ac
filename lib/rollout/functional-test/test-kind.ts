import { Duration, Token } from 'aws-cdk-lib';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { InvalidInput } from '../../private/errors';
import { LIMITS } from '../gate/limits';
import { TestOrder } from '../gate/protocol';

/** What every functional test has. */
export interface FunctionalTestOptions {
  /**
   * What reports call it; unique in the service.
   *
   * @default - the method and the path of a request, or the construct id of a function
   */
  readonly name?: string;

  /**
   * How long one try may take, from 1 to 30 seconds.
   *
   * @default - 5 seconds for a request, 30 seconds for a function, which may have to start first
   */
  readonly timeout?: Duration;

  /**
   * How often it is tried before it counts as failed, from 1 to 10 times.
   *
   * @default 3
   */
  readonly tries?: number;
}

/** Where a new release is tested. */
export interface TestPlace {
  /** The DNS name of the load balancer. */
  readonly address: string;
  /** The port of the test listener. */
  readonly port: number;
  readonly tls: boolean;
  /** As PEM; empty for the authorities that Node.js trusts. */
  readonly certificateAuthority: string;
}

/** One test, of whatever kind. */
export interface TestKind {
  readonly name: string;
  readonly timeout: Duration;
  readonly tries: number;
  /**
   * The function that the gate must be allowed to call.
   *
   * @default - none
   */
  readonly tester?: IFunction;
  /** What is wrong with it in a service, each with the option by its own name. */
  problems(scope: Construct): InvalidInput[];
  /** What the gate is told of it. */
  order(place: TestPlace): TestOrder;
}

/** One request that is lost on its way does not speak against a release. */
export const DEFAULT_TRIES = 3;

const MOST_TRIES = 10;

/** Reports have one line for a test. */
export const LONGEST_NAME = 100;

/** What is wrong with the options that every test has. */
export function commonProblems({ name, timeout, tries }: TestKind): InvalidInput[] {
  const problems: InvalidInput[] = [];
  if (isFloating(name) || !/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(name) || name.length > LONGEST_NAME) {
    problems.push({
      property: 'name',
      got: name,
      must: `be of 1 to ${LONGEST_NAME} letters, digits, spaces and punctuation marks, known at synth`,
      fix: "write it like 'a guest can check out'",
    });
  }
  const seconds = timeout.isUnresolved() ? NaN : timeout.toSeconds({ integral: false });
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > LIMITS.trySeconds) {
    problems.push({
      property: 'timeout',
      got: timeout.toHumanString(),
      must: `be from 1 to ${LIMITS.trySeconds} seconds, in whole seconds: the gate watches alarms and servers between two tries`,
      fix: 'choose a timeout in that range, and test what takes longer before the release',
    });
  }
  if (!Number.isInteger(tries) || tries < 1 || tries > MOST_TRIES) {
    problems.push({
      property: 'tries',
      got: Token.isUnresolved(tries) ? 'a token' : tries,
      must: `be a whole number from 1 to ${MOST_TRIES}`,
      fix: 'choose tries in that range',
    });
  }
  return problems;
}

/** Text that is decided at deploy time, or that CloudFormation would put a secret into. */
export function isFloating(text: string): boolean {
  return Token.isUnresolved(text) || text.includes('{{resolve:');
}
