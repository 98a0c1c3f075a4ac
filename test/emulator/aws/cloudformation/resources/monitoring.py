"""CloudWatch alarms and dashboards."""

from __future__ import annotations

from typing import Any

from ...api import call
from ...settings import SETTINGS
from ..stack import Resource
from .registry import Context, Made, ResourceType, resource, tags_of


@resource('AWS::CloudWatch::Alarm')
class Alarm(ResourceType):
    operation = 'PutMetricAlarm'

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        return self._put(properties.pop('AlarmName', None) or context.name(), properties)

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        properties.pop('AlarmName', None)
        self._put(old.physical_id, properties)

    def delete(self, context: Context, resource: Resource) -> None:
        call('cloudwatch', 'DeleteAlarms', AlarmNames=[resource.physical_id])

    def _put(self, name: str, properties: dict[str, Any]) -> Made:
        call('cloudwatch', self.operation, AlarmName=name, Tags=tags_of(properties), **properties)
        return Made(name, {'Arn': f'arn:aws:cloudwatch:{SETTINGS.region}:{SETTINGS.account}:alarm:{name}'})


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
