import { broken, COMPLIANT, judgeEach, unclear } from '../../opinion';
import { textsOf } from '../../reading/possible';
import { tagKeys } from '../../reading/tags';
import { Rule } from '../../rule';
import { AUTO_SCALING_GROUP } from '../../servers/launch-templates';
import { INSTANCE } from '../../servers/server-sources';

/** A version or a release leads to a commit wherever releases are made of tags in Git. */
const COMMIT_KEY = /(^|[^a-z])(commit|git|sha|revision|version|release)([^a-z]|$)/i;

export const COMMIT: Rule = {
  id: 'CD-4-Commit',
  principle: 'CD-4',
  severity: 'error',
  requirement: 'A group of servers says which commit it runs.',
  why: 'In an incident the first question is what has changed, and the answer must not need a person who remembers.',
  fix: 'tag the group with the commit, as golden-path:commit does',
  standards: ['NIST-800-53-R5:CM-8'],
  judge: (app) =>
    judgeEach(app.ofType(AUTO_SCALING_GROUP, INSTANCE), (group) => {
      const keys = tagKeys(app, group);
      if (textsOf(keys).some((key) => COMMIT_KEY.test(words(key)))) return COMPLIANT;
      const isKnown = keys.every(({ kind }) => kind === 'text');
      return isKnown ? broken('No tag of it names a commit, a version or a release') : unclear('What its Tags are');
    }),
};

/** `GitCommit` as `Git Commit`. */
function words(key: string): string {
  return key.replace(/([a-z])([A-Z])/g, '$1 $2');
}
