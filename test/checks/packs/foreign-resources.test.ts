import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { Construct, IConstruct } from 'constructs';
import { foreignResources } from '../../../lib/checks/packs/foreign-resources';

/** An app of a second copy of aws-cdk-lib; all that it needs must be loaded before the copy is gone. */
function foreignApp(): IConstruct {
  let app: IConstruct | undefined;
  jest.isolateModules(() => {
    const other = jest.requireActual<typeof import('aws-cdk-lib')>('aws-cdk-lib');
    const sns = jest.requireActual<typeof import('aws-cdk-lib/aws-sns')>('aws-cdk-lib/aws-sns');
    const made = new other.App();
    const stack = new other.Stack(made, 'Shop');
    new sns.CfnTopic(stack, 'Topic');
    new other.CfnResource(stack, 'Raw', { type: 'AWS::SNS::Topic' });
    app = made;
  });
  if (app === undefined) throw new Error('no app was made');
  return app;
}

describe('resources of another copy of aws-cdk-lib', () => {
  test('are found by their paths', () => {
    expect(foreignResources(foreignApp())).toEqual(['Shop/Topic', 'Shop/Raw']);
  });

  test('are not those of the copy that cdk-nag sees, and constructs are no resources', () => {
    const app = new App();
    const stack = new Stack(app, 'Shop');
    new CfnTopic(stack, 'Topic');
    new CfnResource(stack, 'Raw', { type: 'AWS::SNS::Topic' });
    new Construct(stack, 'Plain');
    expect(foreignResources(app)).toEqual([]);
  });
});
