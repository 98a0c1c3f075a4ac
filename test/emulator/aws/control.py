"""What a test can do to the emulator, and see in it, under /moto-api/emulator/ (see SERVED)."""

from __future__ import annotations

import dataclasses
import json
import traceback
from collections.abc import Callable
from typing import Any

from moto.autoscaling.models import autoscaling_backends
from moto.ec2.models import ec2_backends
from moto.moto_api._internal import urls
from moto.stepfunctions.parser.models import stepfunctions_parser_backends

from . import clock, invariant, trace
from .alarms import states
from .cloudformation import operations
from .cloudformation.resources.objectives import objectives
from .events import log_groups, schedules
from .load_balancer import is_production
from .metrics import data, traffic
from .services import prerequisites, targets
from .settings import SETTINGS


def _images(request: dict[str, Any]) -> Any:
    """Registers the image of a manifest: {"manifest": {...}}."""
    return {'image': prerequisites.register_image(request['manifest'])}


def _certificates(request: dict[str, Any]) -> Any:
    """Makes a certificate known: {"arn": "arn:aws:acm:..."}."""
    prerequisites.register_certificate(request['arn'])
    return request


def _releases(request: dict[str, Any]) -> Any:
    """Changes what servers of an image do: {"image": "ami-...", "healthy": false}; see targets.Behaviour."""
    behaviour = targets.behaviour_of(request.pop('image'))
    for name, value in request.items():
        if name not in {field.name for field in dataclasses.fields(behaviour)}:
            raise ValueError(f'{name} is nothing that servers do')
        setattr(behaviour, name, value)
    invariant.sample('control: releases')
    return dataclasses.asdict(behaviour)


def _alarms(request: dict[str, Any]) -> Any:
    """All states; with {"name": "part of the name", "state": "ALARM", "reason": "..."}, sets those of some alarms."""
    if not request:
        return states.states()
    return {'set': states.set_state(request['name'], request['state'], request.get('reason', 'set by a test'))}


def _traffic(request: dict[str, Any]) -> Any:
    """
    Reports a minute of a host's live release: {"host": "...", "requests": 100, "answered5xx": 1}; see traffic.COUNTS.

    The minute is that of "minute", in seconds since the epoch, or the current one; "targetGroup" names another release.
    """
    host, minute, group = request.pop('host'), request.pop('minute', None), request.pop('targetGroup', None)
    return traffic.put(host, minute, group, request)


def _schedules(request: dict[str, Any]) -> Any:
    """Runs the functions of the rule with a schedule: {"rule": "part of the name", "time": seconds since the epoch}."""
    return schedules.run(request['rule'], request.get('time'))


def _metrics(request: dict[str, Any]) -> Any:
    """What has been written as metrics: {"namespace": "..."}."""
    return data.written(request['namespace'])


def _logs(request: dict[str, Any]) -> Any:
    """What is in log groups: {"group": "part of the name"}."""
    return log_groups.lines(request['group'])


def _objectives(_: dict[str, Any]) -> Any:
    """The service level objectives, by name."""
    return objectives()


def _trace(_: dict[str, Any]) -> Any:
    """All that has happened."""
    return {'lines': trace.lines(), 'defects': operations.defects, 'now': clock.time()}


def _invariant(_: dict[str, Any]) -> Any:
    """How often the invariant was looked at, and when it was broken."""
    return invariant.report()


def _executions(_: dict[str, Any]) -> Any:
    """The executions of all state machines, with their events."""
    backend = stepfunctions_parser_backends[SETTINGS.account][SETTINGS.region]
    return [
        {
            'name': execution.name,
            'machine': machine.name,
            'status': execution.exec_status.value,
            'input': execution.input_data,
            'error': execution.error,
            'cause': execution.cause,
        }
        for machine in list(backend.state_machines)
        for execution in list(machine.executions)
    ]


def _state(_: dict[str, Any]) -> Any:
    """What there is: stacks, rules with weights, groups with servers, target groups, launch templates."""
    groups = autoscaling_backends[SETTINGS.account][SETTINGS.region].autoscaling_groups.values()
    compute = ec2_backends[SETTINGS.account][SETTINGS.region]
    return {
        'stacks': {stack.name: stack.status for stack in operations.stacks()},
        'rules': _rules(),
        'groups': [_group(group) for group in list(groups)],
        'targetGroups': list(targets.backend().target_groups),
        'launchTemplates': [template.name for template in compute.launch_templates.values()],
    }


def _rules() -> list[dict[str, Any]]:
    return [
        {
            'production': is_production(listener),
            'hosts': targets.hosts(rule),
            'weights': dict(targets.forwards(rule)),
        }
        for balancer in list(targets.backend().load_balancers.values())
        for listener in list(balancer.listeners.values())
        for rule in list(listener.rules.values())
        if not rule.is_default
    ]


def _group(group: Any) -> dict[str, Any]:
    return {
        'name': group.name,
        'image': group.image_id,
        'minimum': group.min_size,
        'maximum': group.max_size,
        'desired': group.desired_capacity,
        'zones': [state.availability_zone for state in group.instance_states],
        'targetGroups': group.target_group_arns,
        'tags': {tag['Key']: tag['Value'] for tag in group.tags},
    }


def _events(request: dict[str, Any]) -> Any:
    """The events of a stack, oldest first: {"stack": "name"}."""
    stack = next(stack for stack in operations.stacks(with_deleted=True) if stack.name == request['stack'])
    kept = ('LogicalResourceId', 'ResourceType', 'ResourceStatus', 'ResourceStatusReason')
    return [{key: event[key] for key in kept} for event in stack.events]


SERVED: dict[str, Callable[[dict[str, Any]], Any]] = {
    'alarms': _alarms,
    'certificates': _certificates,
    'events': _events,
    'executions': _executions,
    'images': _images,
    'invariant': _invariant,
    'logs': _logs,
    'metrics': _metrics,
    'objectives': _objectives,
    'releases': _releases,
    'schedules': _schedules,
    'state': _state,
    'trace': _trace,
    'traffic': _traffic,
}


def install() -> None:
    """Serves all this beside moto's own control endpoints."""
    for name, action in SERVED.items():
        urls.url_paths[f'{{0}}/moto-api/emulator/{name}$'] = _endpoint(action)


def _endpoint(action: Callable[[dict[str, Any]], Any]) -> Callable[..., tuple[int, dict[str, str], str]]:
    def respond(request: Any, _: str, __: Any) -> tuple[int, dict[str, str], str]:
        try:
            status, answer = 200, action(json.loads(request.get_data() or b'{}'))
        except Exception:  # pylint: disable=broad-except
            status, answer = 400, {'error': traceback.format_exc()}
        return status, {'content-type': 'application/json'}, json.dumps(answer, default=str)

    # moto's adapter for Flask asks for it.
    respond.__name__ = action.__name__
    return respond
