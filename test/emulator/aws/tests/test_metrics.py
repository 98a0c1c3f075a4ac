"""Metric data through the API."""

import datetime
import unittest
from typing import Any

from botocore.exceptions import ClientError

from aws.tests.emulated import client, control

MINUTE = datetime.datetime(2027, 1, 15, 8, 0, tzinfo=datetime.timezone.utc)
HOST = [{'Name': 'Host', 'Value': 'checkout.shop.internal'}]
RELEASE = [*HOST, {'Name': 'Release', 'Value': '0123456789ab'}]


class MetricsTest(unittest.TestCase):
    def setUp(self) -> None:
        # Each test has a namespace to itself: metric data cannot be deleted.
        self.namespace = f'Test/{self.id().rsplit(".", 1)[1]}'

    def put(self, minutes: float = 0, dimensions: Any = HOST, name: str = 'Failures', **datum: Any) -> None:
        time = MINUTE + datetime.timedelta(minutes=minutes)
        data = [{'MetricName': name, 'Dimensions': dimensions, 'Timestamp': time, **datum}]
        client('cloudwatch').put_metric_data(Namespace=self.namespace, MetricData=data)

    def put_set(self, samples: float, ones: float, minutes: float = 0, dimensions: Any = HOST) -> None:
        values = {'SampleCount': samples, 'Sum': ones, 'Minimum': 0, 'Maximum': min(1, ones)}
        self.put(minutes, dimensions, StatisticValues=values, Unit='Count')

    def get(self, stat: str, minutes: int = 1, period: int = 60, dimensions: Any = HOST, **query: Any) -> list[float]:
        metric = {'Namespace': self.namespace, 'MetricName': 'Failures', 'Dimensions': dimensions}
        asked = {'Id': 'm', 'MetricStat': {'Metric': metric, 'Period': period, 'Stat': stat}, **query}
        end = MINUTE + datetime.timedelta(minutes=minutes)
        [answer] = client('cloudwatch').get_metric_data(MetricDataQueries=[asked], StartTime=MINUTE, EndTime=end)[
            'MetricDataResults'
        ]
        self.assertEqual((answer['Id'], answer['StatusCode']), ('m', 'Complete'))
        return answer['Values']

    def test_adds_up_sets_of_samples(self) -> None:
        self.put_set(100, 3)
        self.put_set(300, 5)
        self.assertEqual(self.get('Sum'), [8])
        self.assertEqual(self.get('SampleCount'), [400])
        self.assertEqual(self.get('Average'), [0.02])
        self.assertEqual((self.get('Minimum'), self.get('Maximum')), ([0], [1]))

    def test_adds_up_over_a_longer_period(self) -> None:
        for minute in range(6):
            self.put_set(10, minute, minute)
        self.assertEqual(self.get('Sum', minutes=6, period=180), [3 + 4 + 5, 0 + 1 + 2])
        self.assertEqual(self.get('SampleCount', minutes=6, period=360), [60])

    def test_answers_the_youngest_first(self) -> None:
        for minute in range(3):
            self.put(minute, Value=minute)
        self.assertEqual(self.get('Sum', minutes=3), [2, 1, 0])

    def test_keeps_data_by_the_minute_and_leaves_the_last_one_out(self) -> None:
        self.put(0.9, Value=1)
        self.put(1, Value=10)
        self.assertEqual(self.get('Sum'), [1])

    def test_takes_exactly_the_dimensions_that_are_asked_for(self) -> None:
        self.put_set(10, 1, dimensions=HOST)
        self.put_set(20, 2, dimensions=RELEASE)
        self.put(dimensions=[], Value=7)
        self.assertEqual(self.get('SampleCount', dimensions=HOST), [10])
        self.assertEqual(self.get('SampleCount', dimensions=RELEASE[::-1]), [20])
        self.assertEqual(self.get('Sum', dimensions=[]), [7])
        self.assertEqual(self.get('Sum', dimensions=[{'Name': 'Host', 'Value': 'other'}]), [])

    def test_computes_percentiles_and_counts_of_single_values(self) -> None:
        self.put(Values=[0.1, 0.2, 0.3, 0.4], Counts=[97, 1, 1, 1])
        self.assertEqual(self.get('p50'), [0.1])
        self.assertEqual(self.get('TC(0.3:)'), [1])
        self.assertEqual(self.get('SampleCount'), [100])

    def test_tells_nothing_where_nothing_can_be_told(self) -> None:
        self.put_set(100, 3)
        self.assertEqual(self.get('p99'), [])
        self.assertEqual(self.get('TC(0.3:)'), [])
        self.assertEqual(self.get('wm90'), [])

    def test_refuses_a_set_without_samples(self) -> None:
        with self.assertRaisesRegex(ClientError, 'The set of Failures has no samples'):
            self.put_set(0, 0)

    def test_refuses_expressions(self) -> None:
        with self.assertRaisesRegex(ClientError, r"not emulated: expressions in GetMetricData, \['1 \+ 1'\]"):
            client('cloudwatch').get_metric_data(
                MetricDataQueries=[{'Id': 'e', 'Expression': '1 + 1'}],
                StartTime=MINUTE,
                EndTime=MINUTE + datetime.timedelta(minutes=1),
            )

    def test_shows_a_test_what_was_written(self) -> None:
        self.put_set(100, 3, 0.5, RELEASE)
        self.put_set(50, 0, 0.9, RELEASE)
        self.assertEqual(
            control('metrics', namespace=self.namespace),
            [
                {
                    'minute': MINUTE.timestamp(),
                    'metric': 'Failures',
                    'dimensions': {'Host': 'checkout.shop.internal', 'Release': '0123456789ab'},
                    'unit': 'Count',
                    'samples': 150,
                    'sum': 3,
                    'minimum': 0,
                    'maximum': 1,
                }
            ],
        )


if __name__ == '__main__':
    unittest.main()
