import * as http from 'http';
import * as https from 'https';
import { AddressInfo, createServer, Server, Socket } from 'net';
import { generate } from 'selfsigned';
import { HttpExpectation, HttpTestOrder, ProbeRequest, TestResult } from '../../../lib/rollout/gate/protocol';
import { handler } from '../../../lib/rollout/probe/lambda';

export const HOST = 'checkout.shop.internal';
export const COMMIT = 'b'.repeat(40);
export const FINGERPRINT = 'f00ba4c0ffee';

/** What a test may change about a request; what the answer must be like stands beside the rest. */
export type RequestChanges = Partial<HttpTestOrder> & { readonly expected?: Partial<HttpExpectation> };

/** A request to a port of this machine, that expects nothing but what is changed. */
export function requestTo(port: number, { expected, ...changes }: RequestChanges = {}): ProbeRequest {
  return {
    host: HOST,
    release: { commit: COMMIT, fingerprint: FINGERPRINT },
    test: {
      kind: 'http',
      name: 'health',
      timeoutSeconds: 5,
      tries: 1,
      address: '127.0.0.1',
      port,
      tls: false,
      certificateAuthority: '',
      method: 'GET',
      path: '/healthz',
      headers: {},
      body: '',
      expect: {
        statuses: [],
        bodyContains: '',
        bodyMatches: '',
        headers: {},
        latencyMillis: 0,
        releaseHeader: '',
        ...expected,
      },
      ...changes,
    },
  };
}

/** Servers of one test file, and what to do with them when it is over. */
export class Servers {
  private readonly sockets = new Set<Socket>();
  private readonly servers: Server[] = [];

  /** Starts a server and says on which port. */
  public async listen(server: Server): Promise<number> {
    this.servers.push(server);
    server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => this.sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  public http(answer: http.RequestListener): Promise<number> {
    return this.listen(http.createServer(answer));
  }

  public https(options: https.ServerOptions, answer: http.RequestListener): Promise<number> {
    return this.listen(https.createServer(options, answer));
  }

  /** A server that says what it likes, HTTP or not. */
  public raw(talk: (socket: Socket) => void): Promise<number> {
    return this.listen(createServer(talk));
  }

  /** How many connections are open, after the other side had a moment to close them. */
  public async open(): Promise<number> {
    for (let look = 0; look < 50 && this.sockets.size > 0; look++) await pause(10);
    return this.sockets.size;
  }

  public async close(): Promise<void> {
    this.sockets.forEach((socket) => socket.destroy());
    await Promise.all(this.servers.map((server) => new Promise((resolve) => server.close(resolve))));
  }
}

/** What the probe says of a port. */
export function probe(port: number, changes?: RequestChanges): Promise<TestResult> {
  return handler(requestTo(port, changes));
}

export function pause(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

export interface Pair {
  readonly key: string;
  readonly cert: string;
}

const DAY = 24 * 3600 * 1000;

/** An authority that nobody knows. */
export async function authority(name = 'Shop Root'): Promise<Pair> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: name }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true },
    ],
  });
  return { key, cert };
}

/** A certificate for a name, signed by an authority, valid between two days counted from today. */
export async function certificate(ca: Pair, name = HOST, days: [number, number] = [-1, 30]): Promise<Pair> {
  const [notBeforeDate, notAfterDate] = days.map((day) => new Date(Date.now() + day * DAY));
  const { private: key, cert } = await generate([{ name: 'commonName', value: name }], {
    keySize: 2048,
    algorithm: 'sha256',
    ca,
    notBeforeDate,
    notAfterDate,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] }],
  });
  return { key, cert };
}
