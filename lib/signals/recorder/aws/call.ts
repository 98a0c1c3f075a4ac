import { RecorderError } from '../errors';

/** How calls to AWS are made: three tries, and none for long, so that a run ends before the next minute has gone by. */
export const CLIENT = {
  retryMode: 'standard',
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
};

/** Makes a call; its failure says which call it was. */
export async function call<T>(name: string, sending: Promise<T>): Promise<T> {
  try {
    return await sending;
  } catch (error) {
    const { name: code, message } = error as Error;
    throw new RecorderError(`${name}: ${code}: ${message}`);
  }
}

/** A list in parts of a size. */
export function partsOf<T>(list: T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let first = 0; first < list.length; first += size) parts.push(list.slice(first, first + size));
  return parts;
}
