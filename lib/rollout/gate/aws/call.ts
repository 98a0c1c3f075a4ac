import { AccountError, AccountErrorKind } from '../account';

/** How calls to AWS are made: a few tries within one look, and never for long. */
export const CLIENT = {
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 8_000, throwOnRequestTimeout: true },
};

interface Answer {
  readonly name?: string;
  readonly message?: string;
}

/** Makes a call, and says its failure in the gate's words. */
export async function call<T>(name: string, sending: Promise<T>): Promise<T> {
  try {
    return await sending;
  } catch (error) {
    const { name: code = 'Error', message = '' } = error as Answer;
    throw new AccountError(kindOf(code), name, `${code}: ${message}`);
  }
}

/** A call whose failure by one code is an answer, too. */
export async function callUnless<T, U>(
  name: string,
  isAnswer: (code: string, message: string) => boolean,
  answer: U,
  sending: Promise<T>,
): Promise<T | U> {
  try {
    return await sending;
  } catch (error) {
    const { name: code = 'Error', message = '' } = error as Answer;
    if (isAnswer(code, message)) return answer;
    throw new AccountError(kindOf(code), name, `${code}: ${message}`);
  }
}

/** Every page of a list. */
export async function allPages<T>(page: (token: string | undefined) => Promise<[T[] | undefined, string | undefined]>) {
  const all: T[] = [];
  let token: string | undefined;
  do {
    const [items, next] = await page(token);
    all.push(...(items ?? []));
    token = next;
  } while (token !== undefined && token !== '');
  return all;
}

function kindOf(code: string): AccountErrorKind {
  if (/thrott|toomanyrequests|requestlimitexceeded|slowdown/i.test(code)) return 'throttled';
  if (/accessdenied|unauthorized|notauthorized/i.test(code)) return 'denied';
  return /notfound|doesnotexist/i.test(code) ? 'not-found' : 'other';
}
