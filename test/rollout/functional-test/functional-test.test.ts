import { App, Duration, Lazy, Stack } from 'aws-cdk-lib';
import { Code, IFunction, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { FunctionalTest, HttpTestOptions, LambdaTestOptions } from '../../../lib';
import { testSecondsOf, validateTests } from '../../../lib/rollout';
import { ENV, messageOf, platformIn, propertiesOf, serviceIn, templateOf } from '../../stacks';

const { millis, seconds } = Duration;
const FUNCTION_ARN = 'arn:aws:lambda:eu-west-1:111122223333:function:smoke';

const stackIn = (app: App) => new Stack(app, 'Tests', { env: ENV });
const imported = (scope: Stack, arn = FUNCTION_ARN) => LambdaFunction.fromFunctionArn(scope, 'Smoke', arn);
const written = (scope: Stack, timeout?: Duration) =>
  new LambdaFunction(scope, 'Smoke', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => ({ passed: true });'),
    timeout,
  });

const PLACE = { address: 'entrance.internal', port: 8443, tls: true, certificateAuthority: 'PEM' };
const orderOf = (test: FunctionalTest) => test._bind().order(PLACE);

describe('a test by a request', () => {
  test('asks for a path, and wants 200 within five seconds in one of three tries', () => {
    expect(orderOf(FunctionalTest.http({ path: '/healthz' }))).toEqual({
      kind: 'http',
      name: 'GET /healthz',
      timeoutSeconds: 5,
      tries: 3,
      address: 'entrance.internal',
      port: 8443,
      tls: true,
      certificateAuthority: 'PEM',
      method: 'GET',
      path: '/healthz',
      headers: {},
      body: '',
      expect: { statuses: [200], bodyContains: '', bodyMatches: '', headers: {}, latencyMillis: 0, releaseHeader: '' },
    });
  });

  test('sends and expects what it is told, with names of headers in lower case', () => {
    const test = FunctionalTest.http({
      name: 'a guest can order',
      timeout: seconds(20),
      tries: 1,
      method: 'POST',
      path: '/orders?dry-run=true',
      headers: { 'Content-Type': 'application/json', Ref: 'test' },
      body: '{"sku":1}',
      expectedStatus: [201, 202],
      bodyContains: 'order',
      bodyMatches: '"id":\\s*\\d+',
      expectedHeaders: { 'Cache-Control': 'no-store' },
      maxLatency: millis(800),
      releaseHeader: 'X-Commit',
    });
    expect(orderOf(test)).toEqual({
      ...PLACE,
      kind: 'http',
      name: 'a guest can order',
      timeoutSeconds: 20,
      tries: 1,
      method: 'POST',
      path: '/orders?dry-run=true',
      headers: { 'content-type': 'application/json', ref: 'test' },
      body: '{"sku":1}',
      expect: {
        statuses: [201, 202],
        bodyContains: 'order',
        bodyMatches: '"id":\\s*\\d+',
        headers: { 'cache-control': 'no-store' },
        latencyMillis: 800,
        releaseHeader: 'x-commit',
      },
    });
  });

  test('has a name that fits on a line, however long its path', () => {
    expect(FunctionalTest.http({ path: `/${'a'.repeat(1000)}` })._bind().name).toBe(`GET /${'a'.repeat(95)}`);
  });
});

describe('a test by a function', () => {
  test('has the name of the function, and half a minute for each of three tries', () => {
    expect(orderOf(FunctionalTest.lambda({ function: imported(stackIn(new App())) }))).toEqual({
      kind: 'lambda',
      name: 'Smoke',
      timeoutSeconds: 30,
      tries: 3,
      functionArn: FUNCTION_ARN,
    });
  });

  test('has what was asked for', () => {
    const test = FunctionalTest.lambda({
      function: imported(stackIn(new App())),
      name: 'a purchase',
      timeout: seconds(10),
      tries: 2,
    });
    expect(orderOf(test)).toMatchObject({ name: 'a purchase', timeoutSeconds: 10, tries: 2 });
  });
});

describe('the tests of a service', () => {
  test('are one request to its health-check path unless it says otherwise', () => {
    const [{ Order }] = propertiesOf(
      templateOf(serviceIn(new App(), { healthCheckPath: '/ready' })),
      'Custom::ReleaseGate',
    );
    expect(Order.tests).toMatchObject([{ kind: 'http', name: 'GET /ready', method: 'GET', path: '/ready' }]);
  });

  test('are sent to the test listener of the platform', () => {
    const [{ Order }] = propertiesOf(templateOf(serviceIn(new App())), 'Custom::ReleaseGate');
    const [{ address, port, tls, certificateAuthority }] = Order.tests;
    expect(JSON.stringify(address)).toMatch(/EntranceLoadBalancer\w+DNSName/);
    expect([port, tls, certificateAuthority]).toEqual([8443, true, '']);
  });

  test('are sent unencrypted where the platform has a reason for it', () => {
    const app = new App();
    const platform = platformIn(app, { certificate: undefined, plainHttpReason: 'The mesh of the VPC encrypts.' });
    const [{ Order }] = propertiesOf(templateOf(serviceIn(app, { platform })), 'Custom::ReleaseGate');
    expect(Order.tests[0].tls).toBe(false);
  });

  test('trust the authority of the platform', () => {
    const app = new App();
    const certificateAuthority = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
    const [{ Order }] = propertiesOf(
      templateOf(serviceIn(app, { platform: platformIn(app, { certificateAuthority }) })),
      'Custom::ReleaseGate',
    );
    expect(Order.tests[0].certificateAuthority).toBe(certificateAuthority);
  });

  test('let the gate, and nobody else, call a function among them before it is told of it', () => {
    const app = new App();
    const tests = [
      FunctionalTest.http({ path: '/' }),
      FunctionalTest.lambda({ function: imported(stackIn(app)), name: 'a purchase' }),
    ];
    const template = templateOf(serviceIn(app, { functionalTests: tests }));
    const [[permission, { Properties }]] = Object.entries(template.findResources('AWS::Lambda::Permission'));
    expect(Properties).toEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: FUNCTION_ARN,
      Principal: { 'Fn::ImportValue': expect.stringMatching(/ReleaseGate\w*Role\w*Arn/) },
    });
    const [gate] = Object.values(template.findResources('Custom::ReleaseGate'));
    expect(gate.DependsOn).toContain(permission);
  });

  test('take the sum of their tries', () => {
    const tests = [
      FunctionalTest.http({ path: '/' }),
      FunctionalTest.http({ path: '/slow', timeout: seconds(20), tries: 2 }),
    ];
    expect(testSecondsOf(tests)).toBe(3 * 5 + 2 * 20);
  });
});

/** What a message says: property, requirement, value as shown, fix. */
type Message = [property: string, must: string, got: string, fix: string];

const NAME = 'be of 1 to 100 letters, digits, spaces and punctuation marks, known at synth';
const NAME_FIX = "write it like 'a guest can check out'";
const TIMEOUT = 'be from 1 to 30 seconds, in whole seconds: the gate watches alarms and servers between two tries';
const TIMEOUT_FIX = 'choose a timeout in that range, and test what takes longer before the release';
const TRIES = 'be a whole number from 1 to 10';
const TRIES_FIX = 'choose tries in that range';
const PATH = 'begin with a slash, have no spaces, and be known at synth';
const PATH_FIX = "write it like '/search?q=shoes'";
const HEADER = 'be the name of a header: letters, digits and hyphens';
const HEADER_FIX = "write it like 'x-release'";
const VALUE = 'be of 1 to 1024 printable ASCII characters, known at synth';
const VALUE_FIX = 'write the value itself, or use a FunctionalTest.lambda that looks it up at run time';
const STATUS = 'hold one status at least, each a whole number from 100 to 599';
const STATUS_FIX = 'write it like [200, 204]';
const TEXT = 'be of 1 to 4096 characters, known at synth';
const TEXT_FIX = 'write the text itself, or use a FunctionalTest.lambda';
const LATENCY = 'be from 1 millisecond to the timeout of the test, 5 seconds';
const LATENCY_FIX = 'lower it, or raise the timeout';
const NO_SECRET =
  'not be there: a template is no place for a secret, because everybody who may see the stack can read it';
const NO_SECRET_FIX = 'use a FunctionalTest.lambda that reads the secret at run time';
const DYNAMIC = '{{resolve:secretsmanager:shop/key}}';

const token = Lazy.string({ produce: () => '/late' });
const laterSeconds = seconds(Lazy.number({ produce: () => 5 }));

const scope = new Stack(new App(), 'Checkout', { env: ENV });
const messageFor = (test: FunctionalTest) => messageOf(() => validateTests(scope, [test]));
const textOf = ([property, must, got, fix]: Message) =>
  `[Checkout] \`functionalTests[0].${property}\` must ${must}, got ${got}: ${fix}`;

describe('a request that proves nothing, or cannot be sent, fails', () => {
  test.each<[string, Partial<HttpTestOptions>, Message]>([
    ['without a slash', { path: 'healthz' }, ['path', PATH, '"healthz"', PATH_FIX]],
    ['with a space in its path', { path: '/a b' }, ['path', PATH, '"/a b"', PATH_FIX]],
    ['with an empty path', { path: '' }, ['path', PATH, '""', PATH_FIX]],
    ['with a path that is decided at deploy time', { path: token }, ['path', PATH, `"${token}"`, PATH_FIX]],
    [
      'with a method in lower case',
      { method: 'get' },
      ['method', 'be one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS', '"get"', 'choose one of them'],
    ],
    ['with a header of two words', { headers: { 'x release': '1' } }, ['headers', HEADER, '"x release"', HEADER_FIX]],
    ['with a header without a name', { headers: { '': '1' } }, ['headers', HEADER, '""', HEADER_FIX]],
    ['with an empty header', { headers: { 'x-a': '' } }, ['headers.x-a', VALUE, '""', VALUE_FIX]],
    [
      'with a header of two lines',
      { headers: { 'x-a': '1\r\nx-b: 2' } },
      ['headers.x-a', VALUE, '"1\\r\\nx-b: 2"', VALUE_FIX],
    ],
    ['with a secret by reference', { headers: { 'x-a': DYNAMIC } }, ['headers.x-a', VALUE, `"${DYNAMIC}"`, VALUE_FIX]],
    [
      'with a header twice',
      { headers: { 'x-a': '1', 'X-A': '2' } },
      [
        'headers.X-A',
        'be there once: capitals make no difference in names of headers',
        '"X-A"',
        'remove one of the two',
      ],
    ],
    [
      'with a host of its own',
      { headers: { Host: 'pay.shop.internal' } },
      [
        'headers.Host',
        'be left to the probe, which writes it as the service expects it',
        '"pay.shop.internal"',
        'remove it',
      ],
    ],
    [
      'with a password',
      { headers: { Authorization: 'Basic c2VjcmV0' } },
      ['headers.Authorization', NO_SECRET, '"(hidden)"', NO_SECRET_FIX],
    ],
    ['with a session', { headers: { cookie: 'id=1' } }, ['headers.cookie', NO_SECRET, '"(hidden)"', NO_SECRET_FIX]],
    [
      'with an API key',
      { headers: { 'X-Api-Key': 'k' } },
      ['headers.X-Api-Key', NO_SECRET, '"(hidden)"', NO_SECRET_FIX],
    ],
    [
      'with a body that is asked for',
      { body: 'x' },
      ['body', 'be left out of a GET request', '"x"', "send it with method: 'POST'"],
    ],
    ['with an empty body', { method: 'POST', body: '' }, ['body', TEXT, '""', TEXT_FIX]],
    ['with a secret in its body', { method: 'POST', body: DYNAMIC }, ['body', TEXT, `"${DYNAMIC}"`, TEXT_FIX]],
    ['with no status to expect', { expectedStatus: [] }, ['expectedStatus', STATUS, '[]', STATUS_FIX]],
    ['with a status of 99', { expectedStatus: [200, 99] }, ['expectedStatus', STATUS, '[200,99]', STATUS_FIX]],
    ['with a status of 600', { expectedStatus: [600] }, ['expectedStatus', STATUS, '[600]', STATUS_FIX]],
    ['with half a status', { expectedStatus: [200.5] }, ['expectedStatus', STATUS, '[200.5]', STATUS_FIX]],
    ['with no text to expect', { bodyContains: '' }, ['bodyContains', TEXT, '""', TEXT_FIX]],
    [
      'with too much to expect',
      { bodyContains: 'x'.repeat(4097) },
      ['bodyContains', TEXT, `"${'x'.repeat(4097)}"`, TEXT_FIX],
    ],
    [
      'with a pattern that is none',
      { bodyMatches: '(' },
      [
        'bodyMatches',
        'be a regular expression of JavaScript (Invalid regular expression: /(/: Unterminated group)',
        '"("',
        'correct it, or look for plain text with bodyContains',
      ],
    ],
    [
      'with a body to expect where there is none',
      { method: 'HEAD', bodyMatches: 'ok' },
      ['bodyMatches', 'be left out of a HEAD request, whose answer has no body', '"ok"', "ask with method: 'GET'"],
    ],
    [
      'with a header to expect that cannot be',
      { expectedHeaders: { 'x:a': '1' } },
      ['expectedHeaders', HEADER, '"x:a"', HEADER_FIX],
    ],
    [
      'with nothing to expect of a header',
      { expectedHeaders: { 'x-a': '' } },
      ['expectedHeaders.x-a', VALUE, '""', VALUE_FIX],
    ],
    ['with an answer in no time', { maxLatency: millis(0) }, ['maxLatency', LATENCY, '"0 millis"', LATENCY_FIX]],
    [
      'with an answer after its timeout',
      { maxLatency: seconds(6) },
      ['maxLatency', LATENCY, '"6 seconds"', LATENCY_FIX],
    ],
    [
      'with a release header of two words',
      { releaseHeader: 'x release' },
      ['releaseHeader', HEADER, '"x release"', HEADER_FIX],
    ],
    ['with a name of two lines', { name: 'a\nb' }, ['name', NAME, '"a\\nb"', NAME_FIX]],
    ['with no name', { name: '' }, ['name', NAME, '""', NAME_FIX]],
    ['with a name of 101 letters', { name: 'a'.repeat(101) }, ['name', NAME, `"${'a'.repeat(101)}"`, NAME_FIX]],
    ['in no time', { timeout: seconds(0) }, ['timeout', TIMEOUT, '"0 seconds"', TIMEOUT_FIX]],
    ['in more than one look', { timeout: seconds(31) }, ['timeout', TIMEOUT, '"31 seconds"', TIMEOUT_FIX]],
    ['in part of a second', { timeout: millis(1500) }, ['timeout', TIMEOUT, '"1 second 500 millis"', TIMEOUT_FIX]],
    ['in a time that nobody knows', { timeout: laterSeconds }, ['timeout', TIMEOUT, '"<token> seconds"', TIMEOUT_FIX]],
    ['that is never tried', { tries: 0 }, ['tries', TRIES, '0', TRIES_FIX]],
    ['that is tried without end', { tries: 11 }, ['tries', TRIES, '11', TRIES_FIX]],
    [
      'that is tried as often as somebody says at deploy time',
      { tries: Lazy.number({ produce: () => 3 }) },
      ['tries', TRIES, '"a token"', TRIES_FIX],
    ],
  ])('%s', (_, options, message) => {
    expect(messageFor(FunctionalTest.http({ path: '/', ...options }))).toBe(textOf(message));
  });

  test.each<[string, Partial<HttpTestOptions>]>([
    ['the root', { path: '/' }],
    ['a path of 1024 characters', { path: `/${'a'.repeat(1023)}` }],
    ['a status of 100 and one of 599', { expectedStatus: [100, 599] }],
    ['a body of 4096 characters', { method: 'PUT', body: 'x'.repeat(4096) }],
    ['a header of 1024 characters', { headers: { 'x-a': 'x'.repeat(1024) } }],
    ['an answer at the last moment', { maxLatency: seconds(5) }],
    ['one second', { timeout: seconds(1) }],
    ['thirty seconds', { timeout: seconds(30) }],
    ['one try', { tries: 1 }],
    ['ten tries', { tries: 10 }],
    ['a name of 100 letters', { name: 'a'.repeat(100) }],
  ])('but may have %s', (_, options) => {
    expect(() => validateTests(scope, [FunctionalTest.http({ path: '/', ...options })])).not.toThrow();
  });
});

describe('a function that cannot be called fails', () => {
  const far = 'make the function in the stack of the service';

  test.each<[string, (stack: Stack) => IFunction, Partial<LambdaTestOptions>, Message]>([
    [
      'in another region',
      (stack) => imported(stack, FUNCTION_ARN.replace('eu-west-1', 'us-east-1')),
      {},
      ['function', 'be in the region of the service, eu-west-1', '"us-east-1"', far],
    ],
    [
      'in another account',
      (stack) => imported(stack, FUNCTION_ARN.replace('111122223333', '444455556666')),
      {},
      ['function', 'be in the account of the service, 111122223333', '"444455556666"', far],
    ],
    [
      'that goes on when its try is over',
      (stack) => written(stack, seconds(31)),
      {},
      [
        'function',
        'have a timeout of at most 30 seconds, that of the test',
        '"31 seconds"',
        'lower the timeout of the function, or raise that of the test up to 30 seconds',
      ],
    ],
    ['with too many tries', (stack) => imported(stack), { tries: 11 }, ['tries', TRIES, '11', TRIES_FIX]],
  ])('%s', (_, tester, options, message) => {
    const test = FunctionalTest.lambda({ function: tester(stackIn(new App())), ...options });
    expect(messageFor(test)).toBe(textOf(message));
  });

  test.each<[string, (stack: Stack) => IFunction]>([
    ['be one whose timeout nobody has set', (stack) => written(stack)],
    ['have exactly the time of its try', (stack) => written(stack, seconds(30))],
    ['be in a stack without an environment', () => written(new Stack(new App(), 'Anywhere'))],
  ])('but may %s', (_, tester) => {
    const test = FunctionalTest.lambda({ function: tester(stackIn(new App())) });
    expect(() => validateTests(scope, [test])).not.toThrow();
  });
});

describe('the tests of a service fail', () => {
  test('where there are none', () => {
    expect(messageOf(() => serviceIn(new App(), { functionalTests: [] }))).toBe(
      "[Checkout/Checkout] `functionalTests` must hold one test at least, or nothing would be known of a release before users are on it, got []: add one such as FunctionalTest.http({ path: '/healthz' }), or leave the property out",
    );
  });

  test('where two have the same name', () => {
    const functionalTests = [FunctionalTest.http({ path: '/' }), FunctionalTest.http({ path: '/', body: undefined })];
    expect(messageOf(() => serviceIn(new App(), { functionalTests }))).toBe(
      '[Checkout/Checkout] `functionalTests` must have different names, because reports go by them, got "GET /": pass another name to one of the two',
    );
  });

  test('at the one that is wrong', () => {
    const functionalTests = [FunctionalTest.http({ path: '/' }), FunctionalTest.http({ path: 'ready' })];
    expect(messageOf(() => serviceIn(new App(), { functionalTests }))).toBe(
      `[Checkout/Checkout] \`functionalTests[1].path\` must ${PATH}, got "ready": ${PATH_FIX}`,
    );
  });
});
