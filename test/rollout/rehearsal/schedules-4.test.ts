import { playRandomSchedules } from './schedules';

test('2,500 random schedules break no invariant, part 4 of 4', () => playRandomSchedules(4, 2500), 300_000);
