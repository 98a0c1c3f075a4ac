import { BAKING, Scenario, SHIFTING } from './stage';

/** What CloudFormation and its users do. */
export const STACK_SCENARIOS: readonly Scenario[] = [
  {
    name: 'duplicate-event',
    story: 'CloudFormation delivers each of its requests three times, minutes apart.',
    expected: 'released',
    strike: ({ simulation }) => void (simulation.deployment.custom.deliveries = [0, 1, 150]),
  },
  {
    name: 'rollback-while-shifting',
    story: 'A user cancels the update while users are on the new release.',
    expected: 'rolled back',
    timed: true,
    strike: (stage) => stage.strike(SHIFTING, 60, () => stage.simulation.deployment.cancel()),
  },
  {
    name: 'alarm-and-cancel',
    story: 'A rollback trigger of CloudFormation and the alarm of the gate fire at the same time.',
    expected: 'rolled back',
    timed: true,
    strike: (stage) =>
      stage.strike(BAKING, 30, () => {
        const { cloud, deployment, to } = stage.simulation;
        cloud.alarms.byName.get(to!.order.alarms[0])!.become('ALARM', 'Threshold Crossed');
        deployment.cancel('a rollback trigger fired');
      }),
  },
  {
    name: 'former-unhealthy-on-rollback',
    story:
      'The update is cancelled while no server of the former release is healthy; they come back two minutes later.',
    expected: 'rolled back',
    timed: true,
    strike: (stage) =>
      stage.strike(SHIFTING, 60, () => {
        const { formerServers } = stage;
        formerServers.troubles.health = () => false;
        formerServers.recheck();
        stage.later(60, () => stage.simulation.deployment.cancel());
        stage.later(180, () => {
          formerServers.troubles.health = () => true;
          formerServers.recheck();
        });
      }),
  },
  {
    name: 'former-gone-for-good',
    story: 'The update is cancelled, and no server of the former release ever becomes healthy again.',
    expected: 'rolled back',
    timed: true,
    strike: (stage) =>
      stage.strike(SHIFTING, 60, () => {
        stage.formerServers.troubles.health = () => false;
        stage.formerServers.recheck();
        stage.later(60, () => stage.simulation.deployment.cancel());
      }),
  },
  {
    name: 'later-resource-fails',
    story: 'The gate has let the release through, then another resource of the stack fails.',
    expected: 'rolled back',
    strike: ({ simulation }) =>
      void (simulation.deployment.troubles.laterResource = 'Resource handler returned message: "Rate exceeded"'),
  },
  {
    name: 'no-rollback-mode',
    story: 'The stack is deployed with --no-rollback: a bad release would stay.',
    expected: 'refused before any traffic',
    strike: ({ simulation }) => void (simulation.deployment.stack.rollbackDisabled = true),
  },
  {
    name: 'same-release-again',
    story: 'An update changes the stack, but not the release.',
    expected: 'released',
    setUp: ({ from, ...props }) => {
      const { gate } = from;
      const order = gate.properties.Order as { readonly rollout: object };
      const renamed = { ...order, rollout: { ...order.rollout, name: 'another way' } };
      const to = { ...from, gate: { ...gate, properties: { ...gate.properties, Order: renamed } } };
      return { ...props, from, to };
    },
  },
  {
    name: 'first-deploy',
    story: 'The service is deployed for the first time.',
    expected: 'released',
    setUp: ({ from: _, ...props }) => props,
  },
  {
    name: 'first-deploy-fails',
    story: 'The service is deployed for the first time, and its servers never pass their health check.',
    expected: 'refused before any traffic',
    setUp: ({ from: _, ...props }) => props,
    strike: (stage) => stage.withServers((group) => (group.troubles.health = () => false)),
  },
];
