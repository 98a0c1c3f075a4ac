import { App, Duration } from 'aws-cdk-lib';
import { ErrorBudgetPolicy, FunctionalTest, ImmutableServiceProps, Rollout } from '../../lib';
import { releaseA, releaseB, serviceIn, templateOf } from '../stacks';

interface Resource {
  readonly Type: string;
}

/** The resources of a service's template, with the fingerprint in logical ids and values made plain. */
function resourcesWith(overrides: Partial<ImmutableServiceProps>): { readonly [id: string]: Resource } {
  return templateOf(serviceIn(new App(), overrides)).toJSON().Resources as { [id: string]: Resource };
}

/** What differs between two templates: ids that come and go, and ids whose resource changes in place. */
function differences(before: { [id: string]: Resource }, after: { [id: string]: Resource }) {
  const typesOf = (ids: string[], from: { [id: string]: Resource }) => ids.map((id) => from[id].Type).sort();
  const ids = Object.keys(before);
  return {
    gone: typesOf(
      ids.filter((id) => !(id in after)),
      before,
    ),
    come: typesOf(
      Object.keys(after).filter((id) => !(id in before)),
      after,
    ),
    changed: ids
      .filter((id) => id in after && JSON.stringify(before[id]) !== JSON.stringify(after[id]))
      .map((id) => id.replace(/[0-9A-F]{8}([0-9a-f]{12})?$/, ''))
      .sort(),
  };
}

const SERVER_GROUP = [
  'AWS::AutoScaling::AutoScalingGroup',
  'AWS::AutoScaling::ScalingPolicy',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::Alarm',
  'AWS::EC2::LaunchTemplate',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
  'Custom::ReleasePreflight',
];

/** What points at the live release, names it, or lets it pass. */
const POINTERS = [
  'CheckoutGate',
  'CheckoutRelease',
  'CheckoutRulesProductionRule',
  'CheckoutRulesTestRule',
  'CheckoutSignalsDashboard',
  'CheckoutSignalsPagingAlarmsAtMaximum',
  'CheckoutSignalsPagingAlarmsDisk',
  'CheckoutSignalsPagingAlarmsErrors',
  'CheckoutSignalsPagingAlarmsLatency',
  'CheckoutSignalsPagingAlarmsMemory',
  'CheckoutSignalsPagingAlarmsOutage',
  'CheckoutSignalsPagingAlarmsSaturation',
  'CheckoutSignalsPagingAlarmsZoneDown',
];

describe('from one release to the next', () => {
  const before = resourcesWith({});

  test('one server group comes and one goes, and only what points at them changes in place', () => {
    expect(differences(before, resourcesWith({ release: releaseB() }))).toEqual({
      gone: SERVER_GROUP,
      come: SERVER_GROUP,
      changed: POINTERS,
    });
  });

  test('of the same commit on another image, too', () => {
    const { gone, come } = differences(
      before,
      resourcesWith({ release: releaseA({ images: { 'eu-west-1': 'ami-0cccccccccccccccc' } }) }),
    );
    expect([gone, come]).toEqual([SERVER_GROUP, SERVER_GROUP]);
  });
});

describe('an update that is not a release touches no server', () => {
  const before = resourcesWith({});

  test.each<[string, Partial<ImmutableServiceProps>, string[]]>([
    [
      'another availability',
      { availabilityPercent: 99.5 },
      [
        ...['FastBurnLong', 'FastBurnShort', 'LeakLong', 'LeakShort', 'SlowBurnLong', 'SlowBurnShort'].map(
          (alert) => `CheckoutSignalsBurnRateAlarmsAvailability${alert}`,
        ),
        'CheckoutSignalsDashboard',
        'CheckoutSignalsObjectivesAvailability',
        'CheckoutSignalsPagingAlarmsErrors',
      ],
    ],
    ['a frozen budget', { errorBudgetPolicy: ErrorBudgetPolicy.freezeReleases() }, ['CheckoutGatePreflight']],
    ['another scaling target', { targetCpuPercent: 60 }, []],
    ['another time for the rollout', { rollout: Rollout.allAtOnce() }, ['CheckoutGate']],
    ['another test', { functionalTests: [FunctionalTest.http({ path: '/ready' })] }, ['CheckoutGate']],
    [
      'a reason to start while alarms fire',
      { release: releaseA({ fix: 'ends incident 4711' }) },
      ['CheckoutGate', 'CheckoutGatePreflight', 'CheckoutRelease'],
    ],
  ])('%s', (_, overrides, changed) => {
    const found = differences(before, resourcesWith(overrides));
    expect({ gone: found.gone, come: found.come }).toEqual({ gone: [], come: [] });
    expect(found.changed.filter((id) => !/Servers|RollbackAlarms/.test(id))).toEqual(changed);
    expect(found.changed.filter((id) => /LaunchTemplate|TargetGroup|ServersGroup/.test(id))).toEqual([]);
  });

  test('another latency, of which the target group tells the signal recorder in a tag', () => {
    const after = resourcesWith({ latencyP99: Duration.millis(300) });
    const { gone, come, changed } = differences(before, after);
    expect({ gone, come }).toEqual({ gone: [], come: [] });
    expect(changed.filter((id) => id.includes('Servers'))).toEqual(['CheckoutServersTargetGroup']);
    const [id] = Object.keys(before).filter((one) => one.startsWith('CheckoutServersTargetGroup'));
    const [one, other] = [before, after].map((resources) => {
      const { Tags, ...others } = (resources[id] as any).Properties;
      return { others, objective: Tags.find(({ Key }: any) => Key === 'golden-path:latency-objective').Value };
    });
    expect(other.others).toEqual(one.others);
    expect([one.objective, other.objective]).toEqual(['1', '0.3']);
  });

  test('another dashboard', () => {
    const service = serviceIn(new App());
    service.dashboard.addPropertyOverride('DashboardBody', '{"widgets":[]}');
    const after = templateOf(service).toJSON().Resources as { [id: string]: Resource };
    expect(differences(before, after)).toEqual({ gone: [], come: [], changed: ['CheckoutSignalsDashboard'] });
  });
});
