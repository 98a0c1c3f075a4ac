"""Alarms: a state that is set from outside, and a history of it."""

from __future__ import annotations

import datetime
import json
from typing import Any

from moto.cloudwatch.models import Alarm, CloudWatchBackend, cloudwatch_backends
from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import ActionResult

from .. import clock
from ..settings import SETTINGS
from ..trace import note

# A new alarm has no data for a while; then nothing is wrong, until a test says so.
SECONDS_UNTIL_FIRST_EVALUATION = 60
_history: list[dict[str, Any]] = []


def backend() -> CloudWatchBackend:
    """moto's alarms, of the one account and region that there is."""
    return cloudwatch_backends[SETTINGS.account][SETTINGS.region]


def set_state(part_of_name: str, state: str, reason: str) -> list[str]:
    """Puts the alarms with this in their name into a state, and returns their names."""
    chosen = [alarm for alarm in list(backend().alarms.values()) if part_of_name in alarm.name]
    for alarm in chosen:
        alarm.update_state(reason, '{}', state)
    return [alarm.name for alarm in chosen]


def states() -> dict[str, str]:
    """The state of each alarm."""
    _evaluate()
    return {alarm.name: alarm.state_value for alarm in list(backend().alarms.values())}


def install() -> None:
    """Mends moto's alarms."""
    made = Alarm.__init__

    def initialize(self: Alarm, *args: Any, **kwargs: Any) -> None:
        made(self, *args, **kwargs)
        self.state_value = 'INSUFFICIENT_DATA'
        self.state_transitioned_timestamp = self.state_updated_timestamp
        self.born_at = clock.time()

    Alarm.__init__ = initialize
    Alarm.update_state = _update_state
    put = CloudWatchBackend.put_metric_alarm

    def put_metric_alarm(self: CloudWatchBackend, **kwargs: Any) -> Any:
        before = self.alarms.get(kwargs['name'])
        result = put(self, **kwargs)
        if before is not None:
            # Another threshold is no other state, until the alarm is evaluated.
            kept = ('state_value', 'state_reason', 'state_updated_timestamp', 'state_transitioned_timestamp', 'born_at')
            for name in kept:
                setattr(self.alarms[kwargs['name']], name, getattr(before, name))
        return result

    CloudWatchBackend.put_metric_alarm = put_metric_alarm
    described = CloudWatchResponse.describe_alarms

    def describe_alarms(self: CloudWatchResponse) -> ActionResult:
        _evaluate()
        result, state = described(self), self._get_param('StateValue')
        types = self._get_param('AlarmTypes') or ['MetricAlarm']
        for name, kind in (('MetricAlarms', 'MetricAlarm'), ('CompositeAlarms', 'CompositeAlarm')):
            alarms = result.result[name] if kind in types else []
            # moto does not look at the state if there are names.
            result.result[name] = [alarm for alarm in alarms if state in (None, alarm.state_value)]
        return result

    CloudWatchResponse.describe_alarms = describe_alarms
    CloudWatchResponse.describe_alarm_history = _describe_alarm_history


def _evaluate() -> None:
    for alarm in list(backend().alarms.values()):
        first = alarm.born_at + SECONDS_UNTIL_FIRST_EVALUATION
        if alarm.state_value == 'INSUFFICIENT_DATA' and clock.time() >= first:
            alarm.update_state('Threshold not crossed', '{}', 'OK')


def _update_state(self: Alarm, reason: str, reason_data: str, state_value: str) -> None:
    before, now = self.state_value, clock.utcnow()
    old = {'stateValue': before, 'stateReason': self.state_reason}
    self.state_reason, self.state_reason_data, self.state_value = reason, reason_data, state_value
    self.state_updated_timestamp = now
    if before == state_value:
        return
    self.state_transitioned_timestamp = now
    if state_value == 'ALARM':
        note(f'alarm {self.name}: {reason}')
    new = {'stateValue': state_value, 'stateReason': reason}
    item = {
        'AlarmName': self.name,
        'AlarmType': 'CompositeAlarm' if self.rule else 'MetricAlarm',
        'Timestamp': now,
        'HistoryItemType': 'StateUpdate',
        'HistorySummary': f'Alarm updated from {before} to {state_value}',
        'HistoryData': json.dumps({'version': '1.0', 'oldState': old, 'newState': new}),
    }
    _history.append(item)


def _describe_alarm_history(self: CloudWatchResponse) -> ActionResult:
    name, kind = self._get_param('AlarmName'), self._get_param('HistoryItemType')
    start, end = _date(self._get_param('StartDate')), _date(self._get_param('EndDate'))
    chosen = [
        item
        for item in _history
        if name in (None, item['AlarmName'])
        and kind in (None, item['HistoryItemType'])
        and (start is None or item['Timestamp'] >= start)
        and (end is None or item['Timestamp'] <= end)
    ]
    if self._get_param('ScanBy') != 'TimestampAscending':
        chosen.reverse()
    return ActionResult({'AlarmHistoryItems': chosen[: self._get_int_param('MaxRecords', 100)]})


def _date(value: Any) -> datetime.datetime | None:
    """A date of a request, as moto keeps dates: without a time zone."""
    if value is None:
        return None
    parsed = value if isinstance(value, datetime.datetime) else datetime.datetime.fromisoformat(str(value))
    return parsed.astimezone(datetime.timezone.utc).replace(tzinfo=None) if parsed.tzinfo else parsed
