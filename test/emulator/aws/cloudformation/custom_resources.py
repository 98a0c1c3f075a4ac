"""Custom resources: a Lambda function is told, and answers with a PUT on an address that is good for one answer."""

from __future__ import annotations

import json
import threading
import uuid
from dataclasses import dataclass, field
from typing import Any

from .. import clock
from ..api import client
from ..settings import SETTINGS
from ..trace import note
from .errors import ResourceError
from .stack import Resource, Stack

DEFAULT_TIMEOUT_SECONDS = 3600
LONGEST_ANSWER = 4096


@dataclass
class _Request:
    event: dict[str, Any]
    answered: threading.Event = field(default_factory=threading.Event)
    answer: dict[str, Any] = field(default_factory=dict)


_waiting: dict[str, _Request] = {}


def is_custom(kind: str) -> bool:
    """Whether a type of resource is one that a function implements."""
    return kind.startswith('Custom::') or kind == 'AWS::CloudFormation::CustomResource'


def response_host() -> str:
    """Where functions put their answers, which is a bucket of CloudFormation's."""
    region = SETTINGS.region
    return f'cloudformation-custom-resource-response-{region.replace("-", "")}.s3.{region}.amazonaws.com'


def receive(request_id: str, body: bytes) -> None:
    """Takes an answer; one that nobody waits for any more is lost, as in AWS."""
    request = _waiting.get(request_id)
    if request is None:
        note(f'custom resource: nobody waits for this answer: {body.decode(errors="replace")[:500]}')
        return
    request.answer = _validated(request.event, body)
    note(f'custom resource: {request.event["LogicalResourceId"]} answers {json.dumps(request.answer)}')
    request.answered.set()


def create(stack: Stack, logical_id: str, kind: str, properties: dict[str, Any]) -> Resource:
    """Makes one. A failure carries the resource that the following Delete is about."""
    resource = Resource(logical_id, kind, properties, f'{stack.name}-{logical_id}-{uuid.uuid4().hex[:12].upper()}')
    _settle(stack, resource, _ask('Create', stack, resource, None))
    return resource


def update(stack: Stack, old: Resource, properties: dict[str, Any]) -> Resource:
    """Changes one. Another physical id in the answer means that the old one will be deleted."""
    if properties['ServiceToken'] != old.properties['ServiceToken']:
        raise ResourceError('Modifying service token is not allowed.')
    resource = Resource(old.logical_id, old.type, properties, old.physical_id)
    _settle(stack, resource, _ask('Update', stack, resource, old.properties))
    return resource


def delete(stack: Stack, resource: Resource) -> None:
    """Deletes one."""
    _settle(stack, resource, _ask('Delete', stack, resource, None))


class CustomResourceFailure(ResourceError):
    """A custom resource has failed, and exists nevertheless."""

    def __init__(self, message: str, resource: Resource) -> None:
        super().__init__(message)
        self.resource = resource


def _ask(verb: str, stack: Stack, resource: Resource, old: dict[str, Any] | None) -> dict[str, Any]:
    request_id = str(uuid.uuid4())
    event = {
        'RequestType': verb,
        'RequestId': request_id,
        'ServiceToken': resource.properties['ServiceToken'],
        'ResponseURL': f'https://{response_host()}/{request_id}?X-Amz-Signature=emulated',
        'StackId': stack.stack_id,
        'LogicalResourceId': resource.logical_id,
        'ResourceType': resource.type,
        'ResourceProperties': _as_strings(resource.properties),
    }
    if verb != 'Create':
        event['PhysicalResourceId'] = resource.physical_id
    if old is not None:
        event['OldResourceProperties'] = _as_strings(old)
    request = _waiting[request_id] = _Request(event)
    note(f'custom resource: {verb} {stack.name} {resource.logical_id}')
    payload = json.dumps(event).encode()
    try:
        client('lambda').invoke(FunctionName=event['ServiceToken'], InvocationType='Event', Payload=payload)
        seconds = float(resource.properties.get('ServiceTimeout', DEFAULT_TIMEOUT_SECONDS))
        _await(request, stack, seconds, verb)
    finally:
        # From now on its answer is lost; the function itself goes on.
        del _waiting[request_id]
    return request.answer


def _await(request: _Request, stack: Stack, seconds: float, verb: str) -> None:
    deadline = clock.time() + seconds
    with clock.resting():
        while not request.answered.wait(clock.RESOLUTION):
            if stack.cancelled.is_set() and verb == 'Update' and 'ROLLBACK' not in stack.status:
                raise ResourceError('Resource update cancelled')
            if clock.time() > deadline:
                request_id = request.event['RequestId']
                reason = 'CloudFormation did not receive a response from your Custom Resource. '
                reason += f'Please check your logs for requestId [{request_id}].'
                request.answer = {'Status': 'FAILED', 'Reason': reason}
                return


def _settle(stack: Stack, resource: Resource, answer: dict[str, Any]) -> None:
    resource.physical_id = answer.get('PhysicalResourceId') or resource.physical_id
    resource.attributes = answer.get('Data') or {}
    if answer['Status'] != 'SUCCESS':
        reason = answer.get('Reason', 'no reason given')
        if 'RequestId' in answer:
            reason = f'Received response status [FAILED] from custom resource. Message returned: {reason} ' + (
                f'(RequestId: {answer["RequestId"]})'
            )
        raise CustomResourceFailure(reason, resource)


def _validated(event: dict[str, Any], body: bytes) -> dict[str, Any]:
    def refused(reason: str) -> dict[str, Any]:
        return {'Status': 'FAILED', 'Reason': reason}

    if len(body) > LONGEST_ANSWER:
        return refused('Response object is too long.')
    try:
        answer = json.loads(body)
    except ValueError:
        return refused('Invalid Response object: it is not JSON')
    for key in ('StackId', 'RequestId', 'LogicalResourceId'):
        if answer.get(key) != event[key]:
            return refused(f'Invalid Response object: Value of property {key} must match')
    if answer.get('Status') not in ('SUCCESS', 'FAILED'):
        return refused('Invalid Response object: Value of property Status is invalid')
    if not answer.get('PhysicalResourceId') and event['RequestType'] != 'Delete':
        return refused('Invalid PhysicalResourceId')
    return answer


def _as_strings(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, list):
        return [_as_strings(item) for item in value]
    if isinstance(value, dict):
        return {key: _as_strings(item) for key, item in value.items()}
    return value
