"""CloudWatch alarms and dashboards."""

from __future__ import annotations

from typing import Any

from ...alarms import states
from ...api import call
from ...settings import SETTINGS
from ..errors import ResourceError
from ..stack import Resource
from .registry import Context, Made, ResourceType, lost_tags, resource, tags_of


@resource('AWS::CloudWatch::Alarm')
class Alarm(ResourceType):
    operation = 'PutMetricAlarm'

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.pop('AlarmName', None) or context.name()
        if name in states.backend().alarms:
            # The operation would take it for an update, and CloudFormation does not.
            raise ResourceError(f"Resource of type '{self.kind}' with identifier '{name}' already exists.")
        call('cloudwatch', self.operation, AlarmName=name, Tags=tags_of(properties), **properties)
        return Made(name, {'Arn': _arn(name)})

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        name, tags = old.physical_id, tags_of(properties)
        properties.pop('AlarmName', None)
        # What is not said any more is as it is by default: the whole configuration is put.
        call('cloudwatch', self.operation, AlarmName=name, **properties)
        if lost := lost_tags(tags, tags_of(old.properties)):
            call('cloudwatch', 'UntagResource', ResourceARN=_arn(name), TagKeys=lost)
        if tags:
            call('cloudwatch', 'TagResource', ResourceARN=_arn(name), Tags=tags)

    def delete(self, context: Context, resource: Resource) -> None:
        call('cloudwatch', 'DeleteAlarms', AlarmNames=[resource.physical_id])

    @property
    def kind(self) -> str:
        return f'AWS::CloudWatch::{type(self).__name__}'


@resource('AWS::CloudWatch::CompositeAlarm')
class CompositeAlarm(Alarm):
    operation = 'PutCompositeAlarm'


def _arn(name: str) -> str:
    return f'arn:aws:cloudwatch:{SETTINGS.region}:{SETTINGS.account}:alarm:{name}'


@resource('AWS::CloudWatch::Dashboard')
class Dashboard(ResourceType):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.pop('DashboardName', None) or context.name()
        call('cloudwatch', 'PutDashboard', DashboardName=name, **properties)
        return Made(name)

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        call('cloudwatch', 'PutDashboard', **{**properties, 'DashboardName': old.physical_id})

    def delete(self, context: Context, resource: Resource) -> None:
        call('cloudwatch', 'DeleteDashboards', DashboardNames=[resource.physical_id])
