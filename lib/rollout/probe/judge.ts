import { TextDecoder } from 'util';
import type { ProbeRequest, ReleaseName } from '../gate/protocol';
import { Exchange, MAX_BODY_BYTES } from './exchange';
import { match } from './match';
import { printable, printableHeader, printablePath, printableRelease } from './printable';
import { describeTrouble, nameOf } from './trouble';

/** What a test found out. */
export interface Verdict {
  readonly passed: boolean;
  readonly detail: string;
}

/** Whether what came back is what the test expects, and if not, what is. */
export function judge(request: ProbeRequest, seen: Exchange): Verdict {
  const name = nameOf(request.test);
  if (seen.error) return { passed: false, detail: `${name} ${describeTrouble(request, seen, seen.error)}` };
  const unmet = [
    ...judgeStatus(request, seen),
    ...judgeRelease(request, seen),
    ...judgeHeaders(request, seen),
    ...judgeBody(request, seen),
    ...judgeLatency(request, seen),
  ];
  const answered = `${name} answered ${seen.status} after ${seen.millis} ms`;
  return { passed: unmet.length === 0, detail: [answered, ...unmet].join('; ') };
}

function judgeStatus({ test }: ProbeRequest, seen: Exchange): string[] {
  const { statuses } = test.expect;
  if (statuses.length === 0 || statuses.includes(seen.status)) return [];
  const location = seen.headers.get('location');
  return [
    `expected ${statuses.join(' or ')}`,
    ...(location === undefined ? [] : [`it leads to "${printablePath(location)}", and the probe follows no redirects`]),
    ...(seen.body.length === 0 ? [] : [`the body begins with ${quoteBody(seen)}`]),
  ];
}

/** Proof that the answer came from the new release, and not from the one that users are on. */
function judgeRelease({ test, release }: ProbeRequest, { headers }: Exchange): string[] {
  const name = test.expect.releaseHeader;
  if (name === '') return [];
  const value = headers.get(name.toLowerCase())?.trim() ?? '';
  const expected = [release.commit, release.fingerprint].filter((one) => one !== '');
  if (expected.some((one) => one.toLowerCase() === value.toLowerCase())) return [];
  const saw = value === '' ? 'is missing' : `is ${printableRelease(name, value)}`;
  return [`the header ${printable(name)}, which says the release, ${saw}; expected ${describeRelease(release)}`];
}

function describeRelease({ commit, fingerprint }: ReleaseName): string {
  return `the commit ${printableRelease('', commit)} or the fingerprint ${printableRelease('', fingerprint)} in full`;
}

function judgeHeaders({ test }: ProbeRequest, { headers }: Exchange): string[] {
  return Object.entries(test.expect.headers).flatMap(([name, value]) => {
    const found = headers.get(name.toLowerCase());
    if (found?.trim() === value.trim()) return [];
    const saw = found === undefined ? 'is missing' : `is ${printableHeader(name, found)}`;
    return [`the header ${printable(name)} ${saw}; expected ${printableHeader(name, value)}`];
  });
}

function judgeBody({ test }: ProbeRequest, seen: Exchange): string[] {
  const { bodyContains, bodyMatches } = test.expect;
  if (bodyContains === '' && bodyMatches === '') return [];
  const text = textOf(seen);
  const unmet = [
    ...(text.includes(bodyContains) ? [] : [`expected a body with "${printable(bodyContains)}"`]),
    ...judgePattern(bodyMatches, text, test.timeoutSeconds * 1000 - seen.millis),
  ];
  if (unmet.length === 0) return [];
  const encoding = seen.headers.get('content-encoding');
  return [
    ...unmet,
    `it begins with ${quoteBody(seen)}`,
    ...(seen.cut ? [`only its first ${MAX_BODY_BYTES / 1024} KiB were looked at`] : []),
    ...(encoding === undefined ? [] : [`it is encoded as "${printable(encoding)}", which the probe does not undo`]),
  ];
}

function judgePattern(pattern: string, text: string, millis: number): string[] {
  if (pattern === '') return [];
  const name = `/${printable(pattern)}/`;
  const found = match(pattern, text, millis);
  if (found === 'yes') return [];
  if (found === 'no') return [`expected a body that matches ${name}`];
  if (found === 'too slow') return [`matching the body with ${name} took longer than was left: simplify the pattern`];
  return [`${name} is not a regular expression: ${printable(found.problem)}`];
}

function judgeLatency({ test }: ProbeRequest, { millis }: Exchange): string[] {
  const { latencyMillis } = test.expect;
  return latencyMillis > 0 && millis > latencyMillis ? [`expected it within ${latencyMillis} ms`] : [];
}

function quoteBody(seen: Exchange): string {
  if (seen.body.length === 0) return 'nothing: it is empty';
  const text = textOf(seen);
  // A zero byte is in no text, and this stands for bytes that are no letter of the encoding.
  if (/[\0\ufffd]/.test(text.slice(0, 1000))) return 'bytes that are no text';
  return `"${printable(text)}"`;
}

/** In the encoding that the answer names, if it is one. */
function textOf({ headers, body }: Exchange): string {
  const [, charset = 'utf-8'] = /charset="?([\w-]+)/i.exec(headers.get('content-type') ?? '') ?? [];
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    return body.toString();
  }
}
