import { HEALTHY, Scenario, SHIFTING, Stage } from './stage';

/** What EC2 Auto Scaling says when it cannot launch a server. */
const LAUNCH_PROBLEMS = {
  capacity:
    'Could not launch On-Demand Instances. InsufficientInstanceCapacity - We currently do not have sufficient m7g.large capacity in the Availability Zone you requested. Launching EC2 instance failed.',
  quota:
    'Could not launch On-Demand Instances. VcpuLimitExceeded - You have requested more vCPU capacity than your current vCPU limit of 32 allows. Launching EC2 instance failed.',
  key: 'Instance became unhealthy while waiting for instance to be in the InService state. Termination Reason: Client.InternalError: Client error on launch',
};

function launchFails(problem: string) {
  return (stage: Stage) => stage.withServers((group) => cannotLaunch(stage, problem, group.plan.zones.length));
}

/** The first servers are there already, so that the gate, and not CloudFormation, is the one who waits. */
function cannotLaunch({ newServers }: Stage, problem: string, left: number): void {
  newServers.troubles.launch = () => problem;
  for (const server of newServers.servers.slice(left)) newServers.terminate(server);
}

/** Servers of the new release that come up, and never work for long. */
function flap(stage: Stage): void {
  let answers = true;
  const { newServers } = stage;
  newServers.troubles.health = () => answers;
  const turn = () => {
    answers = !answers;
    newServers.recheck();
    stage.later(answers ? 22 : 40, turn);
  };
  stage.later(60, turn);
}

/** What can go wrong with servers, before and after users are on them. */
export const SERVER_SCENARIOS: readonly Scenario[] = [
  {
    name: 'never-healthy',
    story: 'The new servers start, but never pass their health check.',
    expected: 'refused before any traffic',
    strike: (stage) => stage.withServers((group) => (group.troubles.health = () => false)),
  },
  {
    name: 'flapping',
    story: 'The new servers become healthy and unhealthy by turns.',
    expected: 'refused before any traffic',
    strike: (stage) => stage.withServers(() => flap(stage)),
  },
  {
    name: 'zone-without-health',
    story: 'In one zone no new server becomes healthy, while the others are fine.',
    expected: 'refused before any traffic',
    strike: (stage) =>
      stage.withServers((group) => (group.troubles.health = ({ zone }) => zone !== group.plan.zones[0])),
  },
  {
    name: 'all-unhealthy',
    story: 'All new servers fail at once while users are on them; the load balancer still sends requests.',
    expected: 'rolled back',
    timed: true,
    strike: (stage) =>
      stage.strike(SHIFTING, 60, () => {
        stage.newServers.troubles.health = () => false;
        stage.newServers.recheck();
      }),
  },
  {
    name: 'insufficient-capacity',
    story: 'AWS has no more servers of the type, so the new group stays too small.',
    expected: 'refused before any traffic',
    strike: (stage) => stage.withServers(() => cannotLaunch(stage, LAUNCH_PROBLEMS.capacity, 1)),
  },
  {
    name: 'quota-exceeded',
    story: 'The vCPU quota of the account is used up.',
    expected: 'refused before any traffic',
    strike: launchFails(LAUNCH_PROBLEMS.quota),
  },
  {
    name: 'key-denied',
    story: 'The key of the volumes may not be used, so every server ends while it starts.',
    expected: 'refused before any traffic',
    strike: (stage) => stage.withServers(() => cannotLaunch(stage, LAUNCH_PROBLEMS.key, 0)),
  },
  {
    name: 'boot-hangs',
    story: 'The new servers hang in their first boot and never come into service.',
    expected: 'refused before any traffic',
    setUp: (props) => ({ ...props, to: { ...props.to, group: { ...props.to.group, launchSeconds: 86_400 } } }),
  },
  {
    name: 'image-gone',
    story: 'The image of the new release was deleted.',
    expected: 'refused before any traffic',
    strike: ({ simulation }) => void simulation.cloud.images.delete(simulation.to!.image),
  },
  {
    name: 'wrong-architecture',
    story: 'The image is for another processor than the release says.',
    expected: 'refused before any traffic',
    strike: ({ simulation: { cloud, to } }) => {
      const architecture = to!.architecture === 'arm64' ? 'x86_64' : 'arm64';
      cloud.images.set(to!.image, { state: 'available', architecture });
    },
  },
  {
    name: 'live-size-above-maximum',
    story: 'The live release has more servers than the new one may have.',
    expected: 'refused before any traffic',
    setUp: (props) => ({
      ...props,
      liveServers: props.to.group.min + 1,
      to: { ...props.to, group: { ...props.to.group, max: props.to.group.min } },
    }),
  },
  {
    name: 'zone-impaired',
    story: 'A zonal shift takes a zone away while users are on the new release.',
    expected: 'rolled back',
    timed: true,
    strike: (stage) =>
      stage.strike(SHIFTING, 60, () => void stage.simulation.cloud.shiftedZones.add(stage.newServers.plan.zones[0])),
  },
  {
    name: 'load-doubles',
    story: 'Traffic doubles in the middle of the shift, and both groups scale out.',
    expected: 'released',
    timed: true,
    strike: (stage) =>
      stage.strike(SHIFTING, 60, () => {
        const { balancer } = stage.simulation.cloud;
        balancer.setRequestsPerMinute(2 * balancer.requestsPerMinute);
      }),
  },
  {
    name: 'server-replaced',
    story: 'A single server of the new release dies before the shift and is replaced.',
    expected: 'released',
    timed: true,
    strike: (stage) =>
      stage.strike(HEALTHY, 10, () => {
        const { newServers } = stage;
        newServers.terminate(newServers.servers[0]);
        newServers.reconcile();
      }),
  },
];
