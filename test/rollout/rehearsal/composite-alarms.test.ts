import { parseAlarmRule } from '../../../lib/rollout/rehearsal/account/alarm-rule';
import { alarmNames } from '../../../lib/rollout/rehearsal/deployment/service-plan';
import { Simulation } from '../../../lib/rollout/rehearsal/simulation';
import { alarmOf, fire } from './alarms';
import { FIRST_PROTOCOL, NEXT, PAGE, servicePlan, TICKET } from './templates';

const FROM = servicePlan();
const TO = servicePlan(NEXT);

describe('composite alarms of the simulated account', () => {
  const states = (simulation: Simulation) => [PAGE, TICKET].map((name) => alarmOf(simulation, name).state);

  test('are quiet when the alarms are that they go by', () => {
    expect(states(new Simulation({ from: FROM, to: TO }))).toEqual(['OK', 'OK']);
  });

  test('fire at once when their rule holds, and are quiet again when it does not', () => {
    const simulation = new Simulation({ from: FROM, to: TO });
    fire(simulation, 'Checkout-BurnRateLong');
    expect(states(simulation)).toEqual(['OK', 'OK']);
    fire(simulation, 'Checkout-BurnRateShort', 'Checkout-Leak');
    expect(states(simulation)).toEqual(['ALARM', 'ALARM']);
    const page = alarmOf(simulation, PAGE);
    expect(page.view).toEqual({
      name: PAGE,
      state: 'ALARM',
      since: simulation.startedAt,
      reason: 'The alarm rule holds',
      actionsEnabled: true,
    });
    expect(page.firings).toEqual([{ name: PAGE, at: simulation.startedAt }]);
    alarmOf(simulation, 'Checkout-BurnRateLong').become('OK', 'over');
    expect(states(simulation)).toEqual(['OK', 'ALARM']);
  });

  test('follow each other, in whatever order they were made', () => {
    const { cloud } = new Simulation({ from: FROM, to: TO });
    const rule = (text: string) => parseAlarmRule(text, { stack: 'Checkout', property: 'AlarmRule' });
    const top = cloud.alarms.compose({ name: 'top', rule: rule('ALARM("middle")') });
    cloud.alarms.compose({ name: 'middle', rule: rule('ALARM("bottom") AND NOT ALARM("elsewhere")') });
    const bottom = cloud.alarms.compose({ name: 'bottom', rule: rule(`ALARM("${PAGE}")`) });
    const page = cloud.alarms.byName.get(PAGE)!;
    page.forced = 'ALARM';
    page.become('ALARM', 'by hand');
    expect([bottom.state, top.state]).toEqual(['ALARM', 'ALARM']);
    cloud.alarms.delete(PAGE);
    expect([bottom.state, top.state]).toEqual(['OK', 'OK']);
  });

  test('stay in a state that they are held in', () => {
    const simulation = new Simulation({ from: FROM, to: TO });
    alarmOf(simulation, PAGE).forced = 'OK';
    fire(simulation, 'Checkout-PagingAlarmsErrors');
    expect(states(simulation)).toEqual(['OK', 'OK']);
  });

  test('come and go with the stack', async () => {
    const created = new Simulation({ to: TO });
    await created.run();
    expect(created.deployment.stack.status).toBe('CREATE_COMPLETE');
    expect(states(created)).toEqual(['OK', 'OK']);
    const deleted = new Simulation({ from: FROM });
    await deleted.run();
    expect([...deleted.cloud.alarms.byName.keys(), ...deleted.deployment.stack.alarms]).toEqual([]);
  });

  test('stay when the release goes', async () => {
    const simulation = new Simulation({ from: FROM, to: TO });
    const page = alarmOf(simulation, PAGE);
    await simulation.run();
    expect(simulation.deployment.stack.status).toBe('UPDATE_COMPLETE');
    expect(alarmOf(simulation, PAGE)).toBe(page);
    expect([...simulation.cloud.alarms.byName.keys()].sort()).toEqual(alarmNames(TO).sort());
  });

  test('come with the release that brings them, and go with it', async () => {
    const from = servicePlan(FIRST_PROTOCOL);
    const good = new Simulation({ from, to: TO });
    await good.run();
    expect(states(good)).toEqual(['OK', 'OK']);
    const bad = new Simulation({ from, to: TO });
    bad.deployment.troubles.laterResource = 'Rate exceeded';
    await bad.run();
    expect(bad.deployment.stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect([PAGE, TICKET].filter((name) => bad.cloud.alarms.byName.has(name))).toEqual([]);
  });
});
