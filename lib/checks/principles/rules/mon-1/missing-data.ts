import { judgeEach } from '../../opinion';
import { expectText } from '../../reading/expectation';
import { propertyOf } from '../../reading/possible';
import { Rule } from '../../rule';

const MEANINGS = ['breaching', 'notBreaching', 'ignore', 'missing'];

export const MISSING_DATA: Rule = {
  id: 'MON-1-MissingData',
  principle: 'MON-1',
  severity: 'error',
  requirement: 'An alarm says what a time without data means.',
  why: 'At night no data may be good news, and from a service that hangs it is the worst; what nobody has decided is decided by a default.',
  fix: 'set TreatMissingData: breaching where data comes always, notBreaching where only faults are counted',
  standards: ['NIST-800-53-R5:SI-4'],
  judge: (app) =>
    judgeEach(app.ofType('AWS::CloudWatch::Alarm'), (alarm) =>
      expectText(propertyOf(app, alarm, 'TreatMissingData'), {
        property: 'TreatMissingData',
        accepts: (text) => MEANINGS.includes(text),
      }),
    ),
};
