import { Duration, Token } from 'aws-cdk-lib';
import { InvalidInput } from '../../private/errors';
import { isFloating } from './test-kind';

/** A request and its expected answer, as far as they can be wrong. */
export interface CheckedHttpTest {
  readonly path: string;
  readonly method: string;
  readonly timeout: Duration;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: string;
  readonly expectedStatus?: number[];
  readonly bodyContains?: string;
  readonly bodyMatches?: string;
  readonly expectedHeaders?: { readonly [name: string]: string };
  readonly maxLatency?: Duration;
  readonly releaseHeader?: string;
}

const PATH = /^\/[\x21-\x7e]{0,1023}$/;

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Methods whose requests have no body. */
const BODILESS = ['GET', 'HEAD'];

/** A token, in the words of RFC 9110. */
const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/;

const HEADER_VALUE = /^[\x21-\x7e]([\x20-\x7e]{0,1022}[\x21-\x7e])?$/;

/** What says by itself who is asking, or how the message is put together. */
const OF_THE_PROBE = ['connection', 'content-length', 'expect', 'host', 'keep-alive', 'transfer-encoding', 'upgrade'];

/** Where secrets are sent. */
const SECRET = ['authorization', 'cookie', 'proxy-authorization', 'x-amz-security-token', 'x-api-key', 'x-auth-token'];

/** Orders travel in one event of a few kilobytes. */
const LONGEST_TEXT = 4096;

/** Everything that is wrong with a test by a request. */
export function httpProblems(test: CheckedHttpTest): InvalidInput[] {
  return [
    ...expect(PATH.test(test.path) && !isFloating(test.path), {
      property: 'path',
      got: test.path,
      must: 'begin with a slash, have no spaces, and be known at synth',
      fix: "write it like '/search?q=shoes'",
    }),
    ...expect(METHODS.includes(test.method), {
      property: 'method',
      got: test.method,
      must: `be one of ${METHODS.join(', ')}`,
      fix: 'choose one of them',
    }),
    ...headerProblems('headers', test.headers),
    ...requestHeaderProblems(test.headers),
    ...bodyProblems(test),
    ...statusProblems(test.expectedStatus),
    ...expectedBodyProblems(test),
    ...headerProblems('expectedHeaders', test.expectedHeaders),
    ...latencyProblems(test),
    ...(test.releaseHeader === undefined ? [] : headerNameProblems('releaseHeader', test.releaseHeader)),
  ];
}

function expect(holds: boolean, problem: InvalidInput): InvalidInput[] {
  return holds ? [] : [problem];
}

function headerNameProblems(property: string, name: string): InvalidInput[] {
  return expect(HEADER_NAME.test(name), {
    property,
    got: name,
    must: 'be the name of a header: letters, digits and hyphens',
    fix: "write it like 'x-release'",
  });
}

function headerProblems(
  property: 'headers' | 'expectedHeaders',
  headers: { readonly [name: string]: string } = {},
): InvalidInput[] {
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  return Object.entries(headers).flatMap(([name, value], index) => [
    ...headerNameProblems(property, name),
    ...expect(names.indexOf(name.toLowerCase()) === index, {
      property: `${property}.${name}`,
      got: name,
      must: 'be there once: capitals make no difference in names of headers',
      fix: 'remove one of the two',
    }),
    ...expect(HEADER_VALUE.test(value) && !isFloating(value), {
      property: `${property}.${name}`,
      got: value,
      must: 'be of 1 to 1024 printable ASCII characters, known at synth',
      fix: 'write the value itself, or use a FunctionalTest.lambda that looks it up at run time',
    }),
  ]);
}

function requestHeaderProblems(headers: { readonly [name: string]: string } = {}): InvalidInput[] {
  return Object.keys(headers).flatMap((name) => [
    ...expect(!OF_THE_PROBE.includes(name.toLowerCase()), {
      property: `headers.${name}`,
      got: headers[name],
      must: 'be left to the probe, which writes it as the service expects it',
      fix: 'remove it',
    }),
    ...expect(!SECRET.includes(name.toLowerCase()), {
      property: `headers.${name}`,
      // Not even a message repeats it.
      got: '(hidden)',
      must: 'not be there: a template is no place for a secret, because everybody who may see the stack can read it',
      fix: 'use a FunctionalTest.lambda that reads the secret at run time',
    }),
  ]);
}

function bodyProblems({ method, body }: CheckedHttpTest): InvalidInput[] {
  if (body === undefined) return [];
  return [
    ...textProblems('body', body),
    ...expect(!BODILESS.includes(method), {
      property: 'body',
      got: body,
      must: `be left out of a ${method} request`,
      fix: "send it with method: 'POST'",
    }),
  ];
}

function statusProblems(statuses?: number[]): InvalidInput[] {
  if (statuses === undefined) return [];
  const isStatus = (status: number) => Number.isInteger(status) && status >= 100 && status <= 599;
  return expect(statuses.length > 0 && statuses.every(isStatus), {
    property: 'expectedStatus',
    got: statuses.map((status) => (Token.isUnresolved(status) ? 'a token' : status)),
    must: 'hold one status at least, each a whole number from 100 to 599',
    fix: 'write it like [200, 204]',
  });
}

function expectedBodyProblems({ method, bodyContains, bodyMatches }: CheckedHttpTest): InvalidInput[] {
  return Object.entries({ bodyContains, bodyMatches }).flatMap(([property, text]) => {
    if (text === undefined) return [];
    return [
      ...textProblems(property, text),
      ...expect(method !== 'HEAD', {
        property,
        got: text,
        must: 'be left out of a HEAD request, whose answer has no body',
        fix: "ask with method: 'GET'",
      }),
      ...(property === 'bodyMatches' ? patternProblems(text) : []),
    ];
  });
}

function textProblems(property: string, text: string): InvalidInput[] {
  return expect(text.length > 0 && text.length <= LONGEST_TEXT && !isFloating(text), {
    property,
    got: text,
    must: `be of 1 to ${LONGEST_TEXT} characters, known at synth`,
    fix: 'write the text itself, or use a FunctionalTest.lambda',
  });
}

function patternProblems(source: string): InvalidInput[] {
  try {
    new RegExp(source);
    return [];
  } catch (error) {
    return [
      {
        property: 'bodyMatches',
        got: source,
        must: `be a regular expression of JavaScript (${(error as Error).message})`,
        fix: 'correct it, or look for plain text with bodyContains',
      },
    ];
  }
}

function latencyProblems({ maxLatency, timeout }: CheckedHttpTest): InvalidInput[] {
  if (maxLatency === undefined || timeout.isUnresolved()) return [];
  const millis = maxLatency.isUnresolved() ? NaN : maxLatency.toMilliseconds();
  return expect(millis >= 1 && millis <= timeout.toMilliseconds(), {
    property: 'maxLatency',
    got: maxLatency.toHumanString(),
    must: `be from 1 millisecond to the timeout of the test, ${timeout.toHumanString()}`,
    fix: 'lower it, or raise the timeout',
  });
}
