import { IncomingHttpHeaders } from 'http';
import { AddressInfo, createServer } from 'net';
import { ProbeRequest } from '../../../lib/rollout/gate/protocol';
import { handler } from '../../../lib/rollout/probe/lambda';
import { COMMIT, FINGERPRINT, HOST, pause, probe, RequestChanges, requestTo, Servers } from './servers';

const servers = new Servers();

afterAll(() => servers.close());

/** What the probe says of one answer. Times vary, so a number of milliseconds is an N. */
async function detailOf(answer: Parameters<Servers['http']>[0], changes?: RequestChanges): Promise<string> {
  const { passed, detail } = await probe(await servers.http(answer), changes);
  return `${passed ? 'passed' : 'failed'}: ${detail.replace(/\d+ ms/, 'N ms')}`;
}

describe('a test that passes', () => {
  test('says what was asked, what came and how long it took', async () => {
    const port = await servers.http((_, response) => response.end('ok'));
    const result = await probe(port, { expected: { statuses: [200, 204] } });
    expect(result).toEqual({
      name: 'health',
      passed: true,
      detail: expect.stringMatching(/^GET \/healthz answered 200 after \d+ ms$/),
    });
  });

  test('is sent with the service as Host, as the probe, and with what the test asks for', async () => {
    const seen: { headers?: IncomingHttpHeaders; line?: string; body?: string } = {};
    const port = await servers.http((request, response) => {
      seen.headers = request.headers;
      seen.line = `${request.method} ${request.url}`;
      seen.body = '';
      request.on('data', (chunk) => (seen.body += chunk));
      request.on('end', () => response.end());
    });
    const { passed } = await probe(port, {
      method: 'POST',
      path: '/orders?dry-run=1',
      body: '{"é":1}',
      headers: {
        'Content-Type': 'application/json',
        host: 'elsewhere',
        'content-length': '1',
        Connection: 'keep-alive',
        'Transfer-Encoding': 'chunked',
      },
    });
    expect(passed).toBe(true);
    expect(seen).toEqual({
      line: 'POST /orders?dry-run=1',
      body: '{"é":1}',
      headers: {
        host: HOST,
        'user-agent': expect.stringMatching(/^golden-path-probe\//),
        'accept-encoding': 'identity',
        'content-type': 'application/json',
        'content-length': '8',
        connection: 'close',
      },
    });
  });

  test('may name its own agent', async () => {
    let agent: string | undefined;
    const port = await servers.http((request, response) => {
      agent = request.headers['user-agent'];
      response.end();
    });
    await probe(port, { headers: { 'USER-AGENT': 'mine' } });
    expect(agent).toBe('mine');
  });

  test('leaves no connection behind, whether it passes or not', async () => {
    const own = new Servers();
    const port = await own.http((request, response) => {
      if (request.url !== '/hang') response.end('ok');
    });
    await Promise.all([probe(port), probe(port, { path: '/hang', timeoutSeconds: 0.2 })]);
    expect(await own.open()).toBe(0);
    await own.close();
  });
});

describe('what is expected of an answer', () => {
  test('is its status', async () => {
    const answer = await detailOf((_, response) => response.writeHead(503).end(), { expected: { statuses: [200] } });
    expect(answer).toBe('failed: GET /healthz answered 503 after N ms; expected 200');
  });

  test('shows the beginning of a body that came with the wrong status', async () => {
    const answer = await detailOf((_, response) => response.writeHead(500).end(`no database\r\n${'x '.repeat(400)}`), {
      expected: { statuses: [200, 204] },
    });
    expect(answer).toBe(
      `failed: GET /healthz answered 500 after N ms; expected 200 or 204; the body begins with "no database ${'x '.repeat(52)}x..."`,
    );
  });

  test('takes a redirect for what it is', async () => {
    const answer = await detailOf(
      (_, response) =>
        response.writeHead(302, { location: 'https://login.shop.internal/oauth2/authorize?token=abc' }).end(),
      { expected: { statuses: [200] } },
    );
    expect(answer).toBe(
      'failed: GET /healthz answered 302 after N ms; expected 200; it leads to "https://login.shop.internal/oauth2/authorize?token=[hidden]", and the probe follows no redirects',
    );
  });

  test('may be a redirect', async () => {
    const answer = await detailOf((_, response) => response.writeHead(301, { location: '/elsewhere' }).end(), {
      expected: { statuses: [301], headers: { Location: '/elsewhere' } },
    });
    expect(answer).toBe('passed: GET /healthz answered 301 after N ms');
  });

  test.each([
    ['there', 'ready', ''],
    ['there', '', 'rea.y$'],
  ])('is a body with a text or a pattern that is %s', async (_, bodyContains, bodyMatches) => {
    const answer = await detailOf((__, response) => response.end('all ready'), {
      expected: { bodyContains, bodyMatches },
    });
    expect(answer).toBe('passed: GET /healthz answered 200 after N ms');
  });

  test('shows the body that lacks a text and a pattern', async () => {
    const answer = await detailOf((_, response) => response.end('starting'), {
      expected: { bodyContains: 'ready', bodyMatches: '^ok' },
    });
    expect(answer).toBe(
      'failed: GET /healthz answered 200 after N ms; expected a body with "ready"; expected a body that matches /^ok/; it begins with "starting"',
    );
  });

  test('shows that a body is empty', async () => {
    const answer = await detailOf((_, response) => response.end(), { expected: { bodyContains: 'ready' } });
    expect(answer).toMatch(/expected a body with "ready"; it begins with nothing: it is empty$/);
  });

  test('reads a body in its own encoding', async () => {
    const answer = await detailOf(
      (_, response) => {
        response.setHeader('content-type', 'text/plain; charset="iso-8859-1"');
        response.end(Buffer.from('caf\xe9', 'latin1'));
      },
      { expected: { bodyContains: 'café' } },
    );
    expect(answer).toMatch(/^passed/);
  });

  test('reads a body in an encoding that nobody knows all the same', async () => {
    const answer = await detailOf(
      (_, response) => response.setHeader('content-type', 'text/plain; charset=klingon').end('ok'),
      { expected: { bodyContains: 'ok' } },
    );
    expect(answer).toMatch(/^passed/);
  });

  test('says that a body is compressed', async () => {
    const answer = await detailOf((_, response) => response.setHeader('content-encoding', 'gzip').end('xyz'), {
      expected: { bodyContains: 'ok' },
    });
    expect(answer).toMatch(/it is encoded as "gzip", which the probe does not undo$/);
  });

  test('does not quote what is no text', async () => {
    const answer = await detailOf((_, response) => response.end(Buffer.from([0, 1, 2, 255, 254])), {
      expected: { bodyContains: 'ok' },
    });
    expect(answer).toMatch(/it begins with bytes that are no text$/);
  });

  test('is its headers, whatever the case of their names', async () => {
    const answer = await detailOf((_, response) => response.setHeader('x-mode', ['live ']).end(), {
      expected: { headers: { 'X-Mode': 'live' } },
    });
    expect(answer).toBe('passed: GET /healthz answered 200 after N ms');
  });

  test('shows each header that differs or is missing, but no secret', async () => {
    const answer = await detailOf(
      (_, response) => response.setHeader('x-mode', 'test').setHeader('set-cookie', 'a=1').end(),
      {
        expected: { headers: { 'X-Mode': 'live', 'X-Zone': 'a', constructor: 'x', 'Set-Cookie': 'b=2' } },
      },
    );
    expect(answer).toBe(
      'failed: GET /healthz answered 200 after N ms; the header X-Mode is "test"; expected "live"; the header X-Zone is missing; expected "a"; the header constructor is missing; expected "x"; the header Set-Cookie is [hidden]; expected [hidden]',
    );
  });

  test('is the time that it takes, to the end of the body', async () => {
    const answer = await detailOf(
      (_, response) => {
        response.write('half');
        setTimeout(() => response.end(), 120);
      },
      { expected: { latencyMillis: 100 } },
    );
    expect(answer).toBe('failed: GET /healthz answered 200 after N ms; expected it within 100 ms');
  });

  test('has time to spare', async () => {
    expect(await detailOf((_, response) => response.end(), { expected: { latencyMillis: 4000 } })).toMatch(/^passed/);
  });
});

describe('the header that says the release', () => {
  const saying = (value: string | undefined) =>
    detailOf((_, response) => (value === undefined ? response : response.setHeader('x-release', value)).end(), {
      expected: { releaseHeader: 'X-Release' },
    });

  test.each([COMMIT, COMMIT.toUpperCase(), FINGERPRINT, ` ${FINGERPRINT.toUpperCase()}`])(
    'may say %s',
    async (value) => {
      expect(await saying(value)).toBe('passed: GET /healthz answered 200 after N ms');
    },
  );

  test.each([
    ['another commit', 'a'.repeat(40), `is "${'a'.repeat(40)}"`],
    ['an abbreviated commit', COMMIT.slice(0, 12), `is "${COMMIT.slice(0, 12)}"`],
    ['nothing', '', 'is missing'],
    ['nothing at all', undefined, 'is missing'],
  ])('may not say %s', async (_, value, saw) => {
    expect(await saying(value)).toBe(
      `failed: GET /healthz answered 200 after N ms; the header X-Release, which says the release, ${saw}; expected the commit "${COMMIT}" or the fingerprint "${FINGERPRINT}" in full`,
    );
  });

  test('is no proof for a release without a name', async () => {
    const port = await servers.http((_, response) => response.setHeader('x-release', '').end());
    const request = requestTo(port, { expected: { releaseHeader: 'x-release' } });
    expect(await handler({ ...request, release: { commit: '', fingerprint: '' } })).toMatchObject({ passed: false });
  });
});

describe('an answer without end', () => {
  test('is read up to a bound', async () => {
    const chunk = 'y'.repeat(64 * 1024);
    let sent = 0;
    const answer = await detailOf(
      (_, response) => {
        const more = (): void => {
          sent += chunk.length;
          if (response.destroyed) return;
          response.write(chunk, () => setImmediate(more));
        };
        more();
      },
      { expected: { bodyContains: 'ready' } },
    );
    expect(answer).toMatch(
      /expected a body with "ready"; it begins with "\[hidden\]"; only its first 256 KiB were looked at$/,
    );
    expect(sent).toBeLessThan(50 * 1024 * 1024);
  });

  test('passes if its beginning is what is expected', async () => {
    const answer = await detailOf((_, response) => response.end(`ready ${'y'.repeat(1024 * 1024)}`), {
      expected: { bodyContains: 'ready' },
    });
    expect(answer).toMatch(/^passed/);
  });

  test('does not pass by what stands beyond the bound', async () => {
    const answer = await detailOf((_, response) => response.end(`${' '.repeat(256 * 1024)}ready`), {
      expected: { bodyContains: 'ready' },
    });
    expect(answer).toMatch(/^failed/);
  });
});

describe('a pattern', () => {
  test('that takes forever is stopped by the deadline', async () => {
    const port = await servers.http((_, response) => response.end(`${'a'.repeat(60)}!`));
    const started = Date.now();
    const { passed, detail } = await probe(port, { timeoutSeconds: 0.6, expected: { bodyMatches: '^(a+)+$' } });
    expect(Date.now() - started).toBeLessThan(3000);
    expect(passed).toBe(false);
    expect(detail).toMatch(
      /matching the body with \/\^\(a\+\)\+\$\/ took longer than was left: simplify the pattern; it begins with/,
    );
  });

  test('that is none is a failed test', async () => {
    const answer = await detailOf((_, response) => response.end('ok'), { expected: { bodyMatches: '(' } });
    expect(answer).toMatch(/^failed: .*; \/\(\/ is not a regular expression: Invalid regular expression: /);
  });
});

describe('a test without an answer', () => {
  test('says that nothing listens', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    expect(await probe(port)).toEqual({
      name: 'health',
      passed: false,
      detail: `GET /healthz got no answer: 127.0.0.1:${port} refused the connection: look at whether something listens on that port`,
    });
  });

  test('says that the name has no address', async () => {
    const { detail } = await probe(443, { address: 'nobody.invalid' });
    expect(detail).toBe(
      'GET /healthz got no answer: no address is known for the name nobody.invalid: look at whether the load balancer still exists',
    );
  });

  test('says that a server hangs', async () => {
    const started = Date.now();
    const answer = await detailOf(() => undefined, { timeoutSeconds: 0.5 });
    expect(answer).toBe(
      'failed: GET /healthz got no answer within 0.5 s: the connection stands, so look at the servers',
    );
    expect(Date.now() - started).toBeLessThan(2000);
  });

  test('says that a body drips', async () => {
    const answer = await detailOf(
      (_, response) => {
        const timer = setInterval(() => response.write('.'), 20);
        response.on('close', () => clearInterval(timer));
      },
      { timeoutSeconds: 0.8, expected: { statuses: [200] } },
    );
    expect(answer).toMatch(
      /^failed: GET \/healthz answered 200, but its body did not end within 0.8 s; [1-9]\d* bytes came$/,
    );
  });

  test('says that headers drip', async () => {
    const port = await servers.raw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const timer = setInterval(() => socket.write('x-a: 1\r\n'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    const { passed, detail } = await probe(port, { timeoutSeconds: 0.8 });
    expect(passed).toBe(false);
    expect(detail).toBe('GET /healthz got no answer within 0.8 s: the connection stands, so look at the servers');
  });

  test('says that the connection was cut', async () => {
    const port = await servers.raw((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const { detail } = await probe(port);
    expect(detail).toMatch(/^GET \/healthz got no answer: the connection to 127\.0\.0\.1:\d+ was cut after \d+ ms$/);
  });

  test('says that the body was cut', async () => {
    const port = await servers.raw((socket) =>
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf');
        setTimeout(() => socket.destroy(), 50);
      }),
    );
    const { passed, detail } = await probe(port);
    expect(passed).toBe(false);
    expect(detail).toBe(
      'GET /healthz answered 200, but the connection was cut in the middle of the body, after 4 bytes',
    );
  });

  test.each([
    [
      'no HTTP',
      'SSH-2.0-OpenSSH_9.6\r\n',
      /^GET \/healthz got an answer that is not HTTP: .*\(HPE_INVALID_CONSTANT\)$/,
    ],
    [
      'a header without a name',
      'HTTP/1.1 200 OK\r\n: x\r\n\r\n',
      /^GET \/healthz got an answer that is not HTTP: .*\(HPE_INVALID_HEADER_TOKEN\)$/,
    ],
    [
      'headers without end',
      `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`,
      /^GET \/healthz got an answer that is not HTTP: .*\(HPE_HEADER_OVERFLOW\)$/,
    ],
    [
      'another protocol',
      'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n',
      /^GET \/healthz got no answer: the connection to 127\.0\.0\.1:\d+ was cut after \d+ ms$/,
    ],
  ])('says that it got %s', async (_, answer, detail) => {
    const port = await servers.raw((socket) => socket.once('data', () => socket.write(answer)));
    expect(await probe(port, { timeoutSeconds: 2 })).toEqual({
      name: 'health',
      passed: false,
      detail: expect.stringMatching(detail),
    });
  });

  test.each<[string, RequestChanges, RegExp]>([
    [
      'a header with a line break',
      { headers: { 'x-a': 'b\r\nx-injected: yes' } },
      /^GET \/healthz could not be sent: Invalid character in header content \["x-a"\]: correct the test$/,
    ],
    ['a path with a line break', { path: '/a\r\nb' }, /^GET \/a b could not be sent: .*: correct the test$/],
    ['a method that is none', { method: 'G ET' }, /^G ET \/healthz could not be sent: .*: correct the test$/],
    ['a port that is none', { port: 70000 }, /^GET \/healthz could not be sent: .*: correct the test$/],
    [
      'an authority that is none',
      { tls: true, certificateAuthority: 'x' },
      /^GET \/healthz could not be sent: certificateAuthority cannot be read: .*: pass certificates as PEM$/,
    ],
    [
      'an authority that is broken',
      { tls: true, certificateAuthority: '-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----' },
      /^GET \/healthz could not be sent: certificateAuthority cannot be read: one of its blocks is not a certificate: /,
    ],
  ])('says that it cannot send %s, and sends nothing', async (_, changes, detail) => {
    let requests = 0;
    const port = await servers.raw(() => requests++);
    expect(await probe(port, changes)).toEqual({
      name: 'health',
      passed: false,
      detail: expect.stringMatching(detail),
    });
    await pause(20);
    expect(requests).toBe(0);
  });

  test.each([
    ['no request', undefined],
    ['no test', {}],
    ['a test without anything', { test: { name: 'health' } }],
    ['a test without a body', { test: { ...requestTo(1).test, body: 7 } }],
  ])('is a failed test with %s', async (_, request) => {
    expect(await handler(request as unknown as ProbeRequest)).toMatchObject({ passed: false });
  });
});

test('no detail has a secret, a line break or more than a few hundred characters', async () => {
  const secret = 'hunter2hunter2hunter2';
  const body = `{"password": "${secret}"}\r\n\u001b[31mToken: ${secret}\u2028${'z '.repeat(9999)}`;
  const { detail } = await probe(
    await servers.http((_, response) =>
      response.writeHead(500, { location: `/a?token=${secret}`, 'x-mode': `Bearer ${secret}` }).end(body),
    ),
    {
      path: `/healthz?api_key=${secret}`,
      expected: {
        statuses: [200],
        bodyContains: 'ok',
        headers: { 'x-mode': `key=1 ${secret}` },
        releaseHeader: 'Authorization',
      },
    },
  );
  expect(detail).not.toContain('hunter2');
  expect(detail).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
  expect(detail.length).toBeLessThan(1000);
});
