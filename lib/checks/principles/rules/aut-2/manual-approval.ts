import { broken, COMPLIANT, judgeEach, Opinion, worst } from '../../opinion';
import { unreadable } from '../../reading/expectation';
import { fieldOf, itemsOf, Possible, propertyOf, show } from '../../reading/possible';
import { Rule } from '../../rule';

export const MANUAL_APPROVAL: Rule = {
  id: 'AUT-2-ManualApproval',
  principle: 'AUT-2',
  severity: 'error',
  requirement: 'No action of a pipeline waits until a person approves.',
  why: 'Whoever presses the button sees less than the tests and alarms do, and a release that waits for a person waits for Monday.',
  fix: 'replace the approval with a functional test, a rollback alarm or a smaller first step of the rollout',
  judge: (app) =>
    judgeEach(app.ofType('AWS::CodePipeline::Pipeline'), (pipeline) => {
      const stages = itemsOf(app, propertyOf(app, pipeline, 'Stages'));
      const actions = itemsOf(
        app,
        stages.flatMap((stage) => fieldOf(app, stage, 'Actions')),
      );
      return worst(
        actions.flatMap((action) => {
          const name = fieldOf(app, action, 'Name').map(show).join(' or ');
          return fieldOf(app, action, 'ActionTypeId', 'Category').map((category) => opinionOn(category, name));
        }),
      );
    }),
};

function opinionOn(category: Possible, action: string): Opinion {
  if (category.kind !== 'text') return unreadable(`ActionTypeId.Category of action ${action}`, category);
  return category.text === 'Approval' ? broken(`ActionTypeId.Category of action ${action} is Approval`) : COMPLIANT;
}
