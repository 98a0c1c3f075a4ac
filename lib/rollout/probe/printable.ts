/** How much of a text from outside is quoted. */
const QUOTED = 120;

/** How much of it is looked at: more than is quoted, so that no secret is cut in two before it is found. */
const LOOKED_AT = 4000;

/** What stands for a secret. */
const HIDDEN = '[hidden]';

/** Names of headers, fields and parameters whose values are nobody's business. */
const SECRET_NAME =
  '[\\w.-]{0,30}(?:passw(?:or)?d|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|auth|credential|session|cookie|signature)[\\w.-]{0,30}';

const IS_SECRET_NAME = new RegExp(`^${SECRET_NAME}$`, 'i');

/** `password=x`, `"password": "x y"`, `set-cookie: x`. */
const NAMED_SECRET = new RegExp(`(${SECRET_NAME}["']?\\s*[=:]\\s*)("[^"]*"?|'[^']*'?|[^\\s&;,"'<>{}]+)`, 'gi');

/** `Bearer x`, also as the value of a header that is quoted with its name. */
const AUTHORIZATION = /\b(bearer|basic|digest|negotiate)\s+[^\s"'<>,;]+/gi;

/** The name and the password in a URL. */
const USER_INFO = /(:\/\/)[^\s/@"'<>]+@/g;

const JSON_WEB_TOKEN = /\beyJ[\w-]+(\.[\w-]*)*/g;

/** Runs of the letters of base64 and hex; {@link looksRandom} says which of them are hidden. */
const RUN = /[\w+/=~-]{20,}/g;

/**
 * A text from outside for people: on one line, without characters that act on the reader's screen, without what looks
 * like a secret, and short.
 *
 * It rather hides too much than too little: it ends up in logs and in CloudFormation's events.
 */
export function printable(value: unknown, length = QUOTED): string {
  return shorten(withoutRandom(withoutNamedSecrets(oneLine(value))), length);
}

/** A path or an address for people. The slash, a letter of base64, parts its segments: together they look random. */
export function printablePath(path: string): string {
  return shorten(withoutNamedSecrets(oneLine(path)).split('/').map(withoutRandom).join('/'), QUOTED);
}

/** The value of a header for people. */
export function printableHeader(name: string, value: string): string {
  return isSecret(name) ? HIDDEN : `"${printable(value)}"`;
}

/** The value of a header that names a release: commits and fingerprints look like secrets, but are none. */
export function printableRelease(header: string, value: string): string {
  if (isSecret(header)) return HIDDEN;
  return /^[\w.-]{1,64}$/.test(value) && !value.startsWith('eyJ') ? `"${value}"` : `"${printable(value)}"`;
}

function isSecret(name: string): boolean {
  return IS_SECRET_NAME.test(name);
}

function oneLine(value: unknown): string {
  return String(value)
    .slice(0, LOOKED_AT)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, ' ')
    .replace(/ +/g, ' ')
    .trim();
}

function shorten(text: string, length: number): string {
  // By characters, so that none is cut in two.
  const characters = Array.from(text);
  return characters.length > length ? `${characters.slice(0, length - 3).join('')}...` : text;
}

function withoutNamedSecrets(text: string): string {
  return text
    .replace(JSON_WEB_TOKEN, HIDDEN)
    .replace(AUTHORIZATION, `$1 ${HIDDEN}`)
    .replace(USER_INFO, `$1${HIDDEN}@`)
    .replace(NAMED_SECRET, `$1${HIDDEN}`);
}

function withoutRandom(text: string): string {
  return text.replace(RUN, (run) => (looksRandom(run) ? HIDDEN : run));
}

/** Letters and digits mixed are rarely words; nor is anything that goes on for so long without a break. */
function looksRandom(run: string): boolean {
  return (/\d/.test(run) && /[a-z]/i.test(run)) || /[^_/-]{32}/.test(run);
}
