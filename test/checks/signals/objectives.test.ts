import { listObjectives } from '../../../lib/checks/signals/objectives';
import { resource, stackTemplate } from '../templates';

const objective = (properties: unknown) =>
  resource('AWS::ApplicationSignals::ServiceLevelObjective', properties, 'Shop/Objective');

const rolling = (Duration: unknown, DurationUnit: unknown) => ({
  Interval: { RollingInterval: { Duration, DurationUnit } },
});

describe('objectives', () => {
  test('have a service, a name, a goal, a window, and windows for burn rates', () => {
    const template = stackTemplate(
      {
        Gate: resource('Custom::ReleaseGate', { Order: { service: 'checkout' } }),
        Objective: objective({
          Name: 'checkout.shop.internal availability',
          Goal: { AttainmentGoal: 99.95, ...rolling(30, 'DAY') },
          BurnRateConfigurations: [{ LookBackWindowMinutes: 60 }, { LookBackWindowMinutes: 4320 }],
        }),
      },
      { stack: 'prod-shop' },
    );
    expect(listObjectives([template])).toEqual([
      {
        stack: 'prod-shop',
        service: 'checkout',
        name: 'checkout.shop.internal availability',
        goal: '99.95 %',
        window: '30 d',
        burnRateWindows: ['1 h', '3 d'],
      },
    ]);
  });

  test('are shown of any app, and what the template does not say is not made up', () => {
    expect(listObjectives([stackTemplate({ Objective: objective({}) })])).toEqual([
      {
        stack: 'Shop',
        service: '',
        name: 'Shop/Objective',
        goal: 'not stated',
        window: 'not stated',
        burnRateWindows: [],
      },
    ]);
  });

  test.each<[string, object]>([
    ['60 min', rolling(60, 'MINUTE')],
    ['12 h', rolling(12, 'HOUR')],
    ['calendar: 1 month', { Interval: { CalendarInterval: { Duration: 1, DurationUnit: 'MONTH' } } }],
    ['${Shop/Days} WEEK', rolling({ Ref: 'Days' }, 'WEEK')],
    ['not stated', { Interval: 'text' }],
  ])('have the window %p', (expected, goal) => {
    const [{ window }] = listObjectives([stackTemplate({ Objective: objective({ Goal: goal }) })]);
    expect(window).toBe(expected);
  });

  test('show a look-back that nobody knows yet as its expression', () => {
    const BurnRateConfigurations = [{ LookBackWindowMinutes: { Ref: 'Minutes' } }];
    const [{ burnRateWindows }] = listObjectives([stackTemplate({ Objective: objective({ BurnRateConfigurations }) })]);
    expect(burnRateWindows).toEqual(['${Shop/Minutes}']);
  });
});
