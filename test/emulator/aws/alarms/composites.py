"""Composite alarms, which moto lists and cannot make: their state is what their rule makes of other alarms' states."""

from __future__ import annotations

import json
from typing import Any

from moto.cloudwatch.exceptions import ValidationError
from moto.cloudwatch.models import Alarm, CloudWatchBackend
from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import EmptyResult

from . import states
from .events import stamp
from .rules import AlarmRule, RuleError, name_of, parse

LONGEST_RULE = 10240
MOST_CHILDREN = 100
NO_METRIC = (
    'namespace',
    'metric_name',
    'comparison_operator',
    'evaluation_periods',
    'period',
    'threshold',
    'statistic',
)


# What suppresses actions is kept, and has no effect: nobody carries out actions here.
SUPPRESSION = {
    'ActionsSuppressor': 'actions_suppressor',
    'ActionsSuppressorWaitPeriod': 'actions_suppressor_wait_period',
    'ActionsSuppressorExtensionPeriod': 'actions_suppressor_extension_period',
}


def install() -> None:
    """Adds the operation, lets them follow, and keeps what they are made of."""
    CloudWatchResponse.put_composite_alarm = _put_composite_alarm
    for attribute in SUPPRESSION.values():
        setattr(Alarm, attribute, None)
    states.on_change(_follow)
    deleted = CloudWatchBackend.delete_alarms

    def delete_alarms(self: CloudWatchBackend, alarm_names: list[str]) -> None:
        _require_deletable(alarm_names)
        deleted(self, alarm_names)

    CloudWatchBackend.delete_alarms = delete_alarms


def _put_composite_alarm(self: CloudWatchResponse) -> EmptyResult:
    with states.lock:
        _put(self)
    return EmptyResult()


def _put(request: CloudWatchResponse) -> None:
    name, text = request._get_param('AlarmName'), request._get_param('AlarmRule')
    rule, suppression = _rule(text), _suppression(request)
    before = states.backend().alarms.get(name)
    if before is not None and before.rule is None:
        raise ValidationError(f'There is a metric alarm with the name {name}')
    alarm = states.backend().put_metric_alarm(
        **dict.fromkeys(NO_METRIC),
        name=name,
        rule=text,
        description=request._get_param('AlarmDescription'),
        dimensions=[],
        actions_enabled=request._get_bool_param('ActionsEnabled'),
        alarm_actions=request._get_param('AlarmActions', []),
        ok_actions=request._get_param('OKActions', []),
        insufficient_data_actions=request._get_param('InsufficientDataActions', []),
        tags=request._get_param('Tags', []),
    )
    for attribute, value in suppression.items():
        setattr(alarm, attribute, value)
    done = 'updated' if before else 'created'
    _evaluate(alarm, rule, f'{alarm.alarm_arn} was {done} and its alarm rule evaluates to')


def _rule(text: str) -> AlarmRule:
    try:
        rule = parse(text)
    except RuleError as error:
        raise ValidationError(f'AlarmRule cannot be read: {error}') from error
    if len(text) > LONGEST_RULE or len(rule.children) > MOST_CHILDREN:
        raise ValidationError(f'AlarmRule has at most {LONGEST_RULE} characters and {MOST_CHILDREN} alarms')
    missing = ', '.join(child for child in rule.children if child not in states.backend().alarms)
    if missing:
        reason = f'Could not save the composite alarm as alarms [{missing}] in the alarm rule do not exist'
        raise ValidationError(reason)
    return rule


def _suppression(request: CloudWatchResponse) -> dict[str, Any]:
    """What suppresses actions, by the attributes of an alarm."""
    given = {attribute: request._get_param(name) for name, attribute in SUPPRESSION.items()}
    if len({value is None for value in given.values()}) > 1:
        raise ValidationError(f'{", ".join(SUPPRESSION)} come together or not at all')
    suppressor = given['actions_suppressor']
    if suppressor and name_of(suppressor) not in states.backend().alarms:
        raise ValidationError(f'ActionsSuppressor {suppressor} does not exist')
    return given


def _composites() -> list[tuple[Alarm, AlarmRule]]:
    return [(alarm, parse(alarm.rule)) for alarm in states.alarms() if alarm.rule]


def _follow(child: Alarm, _: states.State) -> None:
    """A state that somebody has set holds until a child has another one."""
    since = f'{child.state_transitioned_timestamp:%A %d %B, %Y %H:%M:%S} UTC'
    for alarm, rule in _composites():
        if child.name in rule.children:
            _evaluate(alarm, rule, f'{child.alarm_arn} transitioned to {child.state_value} at {since}', child)


def _evaluate(alarm: Alarm, rule: AlarmRule, reason: str, child: Alarm | None = None) -> None:
    value = 'ALARM' if rule.holds(_state_of) else 'OK'
    if value == alarm.state_value:
        return
    if child is None:
        alarm.update_state(f'{reason} {value}', '{}', value)
        return
    state = {'value': child.state_value, 'timestamp': stamp(child.state_transitioned_timestamp)}
    triggering = [{'arn': child.alarm_arn, 'state': state}]
    alarm.update_state(reason, json.dumps({'triggeringAlarms': triggering}), value)


def _state_of(name: str) -> str:
    alarm = states.backend().alarms.get(name)
    return alarm.state_value if alarm else 'INSUFFICIENT_DATA'


def _require_deletable(names: list[str]) -> None:
    others = [rule for alarm, rule in _composites() if alarm.name not in names]
    needed = [name for name in names if any(name in rule.children for rule in others)]
    if needed:
        raise ValidationError(f'Cannot delete {",".join(needed)} as there are composite alarm(s) depending on it.')
