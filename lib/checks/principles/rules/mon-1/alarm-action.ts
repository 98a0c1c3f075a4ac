import { AlarmRoutes } from '../../../signals/alarm/alarm-routes';
import { broken, COMPLIANT, judgeEach } from '../../opinion';
import { Rule } from '../../rule';

export const ALARM_ACTION: Rule = {
  id: 'MON-1-AlarmAction',
  principle: 'MON-1',
  severity: 'error',
  requirement: 'Something happens when an alarm fires.',
  why: 'An alarm that tells nobody, stops no release and starts nothing is a picture of an incident.',
  fix: 'give it an action, put it into a composite alarm that has one, or let it judge releases',
  standards: ['NIST-800-53-R5:SI-4(5)'],
  judge: (app) => {
    const routes = new AlarmRoutes(app.templates, app.texts);
    return judgeEach(app.ofType('AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'), (alarm) =>
      routes.acts(alarm) ? COMPLIANT : broken('It has no action that is enabled, and no alarm over it has one'),
    );
  },
};
