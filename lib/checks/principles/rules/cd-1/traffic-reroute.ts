import { COMPLIANT, judgeEach } from '../../opinion';
import { expectText } from '../../reading/expectation';
import { propertyOf } from '../../reading/possible';
import { Rule } from '../../rule';

const ACTION = ['BlueGreenDeploymentConfiguration', 'DeploymentReadyOption', 'ActionOnTimeout'];

export const TRAFFIC_REROUTE: Rule = {
  id: 'CD-1-TrafficReroute',
  principle: 'CD-1',
  severity: 'error',
  requirement: 'A blue/green deployment moves the traffic by itself.',
  why: 'With STOP_DEPLOYMENT the new servers wait until somebody reroutes the traffic, or are given up.',
  fix: 'set ActionOnTimeout to CONTINUE_DEPLOYMENT, and let alarms stop it',
  judge: (app) =>
    judgeEach(app.ofType('AWS::CodeDeploy::DeploymentGroup'), (group) =>
      expectText(propertyOf(app, group, ...ACTION), {
        property: 'DeploymentReadyOption.ActionOnTimeout',
        accepts: (text) => text === 'CONTINUE_DEPLOYMENT',
        absent: COMPLIANT,
      }),
    ),
};
