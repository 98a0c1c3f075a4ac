import { AppTemplates } from '../../../template/app-templates';
import { Resource } from '../../../template/resource';
import { broken, COMPLIANT, judgeEach, Opinion, unclear, worst } from '../../opinion';
import { Possible, propertyOf } from '../../reading/possible';
import { Rule } from '../../rule';

export const MANUAL_STEP: Rule = {
  id: 'AUT-2-ManualStep',
  principle: 'AUT-2',
  severity: 'error',
  requirement: 'No automation stops to ask a person.',
  why: 'A runbook with a person in it works as long as that person is awake, and is not the same twice.',
  fix: 'let the automation look at what the person would look at: a metric, an alarm, the answer of the service',
  judge: (app) => [
    ...judgeEach(app.ofType('AWS::SSM::Document'), (document) =>
      worst(propertyOf(app, document, 'Content').map((content) => opinionOnDocument(app, document, content))),
    ),
    ...judgeEach(app.ofType('AWS::StepFunctions::StateMachine'), (machine) => opinionOnMachine(app, machine)),
  ],
};

function opinionOnDocument(app: AppTemplates, { template }: Resource, content: Possible): Opinion {
  if (content.kind === 'resource' || content.kind === 'absent') return unclear('Content is not in the template');
  const text = textOf(app, content, template);
  const step = /\baws:(approve|pause)\b/.exec(text)?.[0];
  if (step !== undefined) return broken(`A step of Content is ${step}`);
  return content.kind === 'unknown' ? unclear('Content is known at the deployment only') : COMPLIANT;
}

/** A task that sends a message and waits for a token may wait for a person. One that calls a function waits for that. */
function opinionOnMachine(app: AppTemplates, machine: Resource): Opinion {
  const written = ['DefinitionString', 'Definition']
    .flatMap((name) => propertyOf(app, machine, name))
    .filter(({ kind }) => kind !== 'absent');
  if (written.length === 0) return unclear('Its definition is not in the template');
  const asks = written.some((one) =>
    /:(sns:publish|ses[^"]*)\.waitForTaskToken/i.test(textOf(app, one, machine.template)),
  );
  if (asks) return unclear("It sends a message and waits for an answer, which may be a person's");
  return written.every(isReadable) ? COMPLIANT : unclear('Its definition is known at the deployment only');
}

/** Whether there is more of it in the template than where it will come from. */
function isReadable(value: Possible): boolean {
  return value.kind !== 'resource' && !(value.kind === 'unknown' && /^\$\{[^}]*\}$/.test(value.text));
}

function textOf(app: AppTemplates, value: Possible, template: Resource['template']): string {
  switch (value.kind) {
    case 'text':
    case 'unknown':
      return value.text;
    case 'object':
      return JSON.stringify(value.fields);
    case 'list':
      return app.texts.of(value.items, template);
    default:
      return '';
  }
}
