"""Log groups as targets of rules: a line for each event, if a resource policy of theirs lets EventBridge in."""

from __future__ import annotations

import datetime
import fnmatch
import json
import uuid
from typing import Any

from moto.logs.models import logs_backends

from .. import clock
from ..api import client
from ..settings import SETTINGS
from ..trace import note

# Either of them is enough here; the documentation names both.
PRINCIPALS = {'events.amazonaws.com', 'delivery.logs.amazonaws.com'}


def send(rule: str, target: dict[str, Any], text: str) -> None:
    """Writes an event down. No role is involved, and the loss of an event is silent; here it is in the trace."""
    group = target['Arn'].split(':log-group:')[1].removesuffix(':*')
    if not _is_let_in(rule, group):
        note(f'event lost: no resource policy lets EventBridge write to {group}')
        return
    line = _line(text) if target.get('InputTransformer') else {'timestamp': _now(), 'message': text}
    if line is None:
        note(f'event lost: a log group takes {{"timestamp": ..., "message": "text"}} from a template, and got {text}')
        return
    stream = str(uuid.uuid4())
    client('logs').create_log_stream(logGroupName=group, logStreamName=stream)
    client('logs').put_log_events(logGroupName=group, logStreamName=stream, logEvents=[line])


def lines(part_of_name: str) -> list[dict[str, Any]]:
    """What is in the log groups with this in their name, oldest first."""
    found = [
        {'group': group.name, 'time': event.timestamp / 1000, 'message': event.message}
        for group in list(logs_backends[SETTINGS.account][SETTINGS.region].groups.values())
        if part_of_name in group.name
        for stream in list(group.streams.values())
        for event in list(stream.events)
    ]
    return sorted(found, key=lambda line: line['time'])


def _line(text: str) -> dict[str, Any] | None:
    """A line that a template has made, if it is one."""
    try:
        made = json.loads(text)
    except ValueError:
        return None
    if not isinstance(made, dict) or set(made) != {'timestamp', 'message'} or not isinstance(made['message'], str):
        return None
    return {'timestamp': _milliseconds(made['timestamp']), 'message': made['message']}


def _milliseconds(timestamp: Any) -> int:
    if isinstance(timestamp, (int, float)):
        return int(timestamp)
    parsed = datetime.datetime.fromisoformat(str(timestamp).replace('Z', '+00:00'))
    return int(parsed.timestamp() * 1000)


def _now() -> int:
    return int(clock.time() * 1000)


def _is_let_in(rule: str, group: str) -> bool:
    """Whether policies allow both calls. Only that of the line is known to come from the rule."""
    calls = {'logs:CreateLogStream': {}, 'logs:PutLogEvents': {'aws:SourceArn': rule}}
    stream = f'arn:aws:logs:{SETTINGS.region}:{SETTINGS.account}:log-group:{group}:log-stream:any'
    statements = [
        statement
        for policy in list(logs_backends[SETTINGS.account][SETTINGS.region].resource_policies.values())
        for statement in _listed(json.loads(policy.policy_document)['Statement'])
    ]
    return all(
        any(_allows(statement, action, stream, known) for statement in statements) for action, known in calls.items()
    )


def _allows(statement: dict[str, Any], action: str, resource: str, known: dict[str, str]) -> bool:
    def matches(value: str, patterns: Any) -> bool:
        return any(fnmatch.fnmatchcase(value, pattern) for pattern in _listed(patterns))

    conditions = statement.get('Condition', {})
    return (
        statement['Effect'] == 'Allow'
        and bool(PRINCIPALS & set(_listed(statement['Principal'].get('Service', []))))
        and matches(action, statement['Action'])
        and matches(resource, statement['Resource'])
        # A condition of another kind, or about something that is not known, does not hold.
        and set(conditions) <= {'ArnEquals', 'ArnLike'}
        and all(
            matches(known.get(key, ''), patterns)
            for condition in conditions.values()
            for key, patterns in condition.items()
        )
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
