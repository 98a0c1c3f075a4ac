"""Launch templates, Auto Scaling groups, scaling policies."""

from __future__ import annotations

from typing import Any

from ...api import call
from ..errors import NotEmulated
from ..stack import Resource
from .network import Ec2Type
from .registry import Context, Made, ResourceType, resource


@resource('AWS::EC2::LaunchTemplate')
class LaunchTemplate(Ec2Type):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.pop('LaunchTemplateName', None) or context.name(128)
        created = call('ec2', 'CreateLaunchTemplate', LaunchTemplateName=name, **properties)['LaunchTemplate']
        versions = {'LatestVersionNumber': '1', 'DefaultVersionNumber': '1'}
        return Made(created['LaunchTemplateId'], {'LaunchTemplateId': created['LaunchTemplateId'], **versions})

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> dict[str, Any]:
        if properties.pop('TagSpecifications', None) != old.properties.get('TagSpecifications'):
            raise NotEmulated('change of the tags of a launch template')
        version = call('ec2', 'CreateLaunchTemplateVersion', LaunchTemplateId=old.physical_id, **properties)
        return {'LatestVersionNumber': str(version['LaunchTemplateVersion']['VersionNumber'])}

    def delete(self, context: Context, resource: Resource) -> None:
        call('ec2', 'DeleteLaunchTemplate', LaunchTemplateId=resource.physical_id)


@resource('AWS::AutoScaling::AutoScalingGroup')
class AutoScalingGroup(ResourceType):
    # Known, and without an effect here: metrics, and messages about launches.
    ignored = ('MetricsCollection', 'NotificationConfigurations')

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.pop('AutoScalingGroupName', None) or context.name()
        tags = self._tags(context, name, properties)
        call(
            'autoscaling',
            'CreateAutoScalingGroup',
            AutoScalingGroupName=name,
            Tags=tags,
            **self._parameters(properties),
        )
        described = call('autoscaling', 'DescribeAutoScalingGroups', AutoScalingGroupNames=[name])['AutoScalingGroups'][
            0
        ]
        return Made(name, {'AutoScalingGroupARN': described['AutoScalingGroupARN']})

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        name = old.physical_id
        tags = self._tags(context, name, properties)
        # IgnoreUnmodifiedGroupSizeProperties: what somebody else has set stays, unless the template says something new.
        for size in ('MinSize', 'MaxSize', 'DesiredCapacity'):
            if properties.get(size) == old.properties.get(size):
                properties.pop(size, None)
        if properties.pop('TargetGroupARNs', []) != old.properties.get('TargetGroupARNs', []):
            raise NotEmulated('change of the target groups of an Auto Scaling group')
        call('autoscaling', 'UpdateAutoScalingGroup', AutoScalingGroupName=name, **self._parameters(properties))
        call('autoscaling', 'CreateOrUpdateTags', Tags=tags)

    def delete(self, context: Context, resource: Resource) -> None:
        name = resource.physical_id
        call(
            'autoscaling', 'UpdateAutoScalingGroup', AutoScalingGroupName=name, MinSize=0, MaxSize=0, DesiredCapacity=0
        )
        call('autoscaling', 'DeleteAutoScalingGroup', AutoScalingGroupName=name)

    def _parameters(self, properties: dict[str, Any]) -> dict[str, Any]:
        parameters = {name: value for name, value in properties.items() if name not in self.ignored}
        if 'VPCZoneIdentifier' in parameters:
            parameters['VPCZoneIdentifier'] = ','.join(parameters['VPCZoneIdentifier'])
        return parameters

    @staticmethod
    def _tags(context: Context, name: str, properties: dict[str, Any]) -> list[dict[str, Any]]:
        origin = {
            'aws:cloudformation:stack-name': context.stack.name,
            'aws:cloudformation:stack-id': context.stack.stack_id,
            'aws:cloudformation:logical-id': context.logical_id,
        }
        own = [{'Key': key, 'Value': value, 'PropagateAtLaunch': True} for key, value in origin.items()]
        of_group = {'ResourceId': name, 'ResourceType': 'auto-scaling-group'}
        return [{**tag, **of_group} for tag in [*properties.pop('Tags', []), *own]]


@resource('AWS::AutoScaling::ScalingPolicy')
class ScalingPolicy(ResourceType):
    """It is kept, and never scales."""

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.pop('PolicyName', None) or context.name()
        return self._put(name, properties)

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> dict[str, Any]:
        return self._put(old.attributes['PolicyName'], properties).attributes

    def delete(self, context: Context, resource: Resource) -> None:
        # It goes with its group, if that goes first.
        group, name = resource.properties['AutoScalingGroupName'], resource.attributes['PolicyName']
        if call('autoscaling', 'DescribePolicies', AutoScalingGroupName=group, PolicyNames=[name])['ScalingPolicies']:
            call('autoscaling', 'DeletePolicy', AutoScalingGroupName=group, PolicyName=name)

    @staticmethod
    def _put(name: str, properties: dict[str, Any]) -> Made:
        call('autoscaling', 'PutScalingPolicy', PolicyName=name, **properties)
        group = properties['AutoScalingGroupName']
        # moto's answer to PutScalingPolicy has no ARN in it.
        policy = call('autoscaling', 'DescribePolicies', AutoScalingGroupName=group, PolicyNames=[name])[
            'ScalingPolicies'
        ][0]
        return Made(policy['PolicyARN'], {'Arn': policy['PolicyARN'], 'PolicyName': name})
