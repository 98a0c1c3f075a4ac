import { X509Certificate } from 'crypto';
import * as http from 'http';
import * as https from 'https';
import { isIP, Socket } from 'net';
import { ConnectionOptions, createSecureContext, PeerCertificate, rootCertificates, TLSSocket } from 'tls';
import type { HttpTestOrder, ProbeRequest } from '../gate/protocol';

/** As much of a body as is read: enough to judge a page, and no answer can fill the memory. */
export const MAX_BODY_BYTES = 256 * 1024;

const USER_AGENT = 'golden-path-probe/1';

/** The headers that say how the request is sent: they are the probe's, whatever a test asks for. */
const OWN_HEADERS = ['host', 'connection', 'content-length', 'transfer-encoding', 'upgrade', 'expect', 'te', 'trailer'];

/** How far a request came. */
export type Stage = 'before' | 'connection' | 'handshake' | 'answer' | 'body' | 'end';

/** What was seen of one request. Without an error, an answer came. */
export interface Exchange {
  /** Where it ended; `end` if all of the answer came. */
  readonly stage: Stage;
  readonly error?: Error;
  /** From the start of the request. */
  readonly millis: number;
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
  /** Whether the body was longer than what is read. */
  readonly cut: boolean;
  /** What the other side showed, if it came to that. */
  readonly certificate?: PeerCertificate;
}

type TlsOptions = Pick<ConnectionOptions, 'servername' | 'secureContext'>;

/** All of a request took longer than the test allows. */
export class DeadlineError extends Error {}

/** The authority that a test names is no certificate. */
export class AuthorityError extends Error {}

/** Sends the request of a test, and waits for all of the answer or for the deadline. It never rejects. */
export async function exchange(request: ProbeRequest): Promise<Exchange> {
  const { test } = request;
  let options: http.RequestOptions & TlsOptions;
  try {
    // Before the clock runs: reading all those certificates is no part of what users wait for.
    options = { ...optionsOf(request), ...(test.tls ? tlsOptionsOf(request) : {}) };
  } catch (error) {
    return new Conversation().result(error as Error);
  }
  return converse(test, () => (test.tls ? https : http).request(options));
}

function converse(test: HttpTestOrder, open: () => http.ClientRequest): Promise<Exchange> {
  const conversation = new Conversation();
  return new Promise((resolve) => {
    let client: http.ClientRequest | undefined;
    const finish = (error?: Error): void => {
      clearTimeout(timer);
      // Nothing stays open: an open socket would keep the function from ending.
      client?.destroy();
      resolve(conversation.result(error));
    };
    const timer = setTimeout(() => finish(new DeadlineError()), test.timeoutSeconds * 1000);
    try {
      client = open();
      conversation.listen(client, finish);
      client.end(test.body);
    } catch (error) {
      finish(error as Error);
    }
  });
}

function optionsOf({ host, test }: ProbeRequest): http.RequestOptions {
  return {
    host: test.address,
    port: test.port,
    method: test.method,
    path: test.path,
    headers: headersOf(test, host),
    // An agent of its own: no connection is kept, and none is used again.
    agent: false,
  };
}

function tlsOptionsOf({ host, test }: ProbeRequest): TlsOptions {
  const authorities = authoritiesOf(test);
  return {
    servername: isIP(host) === 0 ? host : '',
    // Named authorities would replace those that Node.js knows, so they are named, too.
    secureContext: createSecureContext(authorities.length === 0 ? {} : { ca: [...rootCertificates, ...authorities] }),
  };
}

function headersOf(test: HttpTestOrder, host: string): http.OutgoingHttpHeaders {
  const given = Object.entries(test.headers).filter(([name]) => !OWN_HEADERS.includes(name.toLowerCase()));
  return {
    // What is not asked for is not compressed, so that a test sees the text.
    ...withDefault(given, 'Accept-Encoding', 'identity'),
    ...withDefault(given, 'User-Agent', USER_AGENT),
    ...Object.fromEntries(given),
    Host: host,
    ...(test.body === '' ? {} : { 'Content-Length': Buffer.byteLength(test.body) }),
  };
}

function withDefault(given: [string, string][], name: string, value: string): http.OutgoingHttpHeaders {
  return given.some(([other]) => other.toLowerCase() === name.toLowerCase()) ? {} : { [name]: value };
}

/** Node.js takes what it cannot read for nothing, so that a mistake would only show as an unknown authority. */
function authoritiesOf({ certificateAuthority }: HttpTestOrder): string[] {
  if (certificateAuthority.trim() === '') return [];
  const blocks = certificateAuthority.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) throw new AuthorityError('it has no block that begins with -----BEGIN CERTIFICATE-----');
  try {
    blocks.forEach((block) => new X509Certificate(block));
  } catch {
    throw new AuthorityError('one of its blocks is not a certificate');
  }
  return blocks;
}

/** Collects what is seen of one request. */
class Conversation {
  private readonly startedAt = process.hrtime.bigint();
  private readonly chunks: Buffer[] = [];
  private readonly headers = new Map<string, string>();
  private stage: Stage = 'before';
  private status = 0;
  private size = 0;
  private certificate?: PeerCertificate;

  public listen(client: http.ClientRequest, finish: (error?: Error) => void): void {
    client.on('socket', (socket) => this.follow(socket));
    client.on('response', (response) => this.read(response, finish));
    client.on('error', finish);
    // Whatever ends otherwise: in the middle of a body, or with another protocol.
    client.on('close', () => finish(Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' })));
  }

  public result(error?: Error): Exchange {
    const { stage, status, headers, certificate } = this;
    return {
      stage,
      ...(error && stage !== 'end' ? { error } : {}),
      millis: Number((process.hrtime.bigint() - this.startedAt) / BigInt(1_000_000)),
      status,
      headers,
      body: Buffer.concat(this.chunks).subarray(0, MAX_BODY_BYTES),
      cut: this.size > MAX_BODY_BYTES,
      certificate,
    };
  }

  private follow(socket: Socket): void {
    this.stage = 'connection';
    const encrypted = socket instanceof TLSSocket;
    socket.on('connect', () => (this.stage = encrypted ? 'handshake' : 'answer'));
    if (!encrypted) return;
    // Before Node.js judges the certificate; if it refuses it, it forgets it, and the dates are worth a word.
    socket.prependListener('secure', () => (this.certificate = socket.getPeerCertificate()));
    socket.on('secureConnect', () => (this.stage = 'answer'));
  }

  private read(response: http.IncomingMessage, finish: (error?: Error) => void): void {
    const end = (): void => {
      this.stage = 'end';
      finish();
    };
    this.stage = 'body';
    this.status = response.statusCode ?? 0;
    for (const [name, value] of Object.entries(response.headers)) this.headers.set(name, [value].flat().join(', '));
    response.on('data', (chunk: Buffer) => {
      this.chunks.push(chunk);
      this.size += chunk.length;
      if (this.size > MAX_BODY_BYTES) end();
    });
    response.on('end', end);
    response.on('error', finish);
  }
}
