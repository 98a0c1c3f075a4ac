import { AppTemplates } from '../../../template/app-templates';
import { Resource } from '../../../template/resource';
import { broken, COMPLIANT, judgeEach, Opinion, unclear, worst } from '../../opinion';
import { unreadable } from '../../reading/expectation';
import { fieldOf, itemsOf, propertyOf, textsOf } from '../../reading/possible';
import { Rule } from '../../rule';
import { LISTENER } from '../../traffic/forwarding';

export const ENCRYPTED_LISTENER: Rule = {
  id: 'SEC-1-EncryptedListener',
  principle: 'SEC-1',
  severity: 'error',
  requirement: 'A load balancer takes encrypted connections, and sends plain ones to these.',
  why: 'What passes a private network in the clear can be read by whatever else got into it.',
  fix: 'use HTTPS or TLS with a certificate; let a listener for HTTP redirect',
  standards: ['FSBP:ELB.1', 'FSBP:ELB.18', 'NIST-800-53-R5:SC-8', 'NIST-800-53-R5:SC-8(1)'],
  judge: (app) =>
    judgeEach(app.ofType(LISTENER), (listener) =>
      worst(
        propertyOf(app, listener, 'Protocol').map((protocol) => {
          if (protocol.kind === 'absent') return unclear('Protocol is not stated');
          return protocol.kind === 'text' ? opinionOn(app, listener, protocol.text) : unreadable('Protocol', protocol);
        }),
      ),
    ),
};

function opinionOn(app: AppTemplates, listener: Resource, protocol: string): Opinion {
  if (protocol === 'HTTPS' || protocol === 'TLS') return COMPLIANT;
  if (protocol !== 'HTTP') return unclear(`Protocol is ${protocol}: whether what it carries is encrypted`);
  const actions = itemsOf(app, propertyOf(app, listener, 'DefaultActions'));
  const targets = actions.flatMap((action) => textsOf(fieldOf(app, action, 'RedirectConfig', 'Protocol')));
  const redirects = actions.length > 0 && targets.length === actions.length && targets.every((one) => one === 'HTTPS');
  return redirects ? COMPLIANT : broken('Protocol is HTTP');
}
