import { broken, judgeEach, worst } from '../../opinion';
import { fieldOf, itemsOf, propertyOf, show } from '../../reading/possible';
import { Rule } from '../../rule';

export const STAGE_TRANSITION: Rule = {
  id: 'CD-1-StageTransition',
  principle: 'CD-1',
  severity: 'error',
  requirement: 'Every stage of a pipeline starts when the one before it has succeeded.',
  why: 'A closed transition is opened by a person in the console, for each release.',
  fix: 'leave DisableInboundStageTransitions out, and let a test decide',
  judge: (app) =>
    judgeEach(app.ofType('AWS::CodePipeline::Pipeline'), (pipeline) =>
      worst(
        itemsOf(app, propertyOf(app, pipeline, 'DisableInboundStageTransitions')).map((one) => {
          const stage = fieldOf(app, one, 'StageName').map(show).join(' or ');
          return broken(`DisableInboundStageTransitions names stage ${stage}`);
        }),
      ),
    ),
};
