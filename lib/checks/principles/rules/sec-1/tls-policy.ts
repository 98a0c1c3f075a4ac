import { AppTemplates } from '../../../template/app-templates';
import { Resource } from '../../../template/resource';
import { broken } from '../../opinion';
import { expectText } from '../../reading/expectation';
import { propertyOf } from '../../reading/possible';
import { Rule } from '../../rule';
import { LISTENER } from '../../traffic/forwarding';

/** The predefined policies that take TLS 1.2 and later alone; `Ext1` and `Ext2` of TLS13-1-2 too, with older ciphers. */
const MODERN = /^ELBSecurityPolicy-(TLS13-1-[23]|TLS-1-2|FS-1-2)-/;

export const TLS_POLICY: Rule = {
  id: 'SEC-1-TlsPolicy',
  principle: 'SEC-1',
  severity: 'error',
  requirement: 'A load balancer accepts TLS 1.2 and later, and nothing older.',
  why: 'Without a policy it accepts TLS 1.0, which is broken.',
  fix: 'set SslPolicy of the listener to ELBSecurityPolicy-TLS13-1-2-Res-2021-06 or a newer one',
  standards: ['FSBP:ELB.17', 'NIST-800-53-R5:SC-8', 'NIST-800-53-R5:SC-13'],
  judge: (app) =>
    app
      .ofType(LISTENER)
      .filter((listener) => mayEncrypt(app, listener))
      .map((listener) => ({
        resource: listener,
        ...expectText(propertyOf(app, listener, 'SslPolicy'), {
          property: 'SslPolicy',
          accepts: (text) => MODERN.test(text),
          absent: broken('SslPolicy is not stated, which means ELBSecurityPolicy-2016-08'),
        }),
      })),
};

function mayEncrypt(app: AppTemplates, listener: Resource): boolean {
  return propertyOf(app, listener, 'Protocol').some(
    (one) => one.kind !== 'text' || one.text === 'HTTPS' || one.text === 'TLS',
  );
}
