"""States of alarms: set from outside, as no metric makes an alarm fire here, and seen by all that depends on them."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from moto.cloudwatch.models import Alarm, CloudWatchBackend, cloudwatch_backends
from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import ActionResult

from .. import clock
from ..settings import SETTINGS
from ..trace import note

# A new alarm has no data for a while; then nothing is wrong, until a test says so.
SECONDS_UNTIL_FIRST_EVALUATION = 60
# What an alarm keeps when it is put again.
KEPT = (
    'state_value',
    'state_reason',
    'state_reason_data',
    'state_updated_timestamp',
    'state_transitioned_timestamp',
    'born_at',
)
# One change at a time, with all that follows from it: who asks sees all of it or nothing.
lock = threading.RLock()


@dataclass(frozen=True)
class State:
    """The state that an alarm had before."""

    value: str
    reason: str
    reason_data: str
    since: datetime.datetime


_observers: list[Callable[[Alarm, State], None]] = []


def on_change(observer: Callable[[Alarm, State], None]) -> None:
    """Has a function called with every alarm whose state is another one now, and with the state before."""
    _observers.append(observer)


def backend() -> CloudWatchBackend:
    """moto's alarms, of the one account and region that there is."""
    return cloudwatch_backends[SETTINGS.account][SETTINGS.region]


def alarms() -> list[Alarm]:
    """All alarms, composite ones, too."""
    return list(backend().alarms.values())


def set_state(part_of_name: str, state: str, reason: str) -> list[str]:
    """Puts the alarms with this in their name into a state, and returns their names."""
    chosen = [alarm for alarm in alarms() if part_of_name in alarm.name]
    for alarm in chosen:
        alarm.update_state(reason, '{}', state)
    return [alarm.name for alarm in chosen]


def states() -> dict[str, str]:
    """The state of each alarm."""
    evaluate()
    return {alarm.name: alarm.state_value for alarm in alarms()}


def evaluate() -> None:
    """Brings alarms up to date that have waited for data long enough; composite alarms follow at once by themselves."""
    with lock:
        for alarm in alarms():
            waits = alarm.rule is None and alarm.state_value == 'INSUFFICIENT_DATA'
            if waits and clock.time() >= alarm.born_at + SECONDS_UNTIL_FIRST_EVALUATION:
                alarm.update_state('Threshold not crossed', '{}', 'OK')


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
    put, deleted = CloudWatchBackend.put_metric_alarm, CloudWatchBackend.delete_alarms

    def put_metric_alarm(self: CloudWatchBackend, **kwargs: Any) -> Alarm:
        before = self.alarms.get(kwargs['name'])
        result = put(self, **kwargs)
        if before is not None:
            # Another threshold is no other state, until the alarm is evaluated.
            for name in KEPT:
                setattr(result, name, getattr(before, name))
        return result

    def delete_alarms(self: CloudWatchBackend, alarm_names: list[str]) -> None:
        arns = [self.alarms[name].alarm_arn for name in alarm_names if name in self.alarms]
        deleted(self, alarm_names)
        for arn in arns:
            # An alarm of the same name has none of them.
            self.tagger.delete_all_tags_for_resource(arn)

    CloudWatchBackend.put_metric_alarm = put_metric_alarm
    CloudWatchBackend.delete_alarms = delete_alarms
    described = CloudWatchResponse.describe_alarms

    def describe_alarms(self: CloudWatchResponse) -> ActionResult:
        evaluate()
        result, state = described(self), self._get_param('StateValue')
        types = self._get_param('AlarmTypes') or ['MetricAlarm']
        for name, kind in (('MetricAlarms', 'MetricAlarm'), ('CompositeAlarms', 'CompositeAlarm')):
            found = result.result[name] if kind in types else []
            # moto does not look at the state if there are names.
            result.result[name] = [alarm for alarm in found if state in (None, alarm.state_value)]
        return result

    CloudWatchResponse.describe_alarms = describe_alarms


def _update_state(self: Alarm, reason: str, reason_data: str | None, state_value: str) -> None:
    with lock:
        now = clock.utcnow()
        before = State(self.state_value, self.state_reason, self.state_reason_data, self.state_transitioned_timestamp)
        self.state_reason, self.state_reason_data, self.state_value = reason, reason_data or '{}', state_value
        self.state_updated_timestamp = now
        if before.value == state_value:
            return
        self.state_transitioned_timestamp = now
        if state_value == 'ALARM':
            note(f'alarm {self.name}: {reason}')
        for observer in _observers:
            observer(self, before)
