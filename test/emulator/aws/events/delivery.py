"""Events on their way: to the rules whose pattern they match, and from there to the rules' targets."""

from __future__ import annotations

import json
import threading
import traceback
from collections.abc import Callable
from typing import Any

from moto.events.models import Rule, events_backends

from ..api import client
from ..functions import invocation
from ..settings import SETTINGS
from ..trace import note
from . import log_groups
from .rendering import rendered


def deliver(event: dict[str, Any]) -> None:
    """Sends an event to all whom it concerns, without waiting for any of them."""
    threading.Thread(target=_to_rules, args=(event,), daemon=True).start()


def rules() -> list[Rule]:
    """All rules."""
    return list(events_backends[SETTINGS.account][SETTINGS.region].describe_event_bus('default').rules.values())


def _to_rules(event: dict[str, Any]) -> None:
    for rule in rules():
        # A rule without a pattern is one with a schedule.
        if rule.state == 'ENABLED' and rule.event_pattern.get_pattern() and rule.event_pattern.matches_event(event):
            _to_targets(rule, event)


def _to_targets(rule: Rule, event: dict[str, Any]) -> None:
    for target in list(rule.targets):
        text = rendered(target, event)
        note(f'rule {rule.name} -> {target["Arn"]}: {text[:200]}')
        send = _SENDERS.get(target['Arn'].split(':')[2])
        if send is None:
            note(f'not emulated: target {target["Arn"]} of rule {rule.name}')
            continue
        try:
            send(rule, target, text)
        except Exception:  # pylint: disable=broad-except
            # Nobody waits for the outcome; the trace is where it can be seen.
            note(traceback.format_exc())


def _to_queue(_: Rule, target: dict[str, Any], text: str) -> None:
    url = client('sqs').get_queue_url(QueueName=target['Arn'].split(':')[-1])['QueueUrl']
    client('sqs').send_message(QueueUrl=url, MessageBody=text)


def _to_machine(_: Rule, target: dict[str, Any], text: str) -> None:
    client('stepfunctions').start_execution(stateMachineArn=target['Arn'], input=text)


# By the service in the ARN of the target.
_SENDERS: dict[str, Callable[[Rule, dict[str, Any], str], Any]] = {
    'lambda': lambda _, target, text: invocation.invoke_later(invocation.find(target['Arn']), json.loads(text)),
    'logs': lambda rule, target, text: log_groups.send(rule.arn, target, text),
    'sns': lambda _, target, text: client('sns').publish(TopicArn=target['Arn'], Message=text),
    'sqs': _to_queue,
    'states': _to_machine,
}
