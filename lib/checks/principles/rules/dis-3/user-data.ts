import { broken, COMPLIANT, Opinion, unclear, worst } from '../../opinion';
import { Rule } from '../../rule';
import { serverSources } from '../../servers/server-sources';
import { BootScript, bootScripts } from '../../servers/user-data';

/** Programs that fetch or install what the image should have. */
const INSTALLERS = ['yum', 'dnf', 'apt', 'apt-get', 'rpm', 'pip', 'pip3', 'npm', 'gem', 'curl', 'wget', 'aws', 'git'];

export const USER_DATA: Rule = {
  id: 'DIS-3-UserData',
  principle: 'DIS-3',
  severity: 'error',
  requirement: 'Nothing is installed or set up on a server when it starts.',
  why: 'What a script fetches at boot is in no image that was tested: it makes each start slower, different, and dependent on others being up.',
  fix: 'do it when the image is baked; let the server read its configuration from instance tags and Parameter Store',
  standards: ['NIST-800-53-R5:CM-2', 'NIST-800-53-R5:CM-3'],
  judge: (app) =>
    serverSources(app).map(({ resource, setting }) => ({
      resource,
      ...worst(setting('UserData').flatMap((data) => bootScripts(app, data).map(opinionOn))),
    })),
};

/** The script itself is not shown: it may have secrets in it. */
function opinionOn({ commands, isReadable }: BootScript): Opinion {
  if (commands.length === 0) {
    return isReadable ? COMPLIANT : unclear('What UserData runs is known at the deployment only');
  }
  const words = new Set(commands.flatMap((line) => line.split(/[^\w-]+/)));
  const installers = INSTALLERS.filter((one) => words.has(one));
  const among = installers.length > 0 ? ` with ${installers.join(', ')}` : '';
  return broken(`UserData runs ${commands.length === 1 ? 'a line' : `${commands.length} lines`}${among}`);
}
