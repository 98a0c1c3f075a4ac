import { readDashboards } from '../../../../lib/signals/preview/reading/dashboards';
import { Intrinsics } from '../../../../lib/signals/preview/reading/intrinsics';
import { PreviewStack } from '../../../../lib/signals/preview/reading/stacks';
import { World, worldOf } from '../../../../lib/signals/preview/samples/world';
import { dashboardOf, stackOf } from '../stacks';

function world(...stacks: PreviewStack[]): World {
  return worldOf(stacks, readDashboards(stacks, new Intrinsics(stacks)));
}

const graph = (...metrics: unknown[]) => dashboardOf([{ type: 'metric', properties: { metrics } }]);

const group = (host: string, release: string) => ({
  Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  Properties: {
    Tags: [
      { Key: 'golden-path:host', Value: host },
      { Key: 'golden-path:release', Value: release },
      { Key: 'Unknown', Value: { Ref: 'Something' } },
    ],
  },
});

describe('the services that samples are about', () => {
  test('are those that target groups, metrics and searches of any stack name', () => {
    const one = stackOf({ Group: group('c.shop.internal', '0123456789ab') });
    const other = stackOf({
      A: graph(['GoldenPath/Service', 'Requests', 'Host', 'b.shop.internal'], ['N', 'M', 'Host', 'c.shop.internal']),
      B: graph([{ expression: `SEARCH('{GoldenPath/Service,Host} Host="a.shop.internal"', 'Sum')` }]),
    });
    expect(world(one, other).hosts).toEqual(['a.shop.internal', 'b.shop.internal', 'c.shop.internal']);
  });

  test('have the release of the assembly as the new one', () => {
    const [former, newest] = world(stackOf({ Group: group('c.shop.internal', '0123456789ab') })).releasesOf(
      'c.shop.internal',
    );
    expect(newest).toBe('0123456789ab');
    expect(former).toMatch(/^[0-9a-f]{12}$/);
  });

  test('have made-up releases if none is known, always the same', () => {
    const [former, newest] = world().releasesOf('c.shop.internal');
    expect(newest).toMatch(/^[0-9a-f]{12}$/);
    expect(former).not.toBe(newest);
    expect(world().releasesOf('c.shop.internal')).toEqual([former, newest]);
  });

  test('are known by their target groups', () => {
    const { hostOf } = world(stackOf({ Group: group('c.shop.internal', '0123456789ab') }));
    expect([hostOf('Group.TargetGroupFullName'), hostOf('Other.TargetGroupFullName')]).toEqual([
      'c.shop.internal',
      undefined,
    ]);
  });

  test('are three that are made up if the assembly names none', () => {
    expect(world(stackOf({ A: graph(['AWS/EC2', 'CPUUtilization']) })).hosts).toHaveLength(3);
  });
});
