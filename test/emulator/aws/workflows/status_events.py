"""Events about executions, when they start and when they end."""

from __future__ import annotations

import json
from typing import Any

from moto.stepfunctions.parser.backend.execution import BaseExecutionWorkerCommunication, Execution

from .. import clock
from ..events import delivery
from ..events.event import new_event
from ..trace import note

DETAIL_TYPE = 'Step Functions Execution Status Change'


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
    delivery.deliver(_event(execution, status))


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
    return new_event('aws.states', DETAIL_TYPE, [execution.exec_arn], detail)
