import { Account } from '../../../lib/rollout/gate/account';
import { Gate } from '../../../lib/rollout/gate/gate';
import { A, B, group, rule, stack, targets } from './requests';

/** What the gate did to the account, in order. */
interface Deed {
  readonly call: string;
  readonly with: unknown[];
}

export type Calls = { [K in keyof Account]?: (...args: any[]) => any };

/** An account in which A is live and B is ready; each call that writes is noted. */
export function accountWith(changes: Calls = {}) {
  const deeds: Deed[] = [];
  const answers: any[] = [];
  const writing =
    (call: string, result?: unknown) =>
    async (...args: unknown[]) => {
      deeds.push({ call, with: args });
      return result;
    };
  const account: Calls = {
    now: () => 1_000_000,
    stack: async () => stack(),
    alarmsOfStack: async () => ['latency', 'errors'],
    rule: async (listener: string) => rule(listener.endsWith('-test') ? { [B]: 100 } : { [A]: 100 }),
    targets: async (arn: string) => targets(arn === A ? 'A' : 'B'),
    groups: async () => [group('A'), group('B')],
    failedActivities: async () => [],
    alarms: async (names: string[]) =>
      names.map((name) => ({ name, state: 'OK', since: 0, reason: '', actionsEnabled: true })),
    firings: async () => [],
    requests: async () => 0,
    misses: async () => ({ requests: 0, missed: 0 }),
    image: async () => ({ state: 'available', architecture: 'arm64' }),
    runningExecutions: async () => [],
    isRunning: async () => true,
    setWeights: writing('setWeights'),
    hold: writing('hold'),
    letGo: writing('letGo'),
    startExecution: writing('startExecution', true),
    stopExecution: writing('stopExecution'),
    probe: async ({ test }: any) => ({ name: test.name, passed: true, detail: '' }),
    invokeTest: async ({ name }: any) => ({ name, passed: true, detail: '' }),
    putParameter: writing('putParameter'),
    deleteParameter: writing('deleteParameter'),
    respond: async (_url: string, body: string) => void answers.push(JSON.parse(body)),
    ...changes,
  };
  const lines: any[] = [];
  return { gate: new Gate(account as Account, (line) => lines.push(line)), deeds, answers, lines };
}
