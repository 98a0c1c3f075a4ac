import { AppTemplates } from '../../../template/app-templates';
import { Resource } from '../../../template/resource';
import { broken, COMPLIANT, judgeEach, Opinion } from '../../opinion';
import { expectTrue } from '../../reading/expectation';
import { propertyOf } from '../../reading/possible';
import { Rule } from '../../rule';

/** What of ECS takes a deployment back. */
const MECHANISMS = ['DeploymentCircuitBreaker', 'Alarms'];

export const ECS_ROLLBACK: Rule = {
  id: 'CD-3-EcsRollback',
  principle: 'CD-3',
  severity: 'error',
  requirement: 'A deployment of an ECS service is taken back when it fails.',
  why: 'By default ECS goes on to start tasks that fail, for hours, and leaves it to people to notice.',
  fix: 'switch the deployment circuit breaker, or deployment alarms, on, with rollback',
  standards: ['NIST-800-53-R5:SI-2'],
  judge: (app) => judgeEach(app.ofType('AWS::ECS::Service'), (service) => opinionOn(app, service)),
};

function opinionOn(app: AppTemplates, service: Resource): Opinion {
  const controllers = propertyOf(app, service, 'DeploymentController', 'Type');
  // Another rule judges the deployment groups of CodeDeploy.
  if (controllers.every((one) => one.kind === 'text' && one.text === 'CODE_DEPLOY')) return COMPLIANT;
  const opinions = MECHANISMS.map((name) => mechanismOpinion(app, service, name));
  if (opinions.some(({ verdict }) => verdict === 'compliant')) return COMPLIANT;
  return (
    opinions.find(({ verdict }) => verdict === 'unknown') ??
    broken(`DeploymentConfiguration has neither ${MECHANISMS.join(' nor ')} with Enable and Rollback`)
  );
}

function mechanismOpinion(app: AppTemplates, service: Resource, name: string): Opinion {
  const property = (field: string) => propertyOf(app, service, 'DeploymentConfiguration', name, field);
  const [enable, rollback] = ['Enable', 'Rollback'].map((field) => expectTrue(property(field), `${name}.${field}`));
  return enable.verdict === 'compliant' ? rollback : enable;
}
