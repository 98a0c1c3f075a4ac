import type { PeerCertificate } from 'tls';
import type { HttpTestOrder, ProbeRequest } from '../gate/protocol';
import { AuthorityError, DeadlineError, Exchange } from './exchange';
import { printable, printablePath } from './printable';

/** What is needed to say why there is no answer. */
interface Scene {
  readonly request: ProbeRequest;
  readonly seen: Exchange;
  readonly error: NodeJS.ErrnoException;
  /** Where the request went. */
  readonly place: string;
}

type Words = (scene: Scene) => string;

const UNKNOWN_AUTHORITY: Words = ({ request, seen }) => {
  const hint =
    request.test.certificateAuthority === ''
      ? "pass that authority's certificate as certificateAuthority"
      : 'the certificate passed as certificateAuthority is not that of its authority';
  return `got no answer: the certificate is signed by ${issuerOf(seen)}, which the probe does not trust: ${hint}`;
};

const UNREACHABLE: Words = ({ place }) =>
  `got no answer: there is no way to ${place}: look at the routes of the network and at its security groups`;

const RESET: Words = ({ seen, place }) => {
  if (seen.stage === 'body') {
    return `answered ${seen.status}, but the connection was cut in the middle of the body, after ${seen.body.length} bytes`;
  }
  if (seen.stage === 'handshake') {
    return `got no answer: ${place} cut the connection during the TLS handshake: look at whether the port speaks TLS`;
  }
  return `got no answer: the connection to ${place} was cut after ${seen.millis} ms`;
};

const NO_NAME: Words = ({ request }) =>
  `got no answer: no address is known for the name ${printable(request.test.address)}: look at whether the load balancer still exists`;

/** OpenSSL's words for bytes that are no TLS; all else is a quarrel between two sides that both speak it. */
const NOT_TLS = /wrong version number|packet length too long|http request|unknown protocol/;

const HANDSHAKE: Words = ({ error, place }) =>
  NOT_TLS.test(error.message)
    ? `got no answer: ${place} does not speak TLS: look at the protocol of the test listener`
    : `got no answer: the TLS handshake with ${place} failed: ${printable(error.message)}`;

const CANNOT_SEND: Words = ({ error }) => `could not be sent: ${printable(error.message)}: correct the test`;

/** By the codes of Node.js and OpenSSL. @see https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const TROUBLES: { readonly [code: string]: Words } = {
  ECONNREFUSED: ({ place }) =>
    `got no answer: ${place} refused the connection: look at whether something listens on that port`,
  ECONNRESET: RESET,
  EPIPE: RESET,
  ETIMEDOUT: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  ENOTFOUND: NO_NAME,
  EAI_AGAIN: NO_NAME,
  ERR_TLS_CERT_ALTNAME_INVALID: ({ request, seen }) =>
    `got no answer: the certificate does not cover ${printable(request.host)}, but ${namesOf(seen.certificate)}: use a certificate that does`,
  CERT_HAS_EXPIRED: ({ seen }) =>
    `got no answer: the certificate expired${on(seen.certificate?.valid_to)}: renew it at the load balancer`,
  CERT_NOT_YET_VALID: ({ seen }) =>
    `got no answer: the certificate is not valid before${on(seen.certificate?.valid_from, ' ')}: use one that is`,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNKNOWN_AUTHORITY,
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_AUTHORITY,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_AUTHORITY,
  CERT_SIGNATURE_FAILURE: UNKNOWN_AUTHORITY,
  EPROTO: HANDSHAKE,
  ERR_INVALID_CHAR: CANNOT_SEND,
  ERR_INVALID_HTTP_TOKEN: CANNOT_SEND,
  ERR_HTTP_INVALID_HEADER_VALUE: CANNOT_SEND,
  ERR_INVALID_ARG_TYPE: CANNOT_SEND,
  ERR_UNESCAPED_CHARACTERS: CANNOT_SEND,
  ERR_SOCKET_BAD_PORT: CANNOT_SEND,
};

/** The request for people, such as `GET /healthz`. */
export function nameOf({ method, path }: HttpTestOrder): string {
  return `${printable(method, 20)} ${printablePath(path)}`;
}

/** Why there is no answer, and what to look at; goes on after {@link nameOf}. */
export function describeTrouble(request: ProbeRequest, seen: Exchange, error: Error): string {
  const scene = { request, seen, error, place: `${printable(request.test.address)}:${request.test.port}` };
  if (error instanceof DeadlineError) return describeDeadline(scene);
  if (error instanceof AuthorityError) {
    return `could not be sent: certificateAuthority cannot be read: ${error.message}: pass certificates as PEM`;
  }
  const code = codeOf(error);
  if (code in TROUBLES) return TROUBLES[code](scene);
  if (code.startsWith('ERR_SSL_')) return HANDSHAKE(scene);
  if (code.startsWith('HPE_')) {
    return `got an answer that is not HTTP: ${printable(error.message)} (${printable(code)})`;
  }
  if (seen.certificate !== undefined && seen.stage === 'handshake') {
    return `got no answer: the certificate cannot be used: ${printable(error.message)} (${printable(code)})`;
  }
  return `got no answer from ${scene.place}: ${printable(error.message || error.name)}${code && ` (${printable(code)})`}`;
}

/** A name with several addresses fails with all their errors in one, which share a code but say nothing themselves. */
function codeOf(error: Error & { readonly code?: unknown; readonly errors?: readonly unknown[] }): string {
  const [first] = error.errors ?? [];
  return String(error.code ?? (first as NodeJS.ErrnoException | undefined)?.code ?? '');
}

function describeDeadline({ request, seen, place }: Scene): string {
  const limit = `within ${request.test.timeoutSeconds} s`;
  switch (seen.stage) {
    case 'before':
    case 'connection':
      return `got no connection to ${place} ${limit}: look at whether the security groups let the probe through`;
    case 'handshake':
      return `got no answer: the TLS handshake with ${place} did not end ${limit}`;
    case 'answer':
      return `got no answer ${limit}: the connection stands, so look at the servers`;
    default:
      return `answered ${seen.status}, but its body did not end ${limit}; ${seen.body.length} bytes came`;
  }
}

function issuerOf({ certificate }: Exchange): string {
  const name = certificate?.issuer?.CN ?? certificate?.issuer?.O;
  return name === undefined ? 'an authority' : `"${printable(name)}"`;
}

function namesOf(certificate: PeerCertificate | undefined): string {
  const names = certificate?.subjectaltname?.replace(/DNS:/g, '') ?? certificate?.subject?.CN ?? 'no name';
  return printable(names);
}

function on(date: string | undefined, before = ' on '): string {
  const millis = Date.parse(date ?? '');
  return Number.isNaN(millis) ? '' : `${before}${new Date(millis).toISOString().slice(0, 10)}`;
}
