import { judgePrincipals } from '../../../../lib/checks/exposure/principals/principals';
import { AppTemplates } from '../../../../lib/checks/template/app-templates';
import { PRINCIPAL_FIXTURES } from './fixtures';

describe('exposure by policies and shares', () => {
  test.each(PRINCIPAL_FIXTURES.map((one) => [`${one.property}: ${one.name}`, one] as const))('%s', (_, fixture) => {
    const { judgements, grants } = judgePrincipals(new AppTemplates(fixture.templates()));
    const found = judgements.find(({ resource }) => resource.name === fixture.judged);
    expect(found).toMatchObject({ verdict: fixture.verdict });
    expect(found?.reason).toContain(fixture.says);
    if (fixture.verdict === 'not-public') expect(found?.paths).toEqual([]);
    else {
      expect(found?.paths).not.toEqual([]);
      expect(found?.paths.filter((path) => path.length <= 2 || path[0] !== 'internet')).toEqual([]);
    }
    if (fixture.path !== undefined) expect(found?.paths).toContainEqual(fixture.path);
    const to = grants.filter(({ resource }) => resource.name === fixture.judged);
    if (fixture.grants !== undefined) expect(to.map((one) => `${one.to}: ${one.what}`)).toEqual(fixture.grants);
  });
});
