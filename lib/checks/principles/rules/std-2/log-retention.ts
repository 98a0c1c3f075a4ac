import { broken, COMPLIANT, judgeEach, worst } from '../../opinion';
import { unreadable } from '../../reading/expectation';
import { propertyOf } from '../../reading/possible';
import { Rule } from '../../rule';

export const LOG_RETENTION: Rule = {
  id: 'STD-2-LogRetention',
  principle: 'STD-2',
  severity: 'error',
  requirement: 'Logs are deleted after a time that somebody chose.',
  why: 'A log group without a retention keeps everything for ever, and each month costs more than the last.',
  fix: 'set RetentionInDays of the log group',
  standards: ['NIST-800-53-R5:AU-11'],
  judge: (app) =>
    judgeEach(app.ofType('AWS::Logs::LogGroup'), (group) =>
      worst(
        propertyOf(app, group, 'RetentionInDays').map((days) => {
          if (days.kind === 'absent') return broken('RetentionInDays is not stated');
          return days.kind === 'text' ? COMPLIANT : unreadable('RetentionInDays', days);
        }),
      ),
    ),
};
