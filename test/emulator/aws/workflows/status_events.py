"""Events about the end of executions, to the rules of EventBridge, and from there to functions and state machines."""

from __future__ import annotations

import json
import re
import threading
import traceback
import uuid
from typing import Any

from moto.events.models import Rule, events_backends
from moto.stepfunctions.parser.backend.execution import BaseExecutionWorkerCommunication, Execution

from .. import clock
from ..api import client
from ..functions import invocation
from ..settings import SETTINGS
from ..trace import note

DETAIL_TYPE = 'Step Functions Execution Status Change'
_VARIABLE = re.compile(r'<([^<>"]+)>')


def install() -> None:
    """Sends an event when an execution starts, and one when it ends."""
    ended = BaseExecutionWorkerCommunication.terminated
    started = Execution.start

    def terminated(self: BaseExecutionWorkerCommunication) -> None:
        ended(self)
        clock.end_work()
        _announce(self.execution)

    def start(self: Execution) -> None:
        clock.begin_work()
        started(self)
        _announce(self)

    BaseExecutionWorkerCommunication.terminated = terminated
    Execution.start = start


def _announce(execution: Execution) -> None:
    status = str(execution.exec_status.value)
    note(f'execution {execution.name} of {execution.state_machine.name}: {status} {execution.cause or ""}')
    event = _event(execution, status)
    threading.Thread(target=_deliver, args=(event,), daemon=True).start()


def _event(execution: Execution, status: str) -> dict[str, Any]:
    stop = execution.stop_date
    detail = {
        'executionArn': execution.exec_arn,
        'stateMachineArn': execution.state_machine.arn,
        'name': execution.name,
        'status': status,
        'startDate': int(execution.start_date.timestamp() * 1000),
        'stopDate': int(stop.timestamp() * 1000) if stop else None,
        'input': json.dumps(execution.input_data),
        'inputDetails': {'included': True},
        'output': json.dumps(execution.output) if status == 'SUCCEEDED' else None,
        'error': execution.error,
        'cause': execution.cause,
    }
    return {
        'version': '0',
        'id': str(uuid.uuid4()),
        'detail-type': DETAIL_TYPE,
        'source': 'aws.states',
        'account': SETTINGS.account,
        'time': f'{clock.utcnow():%Y-%m-%dT%H:%M:%SZ}',
        'region': SETTINGS.region,
        'resources': [execution.exec_arn],
        'detail': detail,
    }


def _deliver(event: dict[str, Any]) -> None:
    rules = events_backends[SETTINGS.account][SETTINGS.region].describe_event_bus('default').rules.values()
    for rule in list(rules):
        if rule.state == 'ENABLED' and rule.event_pattern.get_pattern() and rule.event_pattern.matches_event(event):
            _to_targets(rule, event)


def _to_targets(rule: Rule, event: dict[str, Any]) -> None:
    for target in rule.targets:
        text = rendered(target, event)
        note(f'rule {rule.name} -> {target["Arn"]}: {text[:200]}')
        try:
            service = target['Arn'].split(':')[2]
            if service == 'lambda':
                invocation.invoke_later(invocation.find(target['Arn']), json.loads(text))
            elif service == 'states':
                client('stepfunctions').start_execution(stateMachineArn=target['Arn'], input=text)
            elif service == 'sqs':
                url = client('sqs').get_queue_url(QueueName=target['Arn'].split(':')[-1])['QueueUrl']
                client('sqs').send_message(QueueUrl=url, MessageBody=text)
            elif service == 'sns':
                client('sns').publish(TopicArn=target['Arn'], Message=text)
            else:
                note(f'not emulated: target {target["Arn"]} of rule {rule.name}')
        except Exception:  # pylint: disable=broad-except
            # Nobody waits for the outcome; the trace is where it can be seen.
            note(traceback.format_exc())


def rendered(target: dict[str, Any], event: dict[str, Any]) -> str:
    """What a target gets of an event: its input, a part of it, what a template makes of it, or all of it."""
    if target.get('Input'):
        return target['Input']
    if target.get('InputPath'):
        return json.dumps(_at(event, target['InputPath']))
    transformer = target.get('InputTransformer')
    if not transformer:
        return json.dumps(event)
    values = {name: _at(event, path) for name, path in transformer.get('InputPathsMap', {}).items()}

    template = transformer['InputTemplate']

    def value_of(found: re.Match[str]) -> str:
        value = values.get(found.group(1))
        # Within quotes a text is put as it is, and not escaped: so does EventBridge.
        is_quoted = template.count('"', 0, found.start()) % 2 == 1
        return value if is_quoted and isinstance(value, str) else json.dumps(value)

    return _VARIABLE.sub(value_of, template)


def _at(event: dict[str, Any], path: str) -> Any:
    value: Any = event
    for name in path.removeprefix('$').strip('.').split('.'):
        value = value.get(name) if name and isinstance(value, dict) else value
    return value
