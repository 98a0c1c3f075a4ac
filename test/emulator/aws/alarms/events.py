"""Events about changes of state, for the rules of EventBridge."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from moto.cloudwatch.models import Alarm, Metric, MetricDataQuery, MetricStat

from ..events import delivery
from ..events.event import new_event
from . import states

DETAIL_TYPE = 'CloudWatch Alarm State Change'


def install() -> None:
    """Sends one for every change."""
    states.on_change(lambda alarm, before: delivery.deliver(event_of(alarm, before)))


def event_of(alarm: Alarm, before: states.State) -> dict[str, Any]:
    """The event about an alarm that has just had another state."""
    now = states.State(
        alarm.state_value, alarm.state_reason, alarm.state_reason_data, alarm.state_transitioned_timestamp
    )
    detail = {
        'alarmName': alarm.name,
        'state': _state(now),
        'previousState': _state(before),
        'configuration': _composite(alarm) if alarm.rule else _of_metrics(alarm),
    }
    return new_event('aws.cloudwatch', DETAIL_TYPE, [alarm.alarm_arn], detail)


def _state(state: states.State) -> dict[str, str]:
    return {
        'value': state.value,
        'reason': state.reason,
        'reasonData': state.reason_data,
        'timestamp': stamp(state.since),
    }


def stamp(time: datetime.datetime) -> str:
    """A time as events of CloudWatch have it."""
    return f'{time:%Y-%m-%dT%H:%M:%S}.{time.microsecond // 1000:03}+0000'


def _composite(alarm: Alarm) -> dict[str, Any]:
    return _known(
        alarmRule=alarm.rule,
        description=alarm.description,
        actionsSuppressor=alarm.actions_suppressor,
        actionsSuppressorWaitPeriod=alarm.actions_suppressor_wait_period,
        actionsSuppressorExtensionPeriod=alarm.actions_suppressor_extension_period,
    )


def _of_metrics(alarm: Alarm) -> dict[str, Any]:
    queries = alarm.metric_data_queries or [_only_query(alarm)]
    return _known(description=alarm.description, metrics=[_query(query) for query in queries])


def _only_query(alarm: Alarm) -> MetricDataQuery:
    """The metric of an alarm that has one, in the form of those that have several."""
    metric = Metric(alarm.metric_name, alarm.namespace, alarm.dimensions)
    stat = MetricStat(metric, alarm.period, alarm.statistic or alarm.extended_statistic, alarm.unit)
    return MetricDataQuery(str(uuid.uuid4()), None, None, True, metric_stat=stat)


def _query(query: MetricDataQuery) -> dict[str, Any]:
    returns = query.return_data in (None, True)
    named = _known(id=query.id, label=query.label, returnData=returns)
    if not query.metric_stat:
        return {**named, 'expression': query.expression}
    stat, metric = query.metric_stat, query.metric_stat.metric
    dimensions = {dimension.name: dimension.value for dimension in metric.dimensions}
    described = {'namespace': metric.namespace, 'name': metric.metric_name, 'dimensions': dimensions}
    return {**named, 'metricStat': _known(metric=described, period=stat.period, stat=stat.stat, unit=stat.unit)}


def _known(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
