import { Resource } from '../../template/resource';
import { Surroundings } from '../network/surroundings';
import { notPublic, Opinion, unknown } from '../opinion';
import { Judges } from './judge';

/** What makes other resources. */
export const STACKS: Judges = {
  'AWS::CloudFormation::Stack': judgeNested,
  'AWS::CloudFormation::Macro': () => notPublic('it answers CloudFormation alone'),
};

function judgeNested(stack: Resource, { app }: Surroundings): Opinion {
  return app.nestedIn(stack) === undefined
    ? unknown('its template is not in the assembly')
    : notPublic('its resources are judged themselves');
}
