"""Mends moto's interpreter of state machines, and lets its waits pass in virtual time."""

from __future__ import annotations

import copy
import datetime
import threading
import time as real
import uuid
from typing import Any

import moto.stepfunctions.parser.models as parser
from moto.core.config import default_user_config
from moto.stepfunctions.models import StateMachine
from moto.stepfunctions.parser.asl.component.common.retry import retrier_decl
from moto.stepfunctions.parser.asl.component.program.program import Program
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service import state_task_service_aws_sdk as aws_sdk
from moto.stepfunctions.parser.asl.component.state.wait.wait_function.wait_function import WaitFunction

from .. import clock

# The names of services in `aws-sdk:` integrations, where they are not those of boto3; and the prefixes of their errors.
BOTO_NAMES = {
    'elasticloadbalancingv2': 'elbv2',
    'sfn': 'stepfunctions',
    'cloudwatchlogs': 'logs',
    'eventbridge': 'events',
}
ERROR_PREFIXES = {
    'autoscaling': 'AutoScaling',
    'cloudformation': 'CloudFormation',
    'cloudwatch': 'CloudWatch',
    'ec2': 'Ec2',
    'elasticloadbalancingv2': 'ElasticLoadBalancingV2',
    'lambda': 'Lambda',
    'sfn': 'Sfn',
    'sns': 'Sns',
    'sqs': 'Sqs',
    'ssm': 'Ssm',
}


def install() -> None:
    """Makes executions run, a second one, too."""
    default_user_config['stepfunctions'] = {'execute_state_machine': True}
    StateMachine.__deepcopy__ = _without_executions
    WaitFunction._wait_interval = _wait
    # A Retry sleeps with the module's `time`.
    retrier_decl.time = _Pause
    _keep_timeout()
    _name_executions()
    _mend_sdk_integrations()


def _without_executions(self: StateMachine, _: dict[int, Any]) -> StateMachine:
    """moto copies the machine for each execution, deeply; running executions cannot be copied."""
    clone = copy.copy(self)
    clone.executions = []
    return clone


def _wait(_: WaitFunction, env: Any, wait_seconds: float) -> None:
    deadline = clock.time() + wait_seconds
    with clock.resting():
        while env.is_running() and clock.time() < deadline:
            # It is set, too, when something else happens than the end of the execution.
            env.program_state_event.wait(clock.RESOLUTION)


class _Pause:
    """What stands for the module `time` in a Retry."""

    @staticmethod
    def sleep(seconds: float) -> None:
        with clock.resting():
            clock.sleep(seconds)


def _keep_timeout() -> None:
    """The timeout of a whole machine is a matter of waiting; that of a task is one of real work, and stays."""
    evaluate = Program.eval

    def evaluated(self: Program, env: Any) -> None:
        timeout, self.timeout_seconds = self.timeout_seconds, None
        if timeout:
            deadline = clock.time() + timeout.timeout_seconds
            threading.Thread(target=_end, args=(env, deadline), daemon=True).start()
        evaluate(self, env)

    Program.eval = evaluated


def _end(env: Any, deadline: float) -> None:
    while env.is_running():
        if clock.time() > deadline:
            env.set_timed_out()
        real.sleep(0.05)


def _name_executions() -> None:
    """Two executions without a name are not the same one."""
    start = parser.StepFunctionsParserBackend.start_execution

    def start_execution(self: Any, state_machine_arn: str, name: str | None = None, *rest: Any, **named: Any) -> Any:
        return start(self, state_machine_arn, name or str(uuid.uuid4()), *rest, **named)

    parser.StepFunctionsParserBackend.start_execution = start_execution


def _mend_sdk_integrations() -> None:
    aws_sdk._SERVICE_ERROR_NAMES.update(ERROR_PREFIXES)
    integration = aws_sdk.StateTaskServiceAwsSdk
    named, evaluate = integration._get_boto_service_name, integration._eval_service_task

    def boto_name(self: Any, boto_service_name: str | None = None) -> str:
        return BOTO_NAMES.get(self.resource.api_name.lower()) or named(self, boto_service_name)

    def evaluated(self: Any, env: Any, *rest: Any, **more: Any) -> None:
        evaluate(self, env, *rest, **more)
        env.stack[-1] = _dates_as_text(env.stack[-1])

    integration._get_boto_service_name = boto_name
    integration._eval_service_task = evaluated


def _dates_as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _dates_as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_dates_as_text(item) for item in value]
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%S.%fZ')
    return value
