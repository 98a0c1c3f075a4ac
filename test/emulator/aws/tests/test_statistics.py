"""Statistics of metric data."""

import unittest

from moto.cloudwatch.models import MetricAggregatedDatum, MetricDatum, MetricDatumBase

from aws.metrics.statistics import statistic


def values(*numbers: float) -> list[MetricDatumBase]:
    return [MetricDatum('Shop', 'Latency', number, [], None) for number in numbers]


def sets(*described: tuple[float, float, float, float]) -> list[MetricDatumBase]:
    """Of minimum, maximum, samples and sum each."""
    return [MetricAggregatedDatum('Shop', 'Failures', *numbers, [], None) for numbers in described]


class StatisticTest(unittest.TestCase):
    def test_adds_sets_and_single_values(self) -> None:
        data = [*sets((0, 1, 100, 3), (0, 0, 50, 0)), *values(1)]
        found = {name: statistic(name, data) for name in ('SampleCount', 'Sum', 'Average', 'Minimum', 'Maximum')}
        self.assertEqual(
            found, {'SampleCount': 151, 'Sum': 4, 'Average': 4 / 151, 'Minimum': 0, 'Maximum': 1}
        )

    def test_finds_percentiles_between_samples(self) -> None:
        data = values(0.4, 0.1, 0.2, 0.3)
        self.assertEqual(statistic('p0', data), 0.1)
        self.assertAlmostEqual(statistic('p50', data), 0.25)
        self.assertAlmostEqual(statistic('p99.5', data), 0.3985)
        self.assertEqual(statistic('p100', data), 0.4)

    def test_counts_above_the_lower_bound_and_up_to_the_upper_one(self) -> None:
        data = values(0.1, 0.2, 0.3, 0.3001, 0.5)
        self.assertEqual(statistic('TC(0.3:)', data), 2)
        self.assertEqual(statistic('TC(:0.3)', data), 3)
        self.assertEqual(statistic('TC(0.1:0.3)', data), 2)
        self.assertEqual(statistic('TC(9:)', data), 0)
        self.assertAlmostEqual(statistic('TS(:0.2)', data), 0.3)
        self.assertAlmostEqual(statistic('TM(:0.2)', data), 0.15)
        self.assertEqual(statistic('PR(:0.3)', data), 60)

    def test_knows_the_samples_of_a_set_that_are_all_the_same(self) -> None:
        self.assertEqual(statistic('p99', sets((2, 2, 10, 20))), 2)
        self.assertEqual(statistic('TC(1:)', sets((2, 2, 10, 20))), 10)

    def test_tells_nothing_of_what_it_does_not_know(self) -> None:
        self.assertIsNone(statistic('p99', sets((0, 1, 10, 5))))
        self.assertIsNone(statistic('TC(0.3:)', [*values(1), *sets((0, 1, 10, 5))]))
        self.assertIsNone(statistic('TM(9:)', values(1)))
        self.assertIsNone(statistic('wm90', values(1)))


if __name__ == '__main__':
    unittest.main()
