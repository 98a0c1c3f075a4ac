"""Invocations of functions: the synchronous ones, and the asynchronous ones with their retries."""

from __future__ import annotations

import json
import threading
import time
import uuid
from typing import Any

from moto.awslambda.exceptions import UnknownEventConfig
from moto.awslambda.models import LambdaBackend, LambdaFunction, lambda_backends

from .. import clock
from ..settings import SETTINGS
from ..trace import note
from .sandbox import Pool, SandboxTimeout

# After an error, Lambda tries an asynchronous event again, so long after it.
RETRIES_AFTER_SECONDS = (60, 120)
_pool = Pool()


def install() -> None:
    """Runs functions here instead of in containers."""
    LambdaFunction._invoke_lambda = run
    synchronous = LambdaFunction.invoke

    def invoke(self: LambdaFunction, body: Any, request_headers: Any, response_headers: Any) -> Any:
        headers = {key.lower(): value for key, value in dict(request_headers).items()}
        if headers.get('x-amz-invocation-type') == 'Event':
            invoke_later(self, json.loads(body or '{}'))
            return ''
        return synchronous(self, body, headers, response_headers)

    LambdaFunction.invoke = invoke
    configure = LambdaBackend.put_function_event_invoke_config

    def put_function_event_invoke_config(self: LambdaBackend, function_name: str, config: dict[str, Any]) -> Any:
        # The second one is instead of the first one, which moto would go on to tell.
        self.get_function(function_name).event_invoke_config.clear()
        return configure(self, function_name, config)

    LambdaBackend.put_function_event_invoke_config = put_function_event_invoke_config


def find(arn: str) -> LambdaFunction:
    """The function, or the version of one, that an ARN names."""
    return lambda_backends[SETTINGS.account][SETTINGS.region].get_function(arn)


def invoke_later(function: LambdaFunction, event: Any) -> None:
    """Invokes a function without waiting for it, and again if it fails."""
    threading.Thread(target=_until_it_succeeds, args=(function, event), daemon=True).start()


def _until_it_succeeds(function: LambdaFunction, event: Any) -> None:
    for pause in (*RETRIES_AFTER_SECONDS[: _retries(function)], None):
        _, failed, _ = run(function, event)
        if not failed or pause is None:
            return
        clock.sleep(pause)


def _retries(function: LambdaFunction) -> int:
    backend = lambda_backends[SETTINGS.account][SETTINGS.region]
    try:
        config = backend.get_function_event_invoke_config(function.function_name)
    except UnknownEventConfig:
        return len(RETRIES_AFTER_SECONDS)
    return int(config.get('MaximumRetryAttempts', len(RETRIES_AFTER_SECONDS)))


def run(function: LambdaFunction, event: Any = None) -> tuple[str, bool, str]:
    """Runs a function once: what it returns or what went wrong, whether something did, and what it wrote."""
    started = time.monotonic()
    request = {
        'id': str(uuid.uuid4()),
        'event': event if event is not None else {},
        'timeoutMs': int(function.timeout) * 1000,
        'functionArn': function.function_arn,
    }
    try:
        with clock.working():
            answer = _pool.run(function, request)
    except SandboxTimeout:
        message = f'Task timed out after {float(function.timeout):.2f} seconds'
        answer = {'error': {'errorType': 'Sandbox.Timedout', 'errorMessage': message}, 'logs': message}
    logs, error = answer['logs'], answer.get('error')
    milliseconds = (time.monotonic() - started) * 1000
    outcome = f': {error["errorType"]}: {error["errorMessage"]}' if error else ''
    note(f'function {function.function_name}:{function.version} {milliseconds:.0f} ms{outcome}')
    _keep_log(function, logs)
    if error:
        return json.dumps(error), True, logs
    return json.dumps(answer.get('result')), False, logs


def _keep_log(function: LambdaFunction, logs: str) -> None:
    with (SETTINGS.folder / f'{function.function_name}.log').open('a') as file:
        file.write(f'--- {clock.utcnow():%H:%M:%S}\n{logs}')
