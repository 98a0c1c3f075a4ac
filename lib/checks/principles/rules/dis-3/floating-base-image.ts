import { broken, COMPLIANT, judgeEach, Opinion, worst } from '../../opinion';
import { unreadable } from '../../reading/expectation';
import { fieldOf, itemsOf, Possible, propertyOf, show } from '../../reading/possible';
import { Rule } from '../../rule';

export const FLOATING_BASE_IMAGE: Rule = {
  id: 'DIS-3-FloatingBaseImage',
  principle: 'DIS-3',
  // A pipeline that bakes every week may want the newest base; what it makes is an image with an id all the same.
  severity: 'warning',
  requirement: 'An image is baked from a base and from components of fixed versions.',
  why: 'With a version like x.x.x the same commit gives another image tomorrow, so nobody can bake the old one again.',
  fix: 'name the versions, and let a change of them be a commit of its own',
  standards: ['NIST-800-53-R5:CM-2'],
  judge: (app) =>
    judgeEach(app.ofType('AWS::ImageBuilder::ImageRecipe', 'AWS::ImageBuilder::ContainerRecipe'), (recipe) => {
      const components = itemsOf(app, propertyOf(app, recipe, 'Components'));
      return worst([
        ...propertyOf(app, recipe, 'ParentImage').map((one) => opinionOn('ParentImage', one)),
        ...components
          .flatMap((one) => fieldOf(app, one, 'ComponentArn'))
          .map((one) => opinionOn('Components.ComponentArn', one)),
      ]);
    }),
};

function opinionOn(property: string, value: Possible): Opinion {
  if (value.kind === 'absent') return broken(`${property} is not stated`);
  if (value.kind === 'resource') return COMPLIANT;
  if (value.kind !== 'text' && value.kind !== 'unknown') return unreadable(property, value);
  // The account and the region of an ARN may be left to CloudFormation; its version may not.
  const version = /\/(\d+\.\d+\.\d+)(\/\d+)?$/.test(value.text);
  if (version || /^ami-[0-9a-f]+$/.test(value.text)) return COMPLIANT;
  return value.kind === 'unknown' && !/x\.x|ssm:/.test(value.text)
    ? unreadable(property, value)
    : broken(`${property} is ${show(value)}`);
}
