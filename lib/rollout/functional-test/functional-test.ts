import { Construct } from 'constructs';
import { InvalidInputError } from '../../private/errors';
import { HttpTest, HttpTestOptions } from './http-test';
import { LambdaTest, LambdaTestOptions } from './lambda-test';
import { TestKind } from './test-kind';

/**
 * What a new release must be able to do before users reach it, and while they come.
 *
 * Tests run against the servers of the new release, through the real load balancer, on a listener that leads nowhere
 * else. One that fails in all of its tries keeps the release back, and so does one that cannot run. While users are on
 * the release and its former one is still there, the tests are repeated every minute: they must do no harm.
 */
export class FunctionalTest {
  /**
   * A request, and what its answer must be like.
   *
   * It is sent from inside the VPC, with the service's own host name. Redirects are not followed.
   *
   * @param options the request and the answer.
   */
  public static http(options: HttpTestOptions): FunctionalTest {
    return new FunctionalTest(new HttpTest(options));
  }

  /**
   * A function that tests what it likes, and returns `{ "passed": true }` or `{ "passed": false, "detail": "why" }`.
   *
   * It is called with `{ service, host, commit, release, testListenerArn }`. To send requests to the new release, place
   * it in the VPC with the security group `entrance.probeSecurityGroup` of the platform.
   *
   * @param options the function.
   */
  public static lambda(options: LambdaTestOptions): FunctionalTest {
    return new FunctionalTest(new LambdaTest(options));
  }

  private constructor(private readonly kind: TestKind) {}

  /** @internal */
  public _bind(): TestKind {
    return this.kind;
  }
}

/** Refuses tests that cannot work, or that prove nothing. */
export function validateTests(scope: Construct, tests: FunctionalTest[]): void {
  const property = 'functionalTests';
  if (tests.length === 0) {
    throw new InvalidInputError(scope, {
      property,
      got: tests,
      must: 'hold one test at least, or nothing would be known of a release before users are on it',
      fix: "add one such as FunctionalTest.http({ path: '/healthz' }), or leave the property out",
    });
  }
  const kinds = tests.map((test) => test._bind());
  kinds.forEach((kind, index) => {
    const [problem] = kind.problems(scope);
    if (problem === undefined) return;
    throw new InvalidInputError(scope, { ...problem, property: `${property}[${index}].${problem.property}` });
  });
  const names = kinds.map(({ name }) => name);
  const repeated = names.find((name, index) => names.indexOf(name) < index);
  if (repeated === undefined) return;
  throw new InvalidInputError(scope, {
    property,
    got: repeated,
    must: 'have different names, because reports go by them',
    fix: 'pass another name to one of the two',
  });
}

/** How long the tests may take in all, every try of each, in seconds. */
export function testSecondsOf(tests: FunctionalTest[]): number {
  return tests
    .map((test) => test._bind())
    .reduce((total, { tries, timeout }) => total + tries * timeout.toSeconds(), 0);
}
