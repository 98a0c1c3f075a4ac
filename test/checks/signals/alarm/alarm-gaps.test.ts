import { listAlarmGaps } from '../../../../lib/checks/signals/alarm/alarm-gaps';
import { alarm, composite, stackTemplate } from '../../templates';

const COMPLETE = { AlarmActions: ['topic'], AlarmDescription: 'Too slow.', TreatMissingData: 'notBreaching' };
const { TreatMissingData: _, ...COMPOSITE } = COMPLETE;

describe('what an alarm lacks', () => {
  test.each<[string[], object]>([
    [['action'], { ...COMPLETE, AlarmActions: [] }],
    [['description'], { ...COMPLETE, AlarmDescription: ' ' }],
    [['TreatMissingData'], { ...COMPLETE, TreatMissingData: undefined }],
    [['action', 'description', 'TreatMissingData'], {}],
  ])('is %j', (lacks, properties) => {
    const template = stackTemplate({ Slow: alarm(properties, 'Shop/Slow') }, { stack: 'prod-shop' });
    expect(listAlarmGaps([template])).toEqual([{ stack: 'prod-shop', alarm: 'Shop/Slow', lacks }]);
  });

  test.each<[string, object]>([
    ['one that has all', { ...COMPLETE }],
    ['one that says that silence is silence', { ...COMPLETE, TreatMissingData: 'missing' }],
    [
      'one with a description that is put together',
      { ...COMPLETE, AlarmDescription: { 'Fn::Sub': '${Host} is slow' } },
    ],
    ['one that acts through another', { ...COMPLETE, AlarmActions: undefined }],
  ])('is nothing for %s', (__, properties) => {
    const all = composite({ ...COMPOSITE, AlarmRule: { 'Fn::Sub': 'ALARM(${Slow})' } });
    expect(listAlarmGaps([stackTemplate({ Slow: alarm(properties), All: all })])).toEqual([]);
  });

  test.each<[string[], object]>([
    [['action'], { ...COMPOSITE, AlarmActions: undefined }],
    [['description'], { ...COMPOSITE, AlarmDescription: undefined }],
  ])('is %j for a composite alarm, which has no data to miss', (lacks, properties) => {
    const template = stackTemplate({ All: composite({ ...properties, AlarmRule: 'ALARM(Slow)' }) });
    expect(listAlarmGaps([template])).toEqual([{ stack: 'Shop', alarm: 'All', lacks }]);
  });
});
