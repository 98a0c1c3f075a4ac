import { labelOf, search } from '../../../../lib/signals/preview/samples/search';
import { World } from '../../../../lib/signals/preview/samples/world';

const WORLD: World = {
  hosts: ['catalog.shop.internal', 'checkout.shop.internal'],
  releasesOf: (host) => [`former of ${host}`, `newest of ${host}`],
  hostOf: () => undefined,
};

function found(query: string) {
  return search(query, WORLD, 'eu-west-1');
}

describe('a search', () => {
  test('finds the former and the new release of a service', () => {
    const query = '{GoldenPath/Service,Host,Release} Host="checkout.shop.internal" MetricName="Requests"';
    const dimensions = (release: string) => ({
      Host: 'checkout.shop.internal',
      Release: `${release} of checkout.shop.internal`,
    });
    expect(found(query)).toEqual([
      {
        label: 'former of checkout.shop.internal',
        metric: { namespace: 'GoldenPath/Service', name: 'Requests', dimensions: dimensions('former') },
      },
      {
        label: 'newest of checkout.shop.internal',
        metric: { namespace: 'GoldenPath/Service', name: 'Requests', dimensions: dimensions('newest') },
      },
    ]);
  });

  test('finds all services', () => {
    expect(found('{GoldenPath/Service,Host} MetricName="Requests"').map(({ label }) => label)).toEqual(WORLD.hosts);
  });

  test('finds the releases of all services', () => {
    expect(found('{GoldenPath/Service,Host,Release} MetricName="Requests"').map(({ label }) => label)).toEqual([
      'catalog.shop.internal former of catalog.shop.internal',
      'catalog.shop.internal newest of catalog.shop.internal',
      'checkout.shop.internal former of checkout.shop.internal',
      'checkout.shop.internal newest of checkout.shop.internal',
    ]);
  });

  test('finds zones, instances, and a handful of whatever else', () => {
    expect(found('{AWS/EC2,AvailabilityZone} MetricName=CPUUtilization').map(({ label }) => label)).toEqual([
      'eu-west-1a',
      'eu-west-1b',
      'eu-west-1c',
    ]);
    expect(found('{AWS/EC2,InstanceId} MetricName="CPUUtilization"')).toHaveLength(3);
    expect(found('{AWS/EC2,InstanceId} MetricName="CPUUtilization"')[0].label).toMatch(/^i-0[0-9a-f]{16}$/);
    expect(found('{Own,Queue,Shard} MetricName="Depth"').map(({ label }) => label)).toEqual([
      'queue-1 shard-1',
      'queue-2 shard-1',
      'queue-3 shard-1',
    ]);
  });

  test('finds what is listed, and several metrics', () => {
    const query = '{AWS/SQS,QueueName} QueueName=("a" OR "b") MetricName=("Sent" OR "Received") NOT Other="c"';
    expect(found(query).map(({ label, metric }) => [label, metric.dimensions.QueueName])).toEqual([
      ['Sent', 'a'],
      ['Received', 'a'],
      ['Sent', 'b'],
      ['Received', 'b'],
    ]);
  });
});

describe('the label of a metric', () => {
  const metric = (name: string, dimensions: Record<string, string>) => ({ namespace: 'N', name, dimensions });
  const all = [metric('A', { Id: '1', Zone: 'a' }), metric('A', { Id: '2', Zone: 'a' }), metric('B', { Other: 'x' })];

  test('is what tells it from those of the same name', () => {
    expect(all.map((one) => labelOf(one, all))).toEqual(['1 A', '2 A', 'B']);
    expect(all.slice(0, 2).map((one) => labelOf(one, all.slice(0, 2)))).toEqual(['1', '2']);
  });

  test('is its name if it is alone', () => {
    expect(labelOf(all[0], [all[0]])).toBe('A');
  });
});
