"""State machines."""

from __future__ import annotations

import json
from typing import Any

from ...api import call, client
from ..stack import Resource
from .registry import Context, Made, ResourceType, camel_case, resource


@resource('AWS::StepFunctions::StateMachine')
class StateMachine(ResourceType):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.pop('StateMachineName', None) or context.name(80)
        made = call('stepfunctions', 'CreateStateMachine', name=name, **_parameters(properties))
        arn = made['stateMachineArn']
        return Made(arn, {'Arn': arn, 'Name': name})

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        properties.pop('StateMachineName', None)
        properties.pop('StateMachineType', None)
        properties.pop('Tags', None)
        call('stepfunctions', 'UpdateStateMachine', stateMachineArn=old.physical_id, **_parameters(properties))

    def delete(self, context: Context, resource: Resource) -> None:
        call('stepfunctions', 'DeleteStateMachine', stateMachineArn=resource.physical_id)


def _parameters(properties: dict[str, Any]) -> dict[str, Any]:
    """The API names everything as the template does, in camel case."""
    definition = properties.pop('DefinitionString', None) or properties.pop('Definition', None)
    location = properties.pop('DefinitionS3Location', None)
    if location:
        stored = client('s3').get_object(Bucket=location['Bucket'], Key=location['Key'])
        definition = stored['Body'].read().decode()
    text = definition if isinstance(definition, str) else json.dumps(definition)
    for name, value in properties.pop('DefinitionSubstitutions', {}).items():
        text = text.replace(f'${{{name}}}', str(value))
    parameters: dict[str, Any] = {'definition': text, 'roleArn': properties.pop('RoleArn')}
    if 'StateMachineType' in properties:
        parameters['type'] = properties.pop('StateMachineType')
    if 'Tags' in properties:
        parameters['tags'] = [{'key': tag['Key'], 'value': tag['Value']} for tag in properties.pop('Tags')]
    return {**parameters, **camel_case(properties)}
