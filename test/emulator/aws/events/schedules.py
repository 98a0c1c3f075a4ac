"""Rules with a schedule. It does not run by itself: a test says when, as time in here is not the test's."""

from __future__ import annotations

import datetime
import json
from typing import Any

from moto.events.models import Rule

from ..functions import invocation
from ..trace import note
from . import delivery
from .event import new_event
from .rendering import rendered

DETAIL_TYPE = 'Scheduled Event'


def run(part_of_name: str, time: float | None) -> list[dict[str, Any]]:
    """Runs the functions of the one rule with this in its name, as at a time, and waits for them."""
    chosen = [rule for rule in delivery.rules() if rule.scheduled_expression and part_of_name in rule.name]
    if len(chosen) != 1:
        raise ValueError(f'one rule with a schedule should have {part_of_name} in its name, got {chosen}')
    if chosen[0].state != 'ENABLED':
        raise ValueError(f'{chosen[0].name} is {chosen[0].state}')
    return [_invoke(chosen[0], target, time) for target in chosen[0].targets]


def _invoke(rule: Rule, target: dict[str, Any], time: float | None) -> dict[str, Any]:
    at = None if time is None else datetime.datetime.fromtimestamp(time, datetime.timezone.utc)
    event = json.loads(rendered(target, new_event('aws.events', DETAIL_TYPE, [rule.arn], {}, at)))
    note(f'rule {rule.name} -> {target["Arn"]}: {rule.scheduled_expression}, told by a test')
    function = invocation.find(target['Arn'])
    result, failed, logs = invocation.run(function, event)
    outcome = {'failed': failed, 'result': json.loads(result), 'logs': logs}
    return {'function': function.function_name, 'event': event, **outcome}
