import { Duration } from 'aws-cdk-lib';
import { InvalidInput } from '../../private/errors';
import { HttpTestOrder } from '../gate/protocol';
import { httpProblems } from './http-test-problems';
import { commonProblems, DEFAULT_TRIES, FunctionalTestOptions, LONGEST_NAME, TestKind, TestPlace } from './test-kind';

/** Options of {@link FunctionalTest.http}. */
export interface HttpTestOptions extends FunctionalTestOptions {
  /** The path, and the query if there is one: `/search?q=shoes`. */
  readonly path: string;

  /**
   * The method of the request: GET, HEAD, POST, PUT, PATCH, DELETE or OPTIONS.
   *
   * @default 'GET'
   */
  readonly method?: string;

  /**
   * The headers of the request, without secrets, which everybody who may read the template would read.
   *
   * @default - no headers but those that every request has
   */
  readonly headers?: { readonly [name: string]: string };

  /**
   * The body of the request.
   *
   * @default - no body
   */
  readonly body?: string;

  /**
   * The statuses that pass.
   *
   * @default [200]
   */
  readonly expectedStatus?: number[];

  /**
   * A text that the body of the answer must contain.
   *
   * @default - the body may be anything
   */
  readonly bodyContains?: string;

  /**
   * A regular expression of JavaScript, without slashes, that the body of the answer must match: `"total":\s*\d+`.
   *
   * @default - the body may be anything
   */
  readonly bodyMatches?: string;

  /**
   * Headers that the answer must have, with these values.
   *
   * @default - the headers may be anything
   */
  readonly expectedHeaders?: { readonly [name: string]: string };

  /**
   * The longest that the answer may take.
   *
   * @default - as long as the timeout
   */
  readonly maxLatency?: Duration;

  /**
   * A header of the answer in which the service says which release it is, by its commit or its fingerprint.
   *
   * A server finds both in its tags, `golden-path:commit` and `golden-path:release`. That the test listener leads only
   * to the new release is a matter of the template; with this header the answer itself proves it.
   *
   * @default - the answer need not say it
   */
  readonly releaseHeader?: string;
}

/** A test by one request. */
export class HttpTest implements TestKind {
  public readonly name: string;
  public readonly timeout: Duration;
  public readonly tries: number;
  private readonly method: string;

  constructor(private readonly options: HttpTestOptions) {
    this.method = options.method ?? 'GET';
    this.name = options.name ?? `${this.method} ${options.path}`.slice(0, LONGEST_NAME);
    this.timeout = options.timeout ?? Duration.seconds(5);
    this.tries = options.tries ?? DEFAULT_TRIES;
  }

  public problems(): InvalidInput[] {
    // The name may have come from the path, so the path is looked at first.
    return [...httpProblems({ ...this.options, method: this.method, timeout: this.timeout }), ...commonProblems(this)];
  }

  public order({ address, port, tls, certificateAuthority }: TestPlace): HttpTestOrder {
    const { path, headers, body, expectedStatus, bodyContains, bodyMatches } = this.options;
    const { expectedHeaders, maxLatency, releaseHeader } = this.options;
    return {
      kind: 'http',
      name: this.name,
      timeoutSeconds: this.timeout.toSeconds(),
      tries: this.tries,
      address,
      port,
      tls,
      certificateAuthority,
      method: this.method,
      path,
      headers: byLowerCase(headers),
      body: body ?? '',
      expect: {
        statuses: expectedStatus ?? [200],
        bodyContains: bodyContains ?? '',
        bodyMatches: bodyMatches ?? '',
        headers: byLowerCase(expectedHeaders),
        latencyMillis: maxLatency?.toMilliseconds() ?? 0,
        releaseHeader: releaseHeader?.toLowerCase() ?? '',
      },
    };
  }
}

/** In lower case, as HTTP has it; a header named `Ref` would be an intrinsic function to CloudFormation. */
function byLowerCase(headers: { readonly [name: string]: string } = {}): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
