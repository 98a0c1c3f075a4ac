import { promises as dns } from 'dns';
import {
  DescribeTargetHealthCommand,
  ModifyTargetGroupAttributesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { physicalId, stackOf } from '../account/stacks';
import { pause } from '../account/waiting';
import { FALLBACK, IDS, RECORD, STACKS } from '../names';
import { DnsLook } from '../records';
import { Lab } from './lab';

/** How long Route 53 may take to notice; it checks a load balancer every few seconds. */
const MINUTES = 4;
const EVERY_MS = 10_000;

/** Fact 5: asks the name servers with each setting, until they answer as expected or time is up. */
export async function askDns(lab: Lab, liveTargetGroup: string): Promise<void> {
  const { clients } = lab;
  const empty = await physicalId(clients, STACKS.experiments, IDS.first);
  const { outputs } = await stackOf(clients.cloudFormation, STACKS.experiments);
  const resolver = await authoritative((outputs.NameServers ?? '').split(','));
  for (const setting of ['1', 'off', '1 again'] as const) {
    lab.say(`dns_failover.minimum_healthy_targets.count is ${setting}`);
    await clients.elb.send(
      new ModifyTargetGroupAttributesCommand({
        TargetGroupArn: empty,
        Attributes: [
          {
            Key: 'target_group_health.dns_failover.minimum_healthy_targets.count',
            Value: setting === 'off' ? 'off' : '1',
          },
        ],
      }),
    );
    for (const end = Date.now() + MINUTES * 60_000; Date.now() < end;) {
      await pause(EVERY_MS, lab.stop);
      const look = await lookUp(lab, resolver, setting, liveTargetGroup);
      lab.observed.dns.push(look);
      if (isExpected(look)) break;
    }
  }
}

/** Sooner than time is up only for the answer that would confirm the fact. */
function isExpected({ setting, answers }: DnsLook): boolean {
  return answers.length > 0 && answers.includes(FALLBACK) === (setting !== 'off');
}

async function lookUp(
  { clients }: Lab,
  resolver: dns.Resolver,
  setting: DnsLook['setting'],
  live: string,
): Promise<DnsLook> {
  const [answers, { TargetHealthDescriptions = [] }] = await Promise.all([
    resolver.resolve4(RECORD).catch(() => []),
    clients.elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: live })),
  ]);
  const healthy = TargetHealthDescriptions.filter(({ TargetHealth }) => TargetHealth?.State === 'healthy').length;
  return { at: Date.now(), setting, answers: answers.sort(), healthy };
}

/** The zone's own name servers: nothing in between remembers an older answer. */
async function authoritative(names: string[]): Promise<dns.Resolver> {
  const addresses = await Promise.all(names.map((name) => dns.resolve4(name)));
  const resolver = new dns.Resolver({ timeout: 3000, tries: 2 });
  resolver.setServers(addresses.flat());
  return resolver;
}
