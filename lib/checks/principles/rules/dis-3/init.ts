import { judgeEach } from '../../opinion';
import { expectAbsent } from '../../reading/expectation';
import { attributeOf } from '../../reading/possible';
import { Rule } from '../../rule';
import { AUTO_SCALING_GROUP, LAUNCH_TEMPLATE } from '../../servers/launch-templates';
import { INSTANCE, LAUNCH_CONFIGURATION } from '../../servers/server-sources';

const INIT = 'AWS::CloudFormation::Init';

export const CFN_INIT: Rule = {
  id: 'DIS-3-Init',
  principle: 'DIS-3',
  severity: 'error',
  requirement: 'No server is set up by cfn-init.',
  why: 'Packages, files and services that are added after the start are not in the image that was tested.',
  fix: 'do it when the image is baked',
  standards: ['NIST-800-53-R5:CM-2'],
  judge: (app) =>
    judgeEach(app.ofType(LAUNCH_TEMPLATE, LAUNCH_CONFIGURATION, INSTANCE, AUTO_SCALING_GROUP), (one) =>
      expectAbsent(attributeOf(app, one, 'Metadata', INIT), `Metadata ${INIT}`),
    ),
};
