"""What states alarms have had; it is there after an alarm has gone, too."""

from __future__ import annotations

import datetime
import json
from typing import Any

from moto.cloudwatch.models import Alarm
from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import ActionResult

from . import states

_history: list[dict[str, Any]] = []


def install() -> None:
    """Keeps it and tells it."""
    states.on_change(_keep)
    CloudWatchResponse.describe_alarm_history = _describe_alarm_history


def _keep(alarm: Alarm, before: states.State) -> None:
    old = {'stateValue': before.value, 'stateReason': before.reason}
    new = {'stateValue': alarm.state_value, 'stateReason': alarm.state_reason}
    item = {
        'AlarmName': alarm.name,
        'AlarmType': 'CompositeAlarm' if alarm.rule else 'MetricAlarm',
        'Timestamp': alarm.state_transitioned_timestamp,
        'HistoryItemType': 'StateUpdate',
        'HistorySummary': f'Alarm updated from {before.value} to {alarm.state_value}',
        'HistoryData': json.dumps({'version': '1.0', 'oldState': old, 'newState': new}),
    }
    _history.append(item)


def _describe_alarm_history(self: CloudWatchResponse) -> ActionResult:
    name, kind = self._get_param('AlarmName'), self._get_param('HistoryItemType')
    # Without them there is nothing about composite alarms, not even if one is named.
    types = self._get_param('AlarmTypes') or ['MetricAlarm']
    start, end = _date(self._get_param('StartDate')), _date(self._get_param('EndDate'))
    chosen = [
        item
        for item in _history
        if name in (None, item['AlarmName'])
        and item['AlarmType'] in types
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
