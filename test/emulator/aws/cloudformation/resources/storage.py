"""Buckets, keys, parameters, container repositories."""

from __future__ import annotations

import json
from typing import Any

from ...api import call
from ...settings import SETTINGS
from ...trace import note
from ..stack import Resource
from .registry import Context, Made, ResourceType, resource, tags_of


@resource('AWS::S3::Bucket')
class Bucket(ResourceType):
    # Known, and without an effect here.
    kept = ('AccessControl', 'BucketEncryption', 'LifecycleConfiguration', 'OwnershipControls')

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.pop('BucketName', None) or context.name(63).lower()
        for ignored in self.kept:
            properties.pop(ignored, None)
        versioning, closed = (
            properties.pop('VersioningConfiguration', None),
            properties.pop('PublicAccessBlockConfiguration', None),
        )
        tags = tags_of(properties)
        call(
            's3',
            'CreateBucket',
            Bucket=name,
            CreateBucketConfiguration={'LocationConstraint': SETTINGS.region},
            **properties,
        )
        if versioning:
            call('s3', 'PutBucketVersioning', Bucket=name, VersioningConfiguration=versioning)
        if closed:
            call('s3', 'PutPublicAccessBlock', Bucket=name, PublicAccessBlockConfiguration=closed)
        if tags:
            call('s3', 'PutBucketTagging', Bucket=name, Tagging={'TagSet': tags})
        attributes = {'Arn': f'arn:aws:s3:::{name}', 'DomainName': f'{name}.s3.amazonaws.com'}
        return Made(name, {**attributes, 'RegionalDomainName': f'{name}.s3.{SETTINGS.region}.amazonaws.com'})

    def delete(self, context: Context, resource: Resource) -> None:
        call('s3', 'DeleteBucket', Bucket=resource.physical_id)


@resource('AWS::S3::BucketPolicy')
class BucketPolicy(ResourceType):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        self._put(properties)
        return Made(properties['Bucket'])

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        self._put(properties)

    def delete(self, context: Context, resource: Resource) -> None:
        call('s3', 'DeleteBucketPolicy', Bucket=resource.physical_id)

    @staticmethod
    def _put(properties: dict[str, Any]) -> None:
        document = properties['PolicyDocument']
        # moto does not read conditions, so "deny, unless by TLS" would deny everything.
        statements = [item for item in document['Statement'] if item['Effect'] == 'Allow' or 'Condition' not in item]
        if len(statements) < len(document['Statement']):
            note(f'bucket policy of {properties["Bucket"]}: denials with conditions are left out')
        if statements:
            policy = json.dumps({**document, 'Statement': statements})
            call('s3', 'PutBucketPolicy', Bucket=properties['Bucket'], Policy=policy)


@resource('AWS::KMS::Key')
class Key(ResourceType):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        rotates, policy = properties.pop('EnableKeyRotation', False), json.dumps(properties.pop('KeyPolicy'))
        properties.pop('PendingWindowInDays', None)
        tags = [{'TagKey': tag['Key'], 'TagValue': tag['Value']} for tag in tags_of(properties)]
        metadata = call('kms', 'CreateKey', Policy=policy, Tags=tags, **properties)['KeyMetadata']
        if rotates:
            call('kms', 'EnableKeyRotation', KeyId=metadata['KeyId'])
        return Made(metadata['KeyId'], {'Arn': metadata['Arn'], 'KeyId': metadata['KeyId']})

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        policy = json.dumps(properties.pop('KeyPolicy'))
        before = {name: value for name, value in old.properties.items() if name != 'KeyPolicy'}
        if properties != before:
            super().update(context, old, properties)
        call('kms', 'PutKeyPolicy', KeyId=old.physical_id, PolicyName='default', Policy=policy)

    def delete(self, context: Context, resource: Resource) -> None:
        call('kms', 'ScheduleKeyDeletion', KeyId=resource.physical_id)


@resource('AWS::KMS::Alias')
class Alias(ResourceType):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        call('kms', 'CreateAlias', **properties)
        return Made(properties['AliasName'])

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        call('kms', 'UpdateAlias', **properties)

    def delete(self, context: Context, resource: Resource) -> None:
        call('kms', 'DeleteAlias', AliasName=resource.physical_id)


@resource('AWS::SSM::Parameter')
class Parameter(ResourceType):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.pop('Name', None) or context.name()
        # A map here, unlike anywhere else.
        tags = [{'Key': key, 'Value': value} for key, value in properties.pop('Tags', {}).items()]
        call('ssm', 'PutParameter', Name=name, Tags=tags, **properties)
        return Made(name, {'Value': properties['Value'], 'Type': properties['Type']})

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> dict[str, Any]:
        if properties.pop('Tags', {}) != old.properties.get('Tags', {}):
            note(f'tags of the parameter {old.physical_id} stay as they are')
        call('ssm', 'PutParameter', Overwrite=True, **{**properties, 'Name': old.physical_id})
        return {'Value': properties['Value'], 'Type': properties['Type']}

    def delete(self, context: Context, resource: Resource) -> None:
        call('ssm', 'DeleteParameter', Name=resource.physical_id)


@resource('AWS::ECR::Repository')
class Repository(ResourceType):
    """Of the bootstrap stack; nothing is put into it."""

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.pop('RepositoryName', None) or context.name().lower()
        properties.pop('LifecyclePolicy', None)
        properties.pop('RepositoryPolicyText', None)
        mutability = properties.pop('ImageTagMutability', None)
        scanning = {'scanOnPush': properties.pop('ImageScanningConfiguration', {}).get('ScanOnPush', False)}
        call(
            'ecr',
            'CreateRepository',
            repositoryName=name,
            imageTagMutability=mutability,
            imageScanningConfiguration=scanning,
            **properties,
        )
        arn = f'arn:aws:ecr:{SETTINGS.region}:{SETTINGS.account}:repository/{name}'
        return Made(
            name, {'Arn': arn, 'RepositoryUri': f'{SETTINGS.account}.dkr.ecr.{SETTINGS.region}.amazonaws.com/{name}'}
        )

    def delete(self, context: Context, resource: Resource) -> None:
        call('ecr', 'DeleteRepository', repositoryName=resource.physical_id, force=True)
