import { broken, judgeEach } from '../../opinion';
import { Rule } from '../../rule';

export const INSTANCE_CONNECT: Rule = {
  id: 'AUT-2-InstanceConnect',
  principle: 'AUT-2',
  severity: 'error',
  requirement: 'No endpoint leads to a shell on a server.',
  why: 'An endpoint of EC2 Instance Connect is a way to log in by SSH or RDP where the network has none.',
  fix: 'delete it; use Systems Manager documents for what must be done on a server',
  standards: ['NIST-800-53-R5:AC-17'],
  judge: (app) => judgeEach(app.ofType('AWS::EC2::InstanceConnectEndpoint'), () => broken('It is such an endpoint')),
};
