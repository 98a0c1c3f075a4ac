"""What CloudWatch takes as a metric alarm: some of it moto refuses, and some that it takes AWS refuses."""

from __future__ import annotations

import re
from typing import Any

from moto.cloudwatch.exceptions import InvalidParameterCombination, InvalidParameterValue, ValidationError
from moto.cloudwatch.models import Alarm, CloudWatchBackend, MetricDataQuery

HOUR, DAY, WEEK = 3600, 86_400, 604_800
# Below a minute, for metrics of high resolution.
SHORT_PERIODS = (10, 20, 30)
_EXTENDED = re.compile(r'((p|tm|tc|ts|wm)\d{1,3}(\.\d+)?|IQM|(TM|TC|TS|WM|PR)\([\d.%]*:[\d.%]*\))')
_OF_BANDS = ('GreaterThanUpperThreshold', 'LessThanLowerOrGreaterThanUpperThreshold', 'LessThanLowerThreshold')


def install() -> None:
    """Mends what is taken."""
    put = CloudWatchBackend.put_metric_alarm

    def put_metric_alarm(self: CloudWatchBackend, **alarm: Any) -> Alarm:
        if alarm['rule'] is None:
            _check(alarm)
        if alarm['name'] in self.alarms:
            # The operation changes no tags.
            alarm['tags'] = []
        # moto knows percentiles alone.
        statistic = alarm.pop('extended_statistic', None)
        made = put(self, **alarm)
        made.extended_statistic = statistic
        return made

    CloudWatchBackend.put_metric_alarm = put_metric_alarm


def _check(alarm: dict[str, Any]) -> None:
    queries, statistic = alarm['metric_data_queries'], alarm['extended_statistic']
    if bool(queries) == bool(alarm['metric_name']):
        raise InvalidParameterCombination('An alarm is about either MetricName or Metrics')
    if not queries and bool(alarm['statistic']) == bool(statistic):
        raise InvalidParameterCombination('A metric has either Statistic or ExtendedStatistic')
    if statistic and not _EXTENDED.fullmatch(statistic):
        raise InvalidParameterValue(f'The value {statistic} for parameter ExtendedStatistic is not supported.')
    _check_threshold(alarm, queries or [])
    for period in [query.metric_stat.period for query in queries or [] if query.metric_stat] or [alarm['period']]:
        _check_range(int(period), int(alarm['evaluation_periods']))


def _check_threshold(alarm: dict[str, Any], queries: list[MetricDataQuery]) -> None:
    band = alarm['threshold_metric_id']
    if (band is None) == (alarm['threshold'] is None) or (band is None) == (alarm['comparison_operator'] in _OF_BANDS):
        raise InvalidParameterCombination(
            'An alarm has Threshold, or ThresholdMetricId with a ComparisonOperator that is about a band'
        )
    if band and band not in {query.id for query in queries if 'ANOMALY_DETECTION_BAND' in (query.expression or '')}:
        raise ValidationError(f'ThresholdMetricId {band} is no ANOMALY_DETECTION_BAND among the Metrics')
    watched = [query.id for query in queries if query.return_data in (None, True) and query.id != band]
    if queries and len(watched) != 1:
        raise ValidationError(f'Exactly one of the Metrics should return data, and these do: {watched}')


def _check_range(period: int, periods: int) -> None:
    if period % 60 and period not in SHORT_PERIODS:
        raise InvalidParameterValue(f'Period must be 10, 20, 30 or a multiple of 60, and is {period}')
    longest = DAY if period < HOUR else WEEK
    if period * periods > longest:
        raise ValidationError(f'EvaluationPeriods * Period must be <= {longest}, and is {period * periods}')
