import { broken, COMPLIANT, judgeEach } from '../../opinion';
import { Rule } from '../../rule';

export const ALARM_DESCRIPTION: Rule = {
  id: 'MON-1-AlarmDescription',
  principle: 'MON-1',
  severity: 'warning',
  requirement: 'An alarm says in words what is wrong.',
  why: 'Whoever is woken by it sees its description first, and may not know the metric.',
  fix: 'describe what users notice, and where to read what to do',
  judge: (app) =>
    judgeEach(app.ofType('AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'), ({ properties, template }) =>
      app.texts.of(properties.AlarmDescription, template).trim() === ''
        ? broken('AlarmDescription is not stated')
        : COMPLIANT,
    ),
};
