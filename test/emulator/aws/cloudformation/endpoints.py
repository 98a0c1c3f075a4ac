"""The API of CloudFormation in front of it, instead of moto's."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlparse

import moto.cloudformation.models  # noqa: F401  moto's modules import one another in a circle; this is a way in
from moto.cloudformation.exceptions import AlreadyExistsException, ValidationError
from moto.cloudformation.responses import CloudFormationResponse
from moto.core.responses import ActionResult, EmptyResult

from ..api import client
from . import operations
from .change_sets import ChangeSet, ChangeSetNotFound, find_change_set
from .errors import TemplateError
from .stack import Stack
from .template import parse

UPDATABLE = ('CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE')


class Endpoints:
    """The operations; `install` puts them into moto's class, whose helpers they use."""

    def create_stack(self: Any) -> ActionResult:
        name = self._get_param('StackName')
        if operations.find(name):
            raise AlreadyExistsException(f'Stack [{name}] already exists')
        stack = operations.add(Stack(name, role=self._get_param('RoleARN')))
        stack.rollback_disabled = bool(self._get_bool_param('DisableRollback', False))
        operations.deploy(stack, _body(self, stack), _parameters(self, stack), _tags(self, stack))
        return ActionResult({'StackId': stack.stack_id})

    def update_stack(self: Any) -> ActionResult:
        stack = _stack(self)
        _require_updatable(stack)
        stack.rollback_disabled = bool(self._get_bool_param('DisableRollback', False))
        body, parameters, tags = _body(self, stack), _parameters(self, stack), _tags(self, stack)
        if (parse(body), parameters, tags) == (stack.template, stack.parameters, stack.tags):
            raise ValidationError(message='No updates are to be performed.')
        operations.deploy(stack, body, parameters, tags)
        return ActionResult({'StackId': stack.stack_id})

    def cancel_update_stack(self: Any) -> EmptyResult:
        _stack(self).cancelled.set()
        return EmptyResult()

    def delete_stack(self: Any) -> EmptyResult:
        stack = operations.find(self._get_param('StackName'))
        if stack and not stack.deleted_at:
            if stack.protected:
                raise ValidationError(
                    message=f'Stack [{stack.name}] cannot be deleted while TerminationProtection is enabled'
                )
            operations.delete(stack)
        return EmptyResult()

    def create_change_set(self: Any) -> ActionResult:
        name, is_update = self._get_param('StackName'), self._get_param('ChangeSetType') == 'UPDATE'
        stack = operations.find(name)
        if is_update or (stack and stack.status != 'REVIEW_IN_PROGRESS'):
            stack = _stack(self)
            _require_updatable(stack)
        elif stack is None:
            stack = operations.add(Stack(name, role=self._get_param('RoleARN')))
            stack.set_status('REVIEW_IN_PROGRESS', 'User Initiated')
        change_set = ChangeSet(
            self._get_param('ChangeSetName'), stack, _body(self, stack), _parameters(self, stack), _tags(self, stack)
        )
        change_set.keep()
        return ActionResult({'Id': change_set.arn, 'StackId': stack.stack_id})

    def describe_change_set(self: Any) -> ActionResult:
        change_set = _change_set(self)
        description = {
            'ChangeSetName': change_set.name,
            'ChangeSetId': change_set.arn,
            'StackId': change_set.stack.stack_id,
            'StackName': change_set.stack.name,
            'CreationTime': change_set.created_at,
            'ExecutionStatus': 'EXECUTE_COMPLETE' if change_set.is_executed else 'AVAILABLE',
            'Status': 'CREATE_COMPLETE',
            'Changes': change_set.changes(),
        }
        if change_set.is_empty and not change_set.is_executed:
            reason = (
                "The submitted information didn't contain changes. Submit different information to create a change set."
            )
            description.update(Status='FAILED', ExecutionStatus='UNAVAILABLE', StatusReason=reason)
        return ActionResult(description)

    def delete_change_set(self: Any) -> EmptyResult:
        try:
            _change_set(self).drop()
        except ChangeSetNotFound:
            pass
        return EmptyResult()

    def execute_change_set(self: Any) -> EmptyResult:
        change_set = _change_set(self)
        change_set.is_executed = True
        stack = change_set.stack
        stack.rollback_disabled = bool(self._get_bool_param('DisableRollback', False))
        operations.deploy(stack, change_set.body, change_set.parameters, change_set.tags)
        return EmptyResult()

    def describe_stacks(self: Any) -> ActionResult:
        chosen = [_stack(self)] if self._get_param('StackName') else operations.stacks()
        return ActionResult({'Stacks': [_description(stack) for stack in chosen]})

    def list_stacks(self: Any) -> ActionResult:
        wanted = self._get_param('StackStatusFilter', [])
        chosen = [stack for stack in operations.stacks(with_deleted=True) if not wanted or stack.status in wanted]
        return ActionResult({'StackSummaries': [_description(stack) for stack in chosen]})

    def describe_stack_events(self: Any) -> ActionResult:
        return ActionResult({'StackEvents': _stack(self).events[::-1]})

    def describe_events(self: Any) -> ActionResult:
        return ActionResult({'OperationEvents': []})

    def list_stack_resources(self: Any) -> ActionResult:
        return ActionResult({'StackResourceSummaries': _resources(_stack(self), 'LastUpdatedTimestamp')})

    def describe_stack_resources(self: Any) -> ActionResult:
        wanted = self._get_param('LogicalResourceId')
        resources = _resources(_stack(self), 'Timestamp')
        chosen = [item for item in resources if wanted in (None, item['LogicalResourceId'])]
        return ActionResult({'StackResources': chosen})

    def describe_stack_resource(self: Any) -> ActionResult:
        wanted = self._get_param('LogicalResourceId')
        for item in _resources(_stack(self), 'LastUpdatedTimestamp'):
            if item['LogicalResourceId'] == wanted:
                return ActionResult({'StackResourceDetail': item})
        raise ValidationError(message=f'Resource {wanted} does not exist for stack {self._get_param("StackName")}')

    def get_template(self: Any) -> ActionResult:
        return ActionResult({'TemplateBody': _stack(self).body, 'StagesAvailable': ['Original', 'Processed']})

    def list_exports(self: Any) -> ActionResult:
        exports = [{'Name': name, 'Value': value} for name, value in operations.exports().items()]
        return ActionResult({'Exports': exports})

    def update_termination_protection(self: Any) -> ActionResult:
        stack = _stack(self)
        stack.protected = bool(self._get_bool_param('EnableTerminationProtection', False))
        return ActionResult({'StackId': stack.stack_id})


def install() -> None:
    """Replaces moto's CloudFormation."""
    for name, operation in vars(Endpoints).items():
        if not name.startswith('_'):
            setattr(CloudFormationResponse, name, operation)
    # moto keeps tags and others as maps and transforms them into lists; here they are lists already.
    CloudFormationResponse.RESPONSE_KEY_PATH_TO_TRANSFORMER = {}


def _stack(request: Any) -> Stack:
    name = request._get_param('StackName')
    stack = operations.find(name)
    if stack is None:
        raise ValidationError(message=f'Stack with id {name} does not exist')
    return stack


def _require_updatable(stack: Stack) -> None:
    if stack.status not in UPDATABLE:
        raise ValidationError(message=f'Stack:{stack.stack_id} is in {stack.status} state and can not be updated.')


def _change_set(request: Any) -> ChangeSet:
    return find_change_set(request._get_param('ChangeSetName'), request._get_param('StackName'))


def _body(request: Any, stack: Stack) -> str:
    if request._get_bool_param('UsePreviousTemplate', False):
        return stack.body
    body, url = request._get_param('TemplateBody'), request._get_param('TemplateURL')
    if not body:
        # Path style, as for any address that is not a name: /bucket/key
        _, bucket, key = urlparse(url).path.split('/', 2)
        body = client('s3').get_object(Bucket=bucket, Key=key)['Body'].read().decode()
    try:
        parse(body)
    except (TemplateError, ValueError) as error:
        raise ValidationError(message=str(error)) from error
    return body


def _parameters(request: Any, stack: Stack) -> dict[str, str]:
    given = request._get_param('Parameters', [])
    chosen = {
        item['ParameterKey']: stack.parameters.get(item['ParameterKey'])
        if str(item.get('UsePreviousValue', '')).lower() == 'true'
        else item.get('ParameterValue')
        for item in given
    }
    return {name: value for name, value in chosen.items() if value is not None}


def _tags(request: Any, stack: Stack) -> dict[str, str]:
    given = request._get_param('Tags')
    return stack.tags if given is None else {tag['Key']: tag['Value'] for tag in given}


def _description(stack: Stack) -> dict[str, Any]:
    description = {
        'StackId': stack.stack_id,
        'StackName': stack.name,
        'Description': stack.template.get('Description'),
        'CreationTime': stack.created_at,
        'LastUpdatedTime': stack.updated_at,
        'DeletionTime': stack.deleted_at,
        'StackStatus': stack.status,
        'StackStatusReason': stack.status_reason,
        'DisableRollback': stack.rollback_disabled,
        'EnableTerminationProtection': stack.protected,
        'Capabilities': ['CAPABILITY_NAMED_IAM'],
        'Outputs': stack.outputs,
        'Parameters': [{'ParameterKey': key, 'ParameterValue': value} for key, value in stack.parameters.items()],
        'Tags': [{'Key': key, 'Value': value} for key, value in stack.tags.items()],
        'RoleARN': stack.role,
    }
    return {key: value for key, value in description.items() if value is not None}


def _resources(stack: Stack, time_key: str) -> list[dict[str, Any]]:
    return [
        {
            'StackName': stack.name,
            'StackId': stack.stack_id,
            'LogicalResourceId': resource.logical_id,
            'PhysicalResourceId': resource.physical_id,
            'ResourceType': resource.type,
            'ResourceStatus': resource.status,
            'ResourceStatusReason': resource.status_reason,
            time_key: resource.updated_at,
        }
        for resource in stack.resources.values()
    ]
