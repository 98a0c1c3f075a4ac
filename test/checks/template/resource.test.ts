import { resourcesOf } from '../../../lib/checks/template/resource';
import { alarm, stackTemplate } from '../templates';

describe('the resources of a template', () => {
  test('are those of the type, sorted, by their construct path or else their logical id', () => {
    const template = stackTemplate({
      Second: alarm({ Threshold: 1 }),
      Topic: { Type: 'AWS::SNS::Topic' },
      First: alarm({ Threshold: 2 }, 'Shop/Api/Alarm'),
    });
    expect(resourcesOf(template, 'AWS::CloudWatch::Alarm')).toEqual([
      {
        template,
        logicalId: 'First',
        type: 'AWS::CloudWatch::Alarm',
        name: 'Shop/Api/Alarm',
        properties: { Threshold: 2 },
      },
      { template, logicalId: 'Second', type: 'AWS::CloudWatch::Alarm', name: 'Second', properties: { Threshold: 1 } },
    ]);
  });

  test.each([undefined, null, [], 'text', { A: null, B: [], C: 'text', D: {} }])('are none in %j', (resources) => {
    expect(resourcesOf(stackTemplate(resources), 'AWS::CloudWatch::Alarm')).toEqual([]);
  });

  test('have no properties and no path where these are something else', () => {
    const template = stackTemplate({ A: { Type: 'T', Properties: 'text', Metadata: { 'aws:cdk:path': 7 } } });
    expect(resourcesOf(template, 'T')).toEqual([{ template, logicalId: 'A', type: 'T', name: 'A', properties: {} }]);
  });
});
