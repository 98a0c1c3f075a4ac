import { ServicePlan } from '../../../lib/rollout/rehearsal/deployment/service-plan';
import { rehearseOnce } from '../../../lib/rollout/rehearsal/rehearse';
import { parseFault } from '../../../lib/rollout/rehearsal/scenarios/fault-name';
import { Stage } from '../../../lib/rollout/rehearsal/scenarios/stage';
import { Simulation } from '../../../lib/rollout/rehearsal/simulation';
import { fire } from './alarms';
import { BUDGET, composite, FIRST_PROTOCOL, NEXT, PAGE, servicePlan } from './templates';

const FROM = servicePlan();
const TO = servicePlan(NEXT);

interface Deploy {
  readonly from?: ServicePlan;
  readonly to?: ServicePlan;
}

/** Deploys, with something wrong from the beginning; says what came of it, and whether any server was started for it. */
async function deploy(trouble: (simulation: Simulation) => void, { from = FROM, to = TO }: Deploy = {}) {
  const simulation = new Simulation({ from, to });
  let started = false;
  simulation.clock.afterEach(() => (started ||= simulation.cloud.groups.has(to.group.name)));
  trouble(simulation);
  await simulation.run();
  const { stack, reason } = simulation.deployment;
  return { status: stack.status, reason, started };
}

const RELEASED = { status: 'UPDATE_COMPLETE', reason: undefined, started: true };

function refusedBecause(reason: string) {
  return { status: 'UPDATE_ROLLBACK_COMPLETE', reason: expect.stringContaining(reason), started: false };
}

describe('before a release starts', () => {
  test('the alarm that pages must be quiet', async () => {
    expect(await deploy((simulation) => fire(simulation, 'Checkout-PagingAlarmsErrors'))).toEqual(
      refusedBecause(`Alarm ${PAGE} fires since 10:00:07Z: mend that first`),
    );
  });

  test('alarms that page nobody may fire for days, each and all together', async () => {
    expect(await deploy((simulation) => fire(simulation, 'Checkout-Leak', 'Checkout-BurnRateLong'))).toEqual(RELEASED);
  });

  test('every alarm must be quiet by an order in protocol 1, which knows of no composite ones', async () => {
    const old = { from: servicePlan(FIRST_PROTOCOL), to: servicePlan({ ...NEXT, ...FIRST_PROTOCOL }) };
    expect(await deploy(() => undefined, old)).toEqual(RELEASED);
    expect(await deploy((simulation) => fire(simulation, 'Checkout-PagingAlarmsErrors'), old)).toEqual(
      refusedBecause('Alarm Checkout-PagingAlarmsErrors-'),
    );
    const more = { More: composite('more', 'TRUE') };
    const composed = { from: servicePlan({ ...FIRST_PROTOCOL, more }), to: old.to };
    expect(await deploy(() => undefined, composed)).toEqual(RELEASED);
  });

  test('every alarm must be quiet where the one that sums them up is yet to come', async () => {
    const upgrade = { from: servicePlan(FIRST_PROTOCOL) };
    expect(await deploy(() => undefined, upgrade)).toEqual(RELEASED);
    expect(await deploy((simulation) => fire(simulation, 'Checkout-PagingAlarmsErrors'), upgrade)).toEqual(
      refusedBecause(`Every alarm of the stack counts as long as there is no alarm ${PAGE}.`),
    );
  });

  test('an older release may be deployed over one in protocol 2', async () => {
    const back = { to: servicePlan({ ...NEXT, ...FIRST_PROTOCOL }) };
    expect(await deploy(() => undefined, back)).toEqual(RELEASED);
    expect(await deploy((simulation) => fire(simulation, 'Checkout-Leak'), back)).toEqual(
      refusedBecause('Alarm Checkout-Leak-'),
    );
  });

  test('a fix starts whatever fires', async () => {
    const fix = { to: servicePlan({ ...NEXT, fix: 'INC-4711' }) };
    expect(await deploy((simulation) => fire(simulation, 'Checkout-PagingAlarmsErrors'), fix)).toEqual(RELEASED);
  });

  describe('error budgets must not be spent', () => {
    const to = servicePlan({ ...NEXT, budgets: [BUDGET] });
    const spend = ({ cloud }: Simulation) => (cloud.misses = { requests: 1_000_000, missed: 1_320 });

    test('which they are not by themselves', async () => {
      expect(await deploy(() => undefined, { to })).toEqual(RELEASED);
    });

    test('or no server is started', async () => {
      expect(await deploy(spend, { to })).toEqual(
        refusedBecause(
          'The error budget of availability is spent: in the last 30 days 0.132 % of requests missed the objective, and 99.9 % allows 0.1 %.',
        ),
      );
    });

    test('unless the service lets its releases start all the same, or the release is a fix', async () => {
      expect(await deploy(spend)).toEqual(RELEASED);
      expect(await deploy(spend, { to: servicePlan({ ...NEXT, budgets: [BUDGET], fix: 'INC-4711' }) })).toEqual(
        RELEASED,
      );
    });

    test('and must be seen', async () => {
      const blind = ({ cloud }: Simulation) =>
        void cloud.callFaults.push({
          strikes: ({ method }) => method === 'misses',
          effect: { kind: 'refused', error: 'denied' },
        });
      expect(await deploy(blind, { to })).toEqual(
        refusedBecause('It cannot be checked: cloudwatch:GetMetricData: User is not authorized'),
      );
      expect(await deploy(blind)).toEqual(RELEASED);
    });
  });
});

describe('the scenario', () => {
  const play = (name: string, from = FROM, to = TO) => rehearseOnce(from, to, parseFault(name));

  test('of an alarm before the deploy goes through the composite alarm', async () => {
    const { outcome, reason, timeline } = await play('alarm-before-shift');
    expect([outcome, reason]).toEqual(['refused before any traffic', expect.stringContaining(`Alarm ${PAGE} fires`)]);
    expect(Math.max(...timeline.map(({ newest }) => newest.servers))).toBe(0);
  });

  test('of an alarm before the deploy lets fire no more alarms than it takes', () => {
    const simulation = new Simulation({ from: FROM, to: TO });
    parseFault('alarm-before-shift').scenario.strike!(new Stage(simulation));
    const firing = [...simulation.cloud.alarms.byName.values()].filter(({ state }) => state === 'ALARM');
    expect(firing.map(({ name }) => name.replace(/-\w+$/, ''))).toEqual([
      'Checkout-BurnRateLong',
      'Checkout-BurnRateShort',
      PAGE,
    ]);
  });

  test('of an alarm before the deploy does without a composite alarm where there is none', async () => {
    const [from, to] = [servicePlan(FIRST_PROTOCOL), servicePlan({ ...NEXT, ...FIRST_PROTOCOL })];
    const { outcome, reason } = await play('alarm-before-shift', from, to);
    expect(outcome).toBe('refused before any traffic');
    expect(reason).toContain('Alarm Checkout-PagingAlarmsErrors-');
  });

  test.each([
    [
      'a service without budgets',
      TO,
      'availability',
      '0.132 % of requests missed the objective, and 99.9 % allows 0.1 %',
    ],
    [
      'a service with one of its own',
      servicePlan({ ...NEXT, budgets: [{ ...BUDGET, objective: 'latency', goalPercent: 95 }] }),
      'latency',
      '6.6 % of requests missed the objective, and 95 % allows 5 %',
    ],
    [
      'a service in protocol 1',
      servicePlan({ ...NEXT, ...FIRST_PROTOCOL }),
      'availability',
      '0.132 % of requests missed the objective, and 99.9 % allows 0.1 %',
    ],
  ])('of a spent budget is one of %s', async (_, to, objective, figures) => {
    const { outcome, reason, timeline } = await play('budget-spent', FROM, to);
    expect(outcome).toBe('refused before any traffic');
    expect(reason).toContain(`The error budget of ${objective} is spent: in the last 30 days ${figures}.`);
    expect(Math.max(...timeline.map(({ newest }) => newest.servers))).toBe(0);
    expect(await play('budget-spent-and-fix', FROM, to)).toMatchObject({ outcome: 'released', reason: null });
  });
});
