"""Roles, policies, instance profiles."""

from __future__ import annotations

import json
from typing import Any

from ...api import call
from ...settings import SETTINGS
from ..stack import Resource
from .registry import Context, Made, ResourceType, resource, tags_of


def _arn(kind: str, name: str, path: str = '/') -> str:
    return f'arn:aws:iam::{SETTINGS.account}:{kind}{path}{name}'


@resource('AWS::IAM::Role')
class Role(ResourceType):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.pop('RoleName', None) or context.name(64)
        trust = json.dumps(properties.pop('AssumeRolePolicyDocument'))
        attached, inline = properties.pop('ManagedPolicyArns', []), properties.pop('Policies', [])
        tags = tags_of(properties)
        role = call('iam', 'CreateRole', RoleName=name, AssumeRolePolicyDocument=trust, Tags=tags, **properties)['Role']
        self._attach(name, attached, inline)
        return Made(name, {'Arn': role['Arn'], 'RoleId': role['RoleId']})

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        name = old.physical_id
        trust = json.dumps(properties.pop('AssumeRolePolicyDocument'))
        call('iam', 'UpdateAssumeRolePolicy', RoleName=name, PolicyDocument=trust)
        self._detach(name, old.properties)
        self._attach(name, properties.pop('ManagedPolicyArns', []), properties.pop('Policies', []))
        for handled in ('AssumeRolePolicyDocument', 'ManagedPolicyArns', 'Policies'):
            old.properties.pop(handled, None)
        if properties != old.properties:
            super().update(context, old, properties)

    def update_tags(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        call('iam', 'TagRole', RoleName=old.physical_id, Tags=tags_of(properties))

    def delete(self, context: Context, resource: Resource) -> None:
        self._detach(resource.physical_id, resource.properties)
        call('iam', 'DeleteRole', RoleName=resource.physical_id)

    @staticmethod
    def _attach(name: str, attached: list[str], inline: list[dict[str, Any]]) -> None:
        for arn in attached:
            call('iam', 'AttachRolePolicy', RoleName=name, PolicyArn=arn)
        for policy in inline:
            document = json.dumps(policy['PolicyDocument'])
            call('iam', 'PutRolePolicy', RoleName=name, PolicyName=policy['PolicyName'], PolicyDocument=document)

    @staticmethod
    def _detach(name: str, properties: dict[str, Any]) -> None:
        for arn in properties.get('ManagedPolicyArns', []):
            call('iam', 'DetachRolePolicy', RoleName=name, PolicyArn=arn)
        for policy in properties.get('Policies', []):
            call('iam', 'DeleteRolePolicy', RoleName=name, PolicyName=policy['PolicyName'])


@resource('AWS::IAM::Policy')
class InlinePolicy(ResourceType):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        self._put(properties)
        return Made(properties['PolicyName'])

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        self.delete(context, old)
        self._put(properties)

    def delete(self, context: Context, resource: Resource) -> None:
        for role in resource.properties.get('Roles', []):
            call('iam', 'DeleteRolePolicy', RoleName=role, PolicyName=resource.properties['PolicyName'])

    @staticmethod
    def _put(properties: dict[str, Any]) -> None:
        document = json.dumps(properties['PolicyDocument'])
        for role in properties.get('Roles', []):
            call('iam', 'PutRolePolicy', RoleName=role, PolicyName=properties['PolicyName'], PolicyDocument=document)


@resource('AWS::IAM::ManagedPolicy')
class ManagedPolicy(ResourceType):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.pop('ManagedPolicyName', None) or context.name(128)
        document, roles = json.dumps(properties.pop('PolicyDocument')), properties.pop('Roles', [])
        policy = call('iam', 'CreatePolicy', PolicyName=name, PolicyDocument=document, **properties)['Policy']
        for role in roles:
            call('iam', 'AttachRolePolicy', RoleName=role, PolicyArn=policy['Arn'])
        return Made(policy['Arn'], {'PolicyArn': policy['Arn'], 'PolicyId': policy['PolicyId']})

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        arn, before, after = old.physical_id, old.properties.pop('Roles', []), properties.pop('Roles', [])
        document = json.dumps(properties.pop('PolicyDocument'))
        old.properties.pop('PolicyDocument')
        for version in call('iam', 'ListPolicyVersions', PolicyArn=arn)['Versions']:
            # There may be five versions; CloudFormation keeps one.
            if not version['IsDefaultVersion']:
                call('iam', 'DeletePolicyVersion', PolicyArn=arn, VersionId=version['VersionId'])
        call('iam', 'CreatePolicyVersion', PolicyArn=arn, PolicyDocument=document, SetAsDefault=True)
        for role in set(after) - set(before):
            call('iam', 'AttachRolePolicy', RoleName=role, PolicyArn=arn)
        for role in set(before) - set(after):
            call('iam', 'DetachRolePolicy', RoleName=role, PolicyArn=arn)
        if properties != old.properties:
            super().update(context, old, properties)

    def delete(self, context: Context, resource: Resource) -> None:
        for role in resource.properties.get('Roles', []):
            call('iam', 'DetachRolePolicy', RoleName=role, PolicyArn=resource.physical_id)
        for version in call('iam', 'ListPolicyVersions', PolicyArn=resource.physical_id)['Versions']:
            if not version['IsDefaultVersion']:
                call('iam', 'DeletePolicyVersion', PolicyArn=resource.physical_id, VersionId=version['VersionId'])
        call('iam', 'DeletePolicy', PolicyArn=resource.physical_id)


@resource('AWS::IAM::InstanceProfile')
class InstanceProfile(ResourceType):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name, roles = properties.pop('InstanceProfileName', None) or context.name(128), properties.pop('Roles')
        call('iam', 'CreateInstanceProfile', InstanceProfileName=name, **properties)
        for role in roles:
            call('iam', 'AddRoleToInstanceProfile', InstanceProfileName=name, RoleName=role)
        return Made(name, {'Arn': _arn('instance-profile', name, properties.get('Path', '/'))})

    def delete(self, context: Context, resource: Resource) -> None:
        name = resource.physical_id
        for role in resource.properties['Roles']:
            call('iam', 'RemoveRoleFromInstanceProfile', InstanceProfileName=name, RoleName=role)
        call('iam', 'DeleteInstanceProfile', InstanceProfileName=name)
