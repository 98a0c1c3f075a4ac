import { AppTemplates } from '../../../template/app-templates';
import { covers, ingressHolders, sourceOf } from '../../network/ingress';
import { broken, COMPLIANT, Opinion, unclear, worst } from '../../opinion';
import { Possible } from '../../reading/possible';
import { Rule } from '../../rule';

/** The ports that shells listen on. */
const SHELLS: ReadonlyArray<readonly [number, string]> = [
  [22, 'SSH'],
  [3389, 'RDP'],
  [5985, 'WinRM'],
  [5986, 'WinRM'],
];

export const SHELL_INGRESS: Rule = {
  id: 'AUT-2-ShellIngress',
  principle: 'AUT-2',
  severity: 'error',
  requirement: 'No network lets anybody reach a shell on a server, from wherever.',
  why: 'Whoever can log in will repair by hand, and the next server comes without the repair.',
  fix: 'open the ports of the service alone; use Systems Manager documents for what must be done on a server',
  standards: ['FSBP:EC2.19', 'CIS-7.0:6.3', 'CIS-7.0:6.4', 'NIST-800-53-R5:AC-17', 'NIST-800-53-R5:CM-7'],
  judge: (app) =>
    ingressHolders(app).map(({ resource, rules }) => ({
      resource,
      ...worst(rules.map((rule) => opinionOn(app, rule))),
    })),
};

function opinionOn(app: AppTemplates, rule: Possible): Opinion {
  const answers = SHELLS.map(([port, shell]) => ({ port: `${port} (${shell})`, answer: covers(app, rule, port) }));
  const open = answers.filter(({ answer }) => answer === 'yes').map(({ port }) => port);
  if (open.length > 0) return broken(`Open to ${sourceOf(app, rule)}: ${open.join(', ')}`);
  return answers.every(({ answer }) => answer === 'no')
    ? COMPLIANT
    : unclear(`Its protocol and ports do not say what is open to ${sourceOf(app, rule)}`);
}
