import { AppTemplates } from '../../../template/app-templates';
import { Resource } from '../../../template/resource';
import { broken, COMPLIANT, judgeEach, Opinion, unclear, worst } from '../../opinion';
import { expectItems, expectNotTrue, expectTrue } from '../../reading/expectation';
import { itemsOf, propertyOf, textsOf } from '../../reading/possible';
import { Rule } from '../../rule';

const EVENTS = ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'];

export const CODE_DEPLOY_ROLLBACK: Rule = {
  id: 'CD-3-CodeDeployRollback',
  principle: 'CD-3',
  severity: 'error',
  requirement: 'A deployment of CodeDeploy is judged by alarms, and taken back when it fails.',
  why: 'By default CodeDeploy stops where it failed, with the new release on some of the targets.',
  fix: 'switch AutoRollbackConfiguration on for failure and alarm, name alarms, and leave IgnorePollAlarmFailure false',
  standards: ['NIST-800-53-R5:SI-2'],
  judge: (app) =>
    judgeEach(app.ofType('AWS::CodeDeploy::DeploymentGroup'), (group) =>
      worst([...rollbackOpinions(app, group), ...alarmOpinions(app, group)]),
    ),
};

function rollbackOpinions(app: AppTemplates, group: Resource): Opinion[] {
  const property = 'AutoRollbackConfiguration';
  const events = itemsOf(app, propertyOf(app, group, property, 'Events'));
  const missing = EVENTS.filter((event) => !textsOf(events).includes(event));
  return [
    expectTrue(propertyOf(app, group, property, 'Enabled'), `${property}.Enabled`),
    eventsOpinion(
      missing,
      events.some(({ kind }) => kind !== 'text'),
    ),
  ];
}

function eventsOpinion(missing: readonly string[], areUnknown: boolean): Opinion {
  if (missing.length === 0) return COMPLIANT;
  const detail = `AutoRollbackConfiguration.Events lacks ${missing.join(', ')}`;
  return areUnknown ? unclear(`Whether ${detail}`) : broken(detail);
}

function alarmOpinions(app: AppTemplates, group: Resource): Opinion[] {
  const property = 'AlarmConfiguration';
  return [
    expectTrue(propertyOf(app, group, property, 'Enabled'), `${property}.Enabled`),
    expectNotTrue(propertyOf(app, group, property, 'IgnorePollAlarmFailure'), `${property}.IgnorePollAlarmFailure`),
    expectItems(app, propertyOf(app, group, property, 'Alarms'), {
      property: `${property}.Alarms`,
      empty: `${property}.Alarms is empty`,
    }),
  ];
}
