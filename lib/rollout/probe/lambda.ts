import type { ProbeRequest, TestResult } from '../gate/protocol';
import { exchange } from './exchange';
import { judge } from './judge';
import { printable } from './printable';

/**
 * One try of one functional test, from inside the network. It calls no AWS API, so it needs no rights at all.
 *
 * It never throws: a test that cannot run is a failed test.
 */
export async function handler(request: ProbeRequest): Promise<TestResult> {
  try {
    return { name: request.test.name, ...judge(request, await exchange(request)) };
  } catch (error) {
    return {
      name: String(request?.test?.name),
      passed: false,
      detail: `the test could not run: ${printable((error as Error)?.message ?? error)}`,
    };
  }
}
