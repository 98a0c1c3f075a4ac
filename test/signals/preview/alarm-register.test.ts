import { AlarmRegister } from '../../../lib/signals/preview/alarm-register';
import { AlarmBook } from '../../../lib/signals/preview/reading/alarms';
import { Intrinsics } from '../../../lib/signals/preview/reading/intrinsics';
import { alarmResource, stackOf } from './stacks';

test('alarms are listed once, in the order in which they are shown, and told apart if they are called the same', () => {
  const checkout = stackOf({ Latency: alarmResource({ Threshold: 1 }), Errors: alarmResource({ Threshold: 2 }) });
  const catalog = stackOf({ Latency: alarmResource({ Threshold: 3 }) }, { stack: 'Catalog' });
  const stacks = [checkout, catalog];
  const register = new AlarmRegister(new AlarmBook(stacks, new Intrinsics(stacks)), checkout);
  const found = ['Errors.Arn', 'Latency.Arn', 'Catalog/Latency.Arn', 'Nothing.Arn', 'Errors.Arn'].map((one) =>
    register.find(one),
  );
  expect(found.map((alarm) => alarm && register.anchorOf(alarm))).toEqual([
    'alarm-1',
    'alarm-2',
    'alarm-3',
    undefined,
    'alarm-1',
  ]);
  expect(register.all().map(({ name, threshold }) => [name, threshold])).toEqual([
    ['Errors', 2],
    ['Latency', 1],
    ['Latency', 3],
  ]);
});
