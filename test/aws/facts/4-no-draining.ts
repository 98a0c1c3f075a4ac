import { DRAIN_SECONDS } from '../names';
import { deployOf, ending, line, Look, notSeen, Observed, seconds, Verdict } from '../records';
import { Fact } from './fact';

/** The former target group is in no rule any more when its servers go. */
export const noDraining: Fact = {
  number: 4,
  claim:
    'Servers whose target group is in no rule any more are stopped without draining when CloudFormation deletes their group.',
  matters:
    'If so, only the bake protects requests in flight, so it must be as long as they may last. If not, a clean-up takes longer.',
  provoked: `A good release of the demo, whose target groups have a deregistration delay of ${DRAIN_SECONDS} s, runs to its end; CloudFormation deletes the former group in its clean-up.`,
  observed:
    'DescribeTargetHealth of the former target group and the lifecycle states of its servers, every three seconds, from the clean-up until the servers are gone.',
  needs: ['good-release'],
  judge(observed: Observed): Verdict {
    const deploy = deployOf(observed, 'good-release');
    if (deploy === undefined) return notSeen('the deploy did not take place');
    const cleanup = deploy.looks.find(({ stack }) => stack === 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
    if (cleanup === undefined || deploy.former === undefined) return notSeen('there was no clean-up', ending(deploy));
    const looks = deploy.looks.filter(({ at }) => at >= cleanup.at);
    const stays = staysIn(looks);
    if (stays.length === 0) return notSeen('no server was seen to go', ending(deploy));
    const drained = (at: number) => stays.some(({ from, to = at }) => to - from >= DRAIN_SECONDS * 1000);
    const states = new Set(looks.flatMap((look) => Object.values(look.targets?.[deploy.former!] ?? {})));
    const evidence = [
      line(cleanup.at, cleanup.stack),
      `the former targets were seen as: ${[...states].sort().join(', ') || 'gone at once'}`,
      ...stays.map(({ server, from, to }) =>
        line(
          from,
          `${server} began to go, ${to === undefined ? 'and stayed' : `and was gone ${seconds(from, to)} later`}`,
        ),
      ),
    ];
    if (states.has('draining') || drained(deploy.to)) return { answer: 'refuted', evidence };
    if (stays.some(({ to }) => to === undefined)) return notSeen(...evidence, 'the end of a server was not seen');
    return { answer: 'confirmed', evidence };
  },
};

interface Stay {
  readonly server: string;
  /** When it was first seen to go. */
  readonly from: number;
  /** When it was first seen no more; undefined if it was there at the last look. */
  readonly to?: number;
}

function staysIn(looks: Look[]): Stay[] {
  const going = new Set(looks.flatMap(({ servers = {} }) => Object.keys(servers).filter((id) => isGoing(servers[id]))));
  return [...going].flatMap((server) => {
    const first = looks.findIndex(({ servers }) => isGoing(servers?.[server]));
    const gone = looks.find(({ servers }, index) => index > first && servers !== undefined && !(server in servers));
    return [{ server, from: looks[first].at, to: gone?.at }];
  });
}

function isGoing(lifecycle: string | undefined): boolean {
  return lifecycle?.startsWith('Terminating') ?? false;
}
