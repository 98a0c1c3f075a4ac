import { worst } from '../../opinion';
import { expectNotTrue } from '../../reading/expectation';
import { Rule } from '../../rule';
import { serverSources } from '../../servers/server-sources';

const PROTECTIONS = ['DisableApiTermination', 'DisableApiStop'];

export const TERMINATION_PROTECTION: Rule = {
  id: 'DIS-1-TerminationProtection',
  principle: 'DIS-1',
  severity: 'error',
  requirement: 'Any server can be terminated.',
  why: 'Protection says that the loss of this server would hurt, and then it will hurt when its hardware fails.',
  fix: 'leave the protection out, and move what must not be lost off the server',
  judge: (app) =>
    serverSources(app).map(({ resource, setting }) => ({
      resource,
      ...worst(PROTECTIONS.map((property) => expectNotTrue(setting(property), property))),
    })),
};
