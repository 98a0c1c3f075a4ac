"""Log groups, who may write to them, and saved queries."""

from __future__ import annotations

from typing import Any

from ...api import call
from ...settings import SETTINGS
from ..errors import ResourceError
from ..stack import Resource
from .registry import Context, Made, ResourceType, camel_case, resource, tags_of


@resource('AWS::Logs::LogGroup')
class LogGroup(ResourceType):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.pop('LogGroupName', None) or context.name()
        days = properties.pop('RetentionInDays', None)
        tags = {tag['Key']: tag['Value'] for tag in tags_of(properties)}
        call(
            'logs',
            'CreateLogGroup',
            logGroupName=name,
            kmsKeyId=properties.pop('KmsKeyId', None),
            tags=tags or None,
            **properties,
        )
        self._keep(name, days)
        return Made(name, {'Arn': f'arn:aws:logs:{SETTINGS.region}:{SETTINGS.account}:log-group:{name}:*'})

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        self._keep(old.physical_id, properties.pop('RetentionInDays', None))
        old.properties.pop('RetentionInDays', None)
        if properties != old.properties:
            super().update(context, old, properties)

    def delete(self, context: Context, resource: Resource) -> None:
        call('logs', 'DeleteLogGroup', logGroupName=resource.physical_id)

    @staticmethod
    def _keep(name: str, days: Any) -> None:
        if days:
            call('logs', 'PutRetentionPolicy', logGroupName=name, retentionInDays=days)
        else:
            call('logs', 'DeleteRetentionPolicy', logGroupName=name)


@resource('AWS::Logs::ResourcePolicy')
class ResourcePolicy(ResourceType):
    """Without one, no event gets into a log group: see events/log_groups.py."""

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name, kind = properties['PolicyName'], 'AWS::Logs::ResourcePolicy'
        existing = call('logs', 'DescribeResourcePolicies')['resourcePolicies']
        if name in {policy['policyName'] for policy in existing}:
            # The operation would take it for an update, and CloudFormation does not.
            raise ResourceError(f"Resource of type '{kind}' with identifier '{name}' already exists.")
        self._put(properties)
        return Made(name)

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        self._put(properties)

    def delete(self, context: Context, resource: Resource) -> None:
        call('logs', 'DeleteResourcePolicy', policyName=resource.physical_id)

    @staticmethod
    def _put(properties: dict[str, Any]) -> None:
        call('logs', 'PutResourcePolicy', **camel_case(properties))


@resource('AWS::Logs::QueryDefinition')
class QueryDefinition(ResourceType):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        made = call('logs', 'PutQueryDefinition', **camel_case(properties))['queryDefinitionId']
        return Made(made, {'QueryDefinitionId': made})

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        call('logs', 'PutQueryDefinition', queryDefinitionId=old.physical_id, **camel_case(properties))

    def delete(self, context: Context, resource: Resource) -> None:
        call('logs', 'DeleteQueryDefinition', queryDefinitionId=resource.physical_id)
