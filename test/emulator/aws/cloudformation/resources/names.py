"""Route 53: zones and records."""

from __future__ import annotations

import uuid
from typing import Any

from ...api import call
from ..stack import Resource
from .registry import Context, Made, ResourceType, resource


@resource('AWS::Route53::HostedZone')
class HostedZone(ResourceType):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        networks = [{'VPCId': item['VPCId'], 'VPCRegion': item['VPCRegion']} for item in properties.pop('VPCs', [])]
        settings = {**properties.pop('HostedZoneConfig', {}), 'PrivateZone': bool(networks)}
        tags = properties.pop('HostedZoneTags', [])
        zone = call(
            'route53',
            'CreateHostedZone',
            CallerReference=str(uuid.uuid4()),
            HostedZoneConfig=settings,
            VPC=networks[0] if networks else None,
            **properties,
        )['HostedZone']
        zone_id = zone['Id'].split('/')[-1]
        if tags:
            call('route53', 'ChangeTagsForResource', ResourceType='hostedzone', ResourceId=zone_id, AddTags=tags)
        return Made(zone_id, {'Id': zone_id})

    def delete(self, context: Context, resource: Resource) -> None:
        call('route53', 'DeleteHostedZone', Id=resource.physical_id)


@resource('AWS::Route53::RecordSet')
class RecordSet(ResourceType):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties['Name']
        self._change('CREATE', properties)
        return Made(name)

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        self._change('UPSERT', properties)

    def delete(self, context: Context, resource: Resource) -> None:
        self._change('DELETE', resource.properties)

    @staticmethod
    def _change(action: str, properties: dict[str, Any]) -> None:
        record = dict(properties)
        zone_id, comment = record.pop('HostedZoneId'), record.pop('Comment', None)
        if 'ResourceRecords' in record:
            record['ResourceRecords'] = [{'Value': value} for value in record['ResourceRecords']]
        if 'AliasTarget' in record:
            record['AliasTarget'] = {'EvaluateTargetHealth': False, **record['AliasTarget']}
        batch = {'Changes': [{'Action': action, 'ResourceRecordSet': record}]}
        if comment:
            batch['Comment'] = comment
        call('route53', 'ChangeResourceRecordSets', HostedZoneId=zone_id, ChangeBatch=batch)
