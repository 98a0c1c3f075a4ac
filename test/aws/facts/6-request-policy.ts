import { IDS } from '../names';
import { deployOf, ending, line, notSeen, Observed, seconds, StackEvent, Verdict } from '../records';
import { Fact } from './fact';

const POLICY = 'AWS::AutoScaling::ScalingPolicy';

/** Scaling by requests is refused for a target group that no load balancer leads to. */
export const requestPolicy: Fact = {
  number: 6,
  claim:
    'A policy that scales by the requests of a target group is accepted right after the rule that leads to it was made.',
  matters: 'If not, a first deploy or a release fails now and then, and the policy has to wait for more than the rule.',
  provoked:
    'A stack with a rule, an empty group and, depending on the rule alone, such a policy; and each deploy of the demo, where servers start in between.',
  observed: 'DescribeStackEvents: when the rule was complete, and what became of the policy.',
  needs: ['request-policy'],
  judge(observed: Observed): Verdict {
    const refused = observed.deploys.flatMap(({ events }) => events.filter(isRefused));
    if (refused.length > 0) return { answer: 'refuted', evidence: refused.map(describe) };
    const deploy = deployOf(observed, 'request-policy');
    if (deploy === undefined) return notSeen('the deploy did not take place');
    const complete = (id: string) =>
      deploy.events.find(({ logicalId, status }) => logicalId === id && status === 'CREATE_COMPLETE');
    const [rule, policy] = [complete(IDS.scalingRule), complete(IDS.policy)];
    if (rule === undefined || policy === undefined) return notSeen('the policy was not made', ending(deploy));
    const others = observed.deploys.flatMap(({ events }) =>
      events.filter((event) => event.type === POLICY && event.status === 'CREATE_COMPLETE'),
    );
    return {
      answer: 'confirmed',
      evidence: [
        line(rule.at, 'the rule was complete'),
        line(policy.at, `the policy was, ${seconds(rule.at, policy.at)} later`),
        `in all deploys ${others.length} policies were made and none was refused`,
      ],
    };
  },
};

function isRefused({ type, status, reason }: StackEvent): boolean {
  return type === POLICY && status === 'CREATE_FAILED' && /does not route traffic/i.test(reason ?? '');
}

function describe({ at, logicalId, reason }: StackEvent): string {
  return line(at, `${logicalId} CREATE_FAILED: ${reason ?? ''}`);
}
