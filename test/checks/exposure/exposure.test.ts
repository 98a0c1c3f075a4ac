import { exposureOf } from '../../../lib/checks/exposure/exposure';
import { AppTemplates } from '../../../lib/checks/template/app-templates';
import { EXPOSURE_FIXTURES } from './fixtures';
import { ExposureFixture } from './fixtures/fixture';

function judgementOf({ templates, judged }: ExposureFixture) {
  const found = exposureOf(new AppTemplates(templates())).judgements.filter(
    ({ resource }) => resource.logicalId === judged || resource.name === judged,
  );
  if (found.length !== 1) throw new Error(`${found.length} judgements of ${judged}`);
  return found[0];
}

describe('exposure by networks and endpoints', () => {
  test.each(EXPOSURE_FIXTURES.map((one): [string, ExposureFixture] => [`${one.property}: ${one.name}`, one]))(
    '%s',
    (_, fixture) => {
      const { verdict, reason, paths } = judgementOf(fixture);
      expect({ verdict, reason, path: paths[0] }).toEqual({
        verdict: fixture.verdict,
        reason: expect.stringContaining(fixture.says),
        path: fixture.path,
      });
    },
  );
});
