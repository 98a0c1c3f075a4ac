import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { fieldOf, itemsOf, Possible, propertyOf, show } from '../reading/possible';

const SECURITY_GROUP = 'AWS::EC2::SecurityGroup';
const STAND_ALONE_RULE = 'AWS::EC2::SecurityGroupIngress';

/** A security group with the rules inside it, or a rule that stands alone. */
export interface IngressHolder {
  readonly resource: Resource;
  /** Its rules, each with all it may be. */
  readonly rules: readonly Possible[];
}

/** Everything in an app that lets traffic in. */
export function ingressHolders(app: AppTemplates): IngressHolder[] {
  return [
    ...app.ofType(SECURITY_GROUP).map((resource) => ({
      resource,
      rules: itemsOf(app, propertyOf(app, resource, 'SecurityGroupIngress')),
    })),
    ...app.ofType(STAND_ALONE_RULE).map((resource) => ({ resource, rules: propertyOf(app, resource) })),
  ];
}

/** Whether a rule lets a port in; unknown where a parameter decides. */
export function covers(app: AppTemplates, rule: Possible, port: number): 'yes' | 'no' | 'unknown' {
  const answers = fieldOf(app, rule, 'IpProtocol').flatMap((protocol) => {
    if (protocol.kind !== 'text') return ['unknown' as const];
    if (protocol.text === '-1') return ['yes' as const];
    if (!['tcp', 'udp', '6', '17'].includes(protocol.text.toLowerCase())) return ['no' as const];
    return fieldOf(app, rule, 'FromPort').flatMap((from) =>
      fieldOf(app, rule, 'ToPort').map((to) => isBetween(from, port, to)),
    );
  });
  return (['yes', 'unknown', 'no'] as const).find((one) => answers.includes(one)) ?? 'unknown';
}

function isBetween(from: Possible, port: number, to: Possible): 'yes' | 'no' | 'unknown' {
  if (from.kind !== 'text' || to.kind !== 'text') return 'unknown';
  const [first, last] = [Number(from.text), Number(to.text)];
  if (Number.isNaN(first) || Number.isNaN(last)) return 'unknown';
  return first === -1 || (first <= port && port <= last) ? 'yes' : 'no';
}

const SOURCES = ['CidrIp', 'CidrIpv6', 'SourceSecurityGroupId', 'SourceSecurityGroupName', 'SourcePrefixListId'];

/** Where a rule lets traffic in from, for people. */
export function sourceOf(app: AppTemplates, rule: Possible): string {
  const stated = SOURCES.flatMap((name) => fieldOf(app, rule, name)).filter(({ kind }) => kind !== 'absent');
  return stated.length === 0 ? 'nobody knows where' : [...new Set(stated.map(show))].join(' or ');
}
