import * as tls from 'tls';
import { authority, certificate, HOST, Pair, probe, RequestChanges, Servers } from './servers';

const servers = new Servers();
let ca: Pair;
let stranger: Pair;
let namesake: Pair;
let good: Pair;

beforeAll(async () => {
  [ca, stranger, namesake] = await Promise.all([authority(), authority('Other Root'), authority()]);
  good = await certificate(ca);
});

afterAll(() => servers.close());

/** What the probe says of a server that shows a certificate. */
async function say(shown: Pair, changes: RequestChanges = { certificateAuthority: ca.cert }) {
  const port = await servers.https({ ...shown }, (_, response) => response.end('ok'));
  const { passed, detail } = await probe(port, { tls: true, ...changes });
  return `${passed ? 'passed' : 'failed'}: ${detail.replace(/\d+ ms/, 'N ms').replace(/127.0.0.1:\d+/, 'PLACE')}`;
}

describe('a test over TLS', () => {
  test('passes with the authority that signed the certificate, among others', async () => {
    expect(await say(good, { certificateAuthority: `${stranger.cert}\n# ours:\n${ca.cert}` })).toBe(
      'passed: GET /healthz answered 200 after N ms',
    );
  });

  test('asks for the service by its name, in SNI and in Host', async () => {
    const seen: unknown[] = [];
    const port = await servers.https({ ...good }, (request, response) => {
      seen.push((request.socket as tls.TLSSocket & { servername: string }).servername, request.headers.host);
      response.end();
    });
    expect(await probe(port, { tls: true, certificateAuthority: ca.cert })).toMatchObject({ passed: true });
    expect(seen).toEqual([HOST, HOST]);
  });

  test('knows the authorities that Node.js knows, whether it is given one or not', async () => {
    const contexts = jest.spyOn(tls, 'createSecureContext');
    const port = await servers.raw((socket) => socket.destroy());
    await probe(port, { tls: true });
    await probe(port, { tls: true, certificateAuthority: ca.cert });
    const authorities = contexts.mock.calls.map(([options]) => options?.ca);
    contexts.mockRestore();
    // Node.js takes its own if it is given none.
    expect(authorities).toEqual([undefined, [...tls.rootCertificates, ca.cert.trim()]]);
  });

  test('says how to make an authority known', async () => {
    expect(await say(good, {})).toBe(
      'failed: GET /healthz got no answer: the certificate is signed by "Shop Root", which the probe does not trust: pass that authority\'s certificate as certificateAuthority',
    );
  });

  test.each([
    ['another authority', () => stranger],
    ['another authority of the same name', () => namesake],
  ])('says that %s was given', async (_, other) => {
    expect(await say(good, { certificateAuthority: other().cert })).toBe(
      'failed: GET /healthz got no answer: the certificate is signed by "Shop Root", which the probe does not trust: the certificate passed as certificateAuthority is not that of its authority',
    );
  });

  test('does not take a certificate that is its own authority', async () => {
    expect(await say(stranger)).toBe(
      'failed: GET /healthz got no answer: the certificate cannot be used: unsuitable certificate purpose (INVALID_PURPOSE)',
    );
  });

  test('says which names the certificate covers', async () => {
    expect(await say(await certificate(ca, 'other.shop.internal'))).toBe(
      `failed: GET /healthz got no answer: the certificate does not cover ${HOST}, but other.shop.internal: use a certificate that does`,
    );
  });

  test('says since when the certificate is no longer valid', async () => {
    const day = new Date(Date.now() - 2 * 24 * 3600 * 1000).toISOString().slice(0, 10);
    expect(await say(await certificate(ca, HOST, [-30, -2]))).toBe(
      `failed: GET /healthz got no answer: the certificate expired on ${day}: renew it at the load balancer`,
    );
  });

  test('says from when on the certificate is valid', async () => {
    const day = new Date(Date.now() + 2 * 24 * 3600 * 1000).toISOString().slice(0, 10);
    expect(await say(await certificate(ca, HOST, [2, 30]))).toBe(
      `failed: GET /healthz got no answer: the certificate is not valid before ${day}: use one that is`,
    );
  });

  test('says that the other side speaks no TLS', async () => {
    const port = await servers.http((_, response) => response.end());
    expect((await probe(port, { tls: true })).detail).toBe(
      `GET /healthz got no answer: 127.0.0.1:${port} does not speak TLS: look at the protocol of the test listener`,
    );
  });

  test('says that the other side refuses the handshake', async () => {
    const port = await servers.https(
      { ...good, minVersion: 'TLSv1.3', maxVersion: 'TLSv1.3', ciphers: 'TLS_AES_128_CCM_8_SHA256' },
      () => undefined,
    );
    expect((await probe(port, { tls: true })).detail).toMatch(
      /^GET \/healthz got no answer: the TLS handshake with 127.0.0.1:\d+ failed: .*handshake failure/,
    );
  });

  test('says that the other side hangs in the handshake', async () => {
    const port = await servers.raw(() => undefined);
    expect((await probe(port, { tls: true, timeoutSeconds: 0.3 })).detail).toBe(
      `GET /healthz got no answer: the TLS handshake with 127.0.0.1:${port} did not end within 0.3 s`,
    );
  });

  test('says that the other side cuts the handshake', async () => {
    const port = await servers.raw((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect((await probe(port, { tls: true })).detail).toBe(
      `GET /healthz got no answer: 127.0.0.1:${port} cut the connection during the TLS handshake: look at whether the port speaks TLS`,
    );
  });
});
