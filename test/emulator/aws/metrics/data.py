"""What was put as metric data, and what GetMetricData answers: by the minute, of exactly the dimensions asked for."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from moto.cloudwatch.exceptions import InvalidParameterValue, ValidationError
from moto.cloudwatch.models import CloudWatchBackend, MetricDatumBase

from ..alarms.states import backend
from . import statistics



def install() -> None:
    """Mends what moto takes and what it answers."""
    put = CloudWatchBackend.put_metric_data

    def put_metric_data(self: CloudWatchBackend, namespace: str, metric_data: list[dict[str, Any]]) -> None:
        for datum in metric_data:
            if 'StatisticValues' in datum and float(datum['StatisticValues']['SampleCount']) <= 0:
                raise InvalidParameterValue(f'The set of {datum["MetricName"]} has no samples')
        put(self, namespace, metric_data)

    CloudWatchBackend.put_metric_data = put_metric_data
    CloudWatchBackend.get_metric_data = _get_metric_data


def written(namespace: str) -> list[dict[str, Any]]:
    """All of a namespace by metric and minute, as a test can compare it."""
    found: dict[tuple[Any, ...], list[MetricDatumBase]] = defaultdict(list)
    for datum in list(backend().metric_data):
        if datum.namespace == namespace:
            found[(_minute_of(datum.timestamp), datum.name, *sorted(_dimensions(datum)))].append(datum)
    return [
        {
            'minute': minute.replace(tzinfo=datetime.timezone.utc).timestamp(),
            'metric': name,
            'dimensions': dict(dimensions),
            'unit': data[-1].unit,
            'samples': statistics.samples(data),
            'sum': statistics.total(data),
            'minimum': statistics.minimum(data),
            'maximum': statistics.maximum(data),
        }
        for (minute, name, *dimensions), data in sorted(found.items())
    ]


def _get_metric_data(
    self: CloudWatchBackend,
    queries: list[dict[str, Any]],
    start_time: datetime.datetime,
    end_time: datetime.datetime,
    scan_by: str = 'TimestampDescending',
) -> list[dict[str, Any]]:
    if start_time >= end_time:
        raise ValidationError('The parameter StartTime must be less than the parameter EndTime.')
    expressions = [query['Expression'] for query in queries if 'MetricStat' not in query]
    if expressions:
        raise ValidationError(f'not emulated: expressions in GetMetricData, {expressions}')
    data = self.get_all_metrics()
    return [
        _answer(query, list(_points(query['MetricStat'], data, _minute_of(start_time), end_time)), scan_by)
        for query in queries
        if query.get('ReturnData') in (None, True, 'true')
    ]


def _answer(
    query: dict[str, Any], points: list[tuple[datetime.datetime, float]], scan_by: str
) -> dict[str, Any]:
    stat = query['MetricStat']
    ordered = points if scan_by == 'TimestampAscending' else points[::-1]
    return {
        'id': query['Id'],
        'label': query.get('Label') or f'{stat["Metric"]["MetricName"]} {stat["Stat"]}',
        'values': [value for _, value in ordered],
        'timestamps': [time for time, _ in ordered],
        'status_code': 'Complete',
    }


def _points(
    stat: dict[str, Any], data: list[MetricDatumBase], start: datetime.datetime, end: datetime.datetime
) -> Iterator[tuple[datetime.datetime, float]]:
    """The periods of which there is something to tell."""
    metric, period = stat['Metric'], datetime.timedelta(seconds=int(stat['Period']))
    dimensions = frozenset((item['Name'], item['Value']) for item in metric.get('Dimensions', []))
    periods: dict[int, list[MetricDatumBase]] = defaultdict(list)
    for datum in data:
        of_metric = (datum.namespace, datum.name) == (metric['Namespace'], metric['MetricName'])
        if of_metric and _dimensions(datum) == dimensions and stat.get('Unit') in (None, datum.unit):
            minute = _minute_of(datum.timestamp)
            if start <= minute < end:
                periods[(minute - start) // period].append(datum)
    for number in sorted(periods):
        value = statistics.statistic(stat['Stat'], periods[number])
        if value is not None:
            yield start + number * period, value


def _dimensions(datum: MetricDatumBase) -> frozenset[tuple[str, str]]:
    return frozenset((dimension.name, dimension.value) for dimension in datum.dimensions)


def _minute_of(time: datetime.datetime) -> datetime.datetime:
    """Data are kept by the minute."""
    return time.replace(second=0, microsecond=0)
