"""Lambda functions, their versions, and who may invoke them."""

from __future__ import annotations

from typing import Any

from ...api import call
from ...settings import SETTINGS
from ...trace import note
from ..stack import Resource
from .registry import Context, Made, ResourceType, resource


@resource('AWS::Lambda::Function')
class Function(ResourceType):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.pop('FunctionName', None) or context.name(64)
        reserved, tags = properties.pop('ReservedConcurrentExecutions', None), properties.pop('Tags', [])
        tags = {tag['Key']: tag['Value'] for tag in tags}
        properties['VpcConfig'] = self._network(properties)
        arn = call('lambda', 'CreateFunction', FunctionName=name, Tags=tags, **properties)['FunctionArn']
        if reserved is not None:
            call('lambda', 'PutFunctionConcurrency', FunctionName=name, ReservedConcurrentExecutions=reserved)
        return Made(name, {'Arn': arn})

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        name, code = old.physical_id, properties.pop('Code')
        architectures, tags = properties.pop('Architectures', None), properties.pop('Tags', [])
        reserved = properties.pop('ReservedConcurrentExecutions', None)
        properties.pop('FunctionName', None)
        properties['VpcConfig'] = self._network(properties)
        if code != old.properties['Code']:
            call('lambda', 'UpdateFunctionCode', FunctionName=name, Architectures=architectures, **code)
        call('lambda', 'UpdateFunctionConfiguration', FunctionName=name, **properties)
        if reserved != old.properties.get('ReservedConcurrentExecutions') or tags != old.properties.get('Tags', []):
            note(f'concurrency and tags of {name} stay as they are')

    def delete(self, context: Context, resource: Resource) -> None:
        call('lambda', 'DeleteFunction', FunctionName=resource.physical_id)

    @staticmethod
    def _network(properties: dict[str, Any]) -> dict[str, Any] | None:
        network = properties.pop('VpcConfig', None)
        return network and {'SecurityGroupIds': network['SecurityGroupIds'], 'SubnetIds': network['SubnetIds']}


@resource('AWS::Lambda::Version')
class Version(ResourceType):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        made = call('lambda', 'PublishVersion', **properties)
        name = made['FunctionName'].split(':')[0]
        arn = f'arn:aws:lambda:{SETTINGS.region}:{SETTINGS.account}:function:{name}:{made["Version"]}'
        return Made(arn, {'Version': made['Version'], 'FunctionArn': arn})

    def delete(self, context: Context, resource: Resource) -> None:
        name, version = resource.physical_id.split(':')[-2:]
        call('lambda', 'DeleteFunction', FunctionName=name, Qualifier=version)


@resource('AWS::Lambda::Permission')
class Permission(ResourceType):
    """It is kept, and nobody is refused for the lack of one."""

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        function, qualifier = _qualified(properties.pop('FunctionName'))
        name = context.name(100)
        call('lambda', 'AddPermission', FunctionName=function, Qualifier=qualifier, StatementId=name, **properties)
        return Made(name, {'Id': name})

    def delete(self, context: Context, resource: Resource) -> None:
        function, qualifier = _qualified(resource.properties['FunctionName'])
        call('lambda', 'RemovePermission', FunctionName=function, Qualifier=qualifier, StatementId=resource.physical_id)


@resource('AWS::Lambda::EventInvokeConfig')
class EventInvokeConfig(ResourceType):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        call('lambda', 'PutFunctionEventInvokeConfig', **properties)
        return Made(context.name())

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        call('lambda', 'PutFunctionEventInvokeConfig', **properties)

    def delete(self, context: Context, resource: Resource) -> None:
        call('lambda', 'DeleteFunctionEventInvokeConfig', FunctionName=resource.properties['FunctionName'])


def _qualified(name_or_arn: str) -> tuple[str, str | None]:
    """A function's name, and its version if the ARN has one."""
    if not name_or_arn.startswith('arn:'):
        return name_or_arn, None
    parts = name_or_arn.split(':')
    return parts[6], parts[7] if len(parts) > 7 else None
