import { runInNewContext } from 'vm';

/** Whether a text matched, or why nobody knows. */
export type Match = 'yes' | 'no' | 'too slow' | { readonly problem: string };

/**
 * Whether a text matches a regular expression of the user's, or whether that took too long.
 *
 * A pattern such as `(a+)+$` can take longer than the universe lasts, and it runs on the only thread there is. So it
 * runs in a context with a time limit, which V8 keeps even in the middle of a match.
 *
 * @see https://nodejs.org/api/vm.html#scriptrunincontextcontextifiedobject-options
 */
export function match(pattern: string, text: string, millis: number): Match {
  try {
    const expression = new RegExp(pattern);
    const timeout = Math.max(1, Math.floor(millis));
    return runInNewContext('expression.test(text)', { expression, text }, { timeout }) ? 'yes' : 'no';
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? 'too slow' : { problem: message };
  }
}
