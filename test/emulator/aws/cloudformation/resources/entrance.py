"""Load balancers, listeners, rules, target groups."""

from __future__ import annotations

from typing import Any

from ...api import call
from ..stack import Resource
from .registry import Context, Made, ResourceType, lost_tags, resource, tags_of


def _attributes(pairs: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [{'Key': pair['Key'], 'Value': str(pair['Value'])} for pair in pairs]


class Elbv2Type(ResourceType):
    """All of them are tagged by ARN, which is their physical id."""

    def update_tags(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        tags = tags_of(properties)
        if lost := lost_tags(tags, tags_of(old.properties)):
            call('elbv2', 'RemoveTags', ResourceArns=[old.physical_id], TagKeys=lost)
        if tags:
            call('elbv2', 'AddTags', ResourceArns=[old.physical_id], Tags=tags)


@resource('AWS::ElasticLoadBalancingV2::LoadBalancer')
class LoadBalancer(Elbv2Type):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.pop('Name', None) or context.name(32)
        pairs, tags = _attributes(properties.pop('LoadBalancerAttributes', [])), tags_of(properties)
        created = call('elbv2', 'CreateLoadBalancer', Name=name, Tags=tags or None, **properties)['LoadBalancers'][0]
        arn = created['LoadBalancerArn']
        if pairs:
            call('elbv2', 'ModifyLoadBalancerAttributes', LoadBalancerArn=arn, Attributes=pairs)
        attributes = {
            'LoadBalancerArn': arn,
            'LoadBalancerName': name,
            'LoadBalancerFullName': arn.split('loadbalancer/')[1],
            'DNSName': created['DNSName'],
            'CanonicalHostedZoneID': created['CanonicalHostedZoneId'],
            'SecurityGroups': created['SecurityGroups'],
        }
        return Made(arn, attributes)

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        pairs = _attributes(properties.pop('LoadBalancerAttributes', []))
        old.properties.pop('LoadBalancerAttributes', None)
        if pairs:
            call('elbv2', 'ModifyLoadBalancerAttributes', LoadBalancerArn=old.physical_id, Attributes=pairs)
        if properties != old.properties:
            super().update(context, old, properties)

    def delete(self, context: Context, resource: Resource) -> None:
        call('elbv2', 'DeleteLoadBalancer', LoadBalancerArn=resource.physical_id)


@resource('AWS::ElasticLoadBalancingV2::Listener')
class Listener(Elbv2Type):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        pairs = _attributes(properties.pop('ListenerAttributes', []))
        arn = call('elbv2', 'CreateListener', **properties)['Listeners'][0]['ListenerArn']
        if pairs:
            call('elbv2', 'ModifyListenerAttributes', ListenerArn=arn, Attributes=pairs)
        return Made(arn, {'ListenerArn': arn})

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        properties.pop('LoadBalancerArn')
        self.update_tags(context, old, properties)
        call('elbv2', 'ModifyListener', ListenerArn=old.physical_id, **properties)

    def delete(self, context: Context, resource: Resource) -> None:
        call('elbv2', 'DeleteListener', ListenerArn=resource.physical_id)


@resource('AWS::ElasticLoadBalancingV2::ListenerRule')
class ListenerRule(Elbv2Type):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        arn = call('elbv2', 'CreateRule', **properties)['Rules'][0]['RuleArn']
        return Made(arn, {'RuleArn': arn, 'IsDefault': False})

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        arn, priority = old.physical_id, properties.pop('Priority')
        properties.pop('ListenerArn')
        self.update_tags(context, old, properties)
        call('elbv2', 'ModifyRule', RuleArn=arn, **properties)
        if priority != old.properties['Priority']:
            call('elbv2', 'SetRulePriorities', RulePriorities=[{'RuleArn': arn, 'Priority': priority}])

    def delete(self, context: Context, resource: Resource) -> None:
        call('elbv2', 'DeleteRule', RuleArn=resource.physical_id)


@resource('AWS::ElasticLoadBalancingV2::TargetGroup')
class TargetGroup(Elbv2Type):
    # The rest cannot be changed in place.
    fixed = ('Name', 'Port', 'Protocol', 'ProtocolVersion', 'TargetType', 'VpcId', 'IpAddressType')

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.pop('Name', None) or context.name(32)
        pairs, tags = _attributes(properties.pop('TargetGroupAttributes', [])), tags_of(properties)
        created = call('elbv2', 'CreateTargetGroup', Name=name, Tags=tags or None, **properties)['TargetGroups'][0]
        arn = created['TargetGroupArn']
        if pairs:
            call('elbv2', 'ModifyTargetGroupAttributes', TargetGroupArn=arn, Attributes=pairs)
        full_name = arn.split(':')[-1]
        return Made(arn, {'TargetGroupArn': arn, 'TargetGroupName': name, 'TargetGroupFullName': full_name})

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        pairs = _attributes(properties.pop('TargetGroupAttributes', []))
        if pairs:
            call('elbv2', 'ModifyTargetGroupAttributes', TargetGroupArn=old.physical_id, Attributes=pairs)
        for name in self.fixed:
            properties.pop(name, None)
        self.update_tags(context, old, properties)
        call('elbv2', 'ModifyTargetGroup', TargetGroupArn=old.physical_id, **properties)

    def delete(self, context: Context, resource: Resource) -> None:
        call('elbv2', 'DeleteTargetGroup', TargetGroupArn=resource.physical_id)
