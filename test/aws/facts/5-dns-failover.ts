import { FALLBACK } from '../names';
import { DnsLook, line, notSeen, Observed, Verdict } from '../records';
import { Fact } from './fact';

/** A release that boots has no healthy target, and must not take the load balancer out of DNS. */
export const dnsFailover: Fact = {
  number: 5,
  claim:
    'With dns_failover.minimum_healthy_targets.count=off, a target group without healthy targets does not make Route 53 take the load balancer for unhealthy.',
  matters: 'If not, a record that evaluates target health fails over whenever a release boots.',
  provoked:
    'Beside the live demo the load balancer has an empty target group in a rule. Its attribute is 1, the default, then off, then 1 again; a failover record with EvaluateTargetHealth points to the load balancer.',
  observed: `The name servers of the record's zone are asked every ten seconds; the other answer is ${FALLBACK}.`,
  needs: ['experiments', 'first-release'],
  asksDns: true,
  judge({ dns }: Observed): Verdict {
    const [before, off, after] = (['1', 'off', '1 again'] as const).map((setting) => lastOf(dns, setting));
    const evidence = [before, off, after].filter((look) => look !== undefined).map(describe);
    if (before === undefined || off === undefined) return notSeen('Route 53 was not asked', ...evidence);
    if ([before, off].some(({ healthy, answers }) => healthy === 0 || answers.length === 0)) {
      return notSeen('the live release was not healthy, or Route 53 did not answer', ...evidence);
    }
    if (!fellOver(before)) {
      return notSeen('Route 53 did not mind the empty target group even without the attribute', ...evidence);
    }
    if (fellOver(off)) return { answer: 'refuted', evidence };
    return after !== undefined && fellOver(after)
      ? { answer: 'confirmed', evidence }
      : notSeen(
          'the answer did not change back with the attribute, so something else may have changed it',
          ...evidence,
        );
  },
};

function lastOf(dns: DnsLook[], setting: DnsLook['setting']): DnsLook | undefined {
  const looks = dns.filter((look) => look.setting === setting);
  return looks[looks.length - 1];
}

function fellOver({ answers }: DnsLook): boolean {
  return answers.includes(FALLBACK);
}

function describe({ at, setting, answers, healthy }: DnsLook): string {
  return line(
    at,
    `count ${setting}: ${answers.join(', ') || 'no answer'}; ${healthy} healthy targets of the live release`,
  );
}
