"""Topics, queues, rules."""

from __future__ import annotations

import json
from typing import Any

from ...api import call
from ...settings import SETTINGS
from ..stack import Resource
from .registry import Context, Made, ResourceType, resource, tags_of


@resource('AWS::SNS::Topic')
class Topic(ResourceType):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.pop('TopicName', None) or context.name()
        tags = tags_of(properties)
        arn = call('sns', 'CreateTopic', Name=name, Attributes=_texts(properties), Tags=tags)['TopicArn']
        return Made(arn, {'TopicArn': arn, 'TopicName': name})

    def delete(self, context: Context, resource: Resource) -> None:
        call('sns', 'DeleteTopic', TopicArn=resource.physical_id)


@resource('AWS::SNS::TopicPolicy')
class TopicPolicy(ResourceType):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        self._put(properties)
        return Made(context.name())

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        self._put(properties)

    def delete(self, context: Context, resource: Resource) -> None:
        return None

    @staticmethod
    def _put(properties: dict[str, Any]) -> None:
        policy = json.dumps(properties['PolicyDocument'])
        for arn in properties['Topics']:
            call('sns', 'SetTopicAttributes', TopicArn=arn, AttributeName='Policy', AttributeValue=policy)


@resource('AWS::SNS::Subscription')
class Subscription(ResourceType):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        return Made(call('sns', 'Subscribe', ReturnSubscriptionArn=True, **properties)['SubscriptionArn'])

    def delete(self, context: Context, resource: Resource) -> None:
        call('sns', 'Unsubscribe', SubscriptionArn=resource.physical_id)


@resource('AWS::SQS::Queue')
class Queue(ResourceType):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.pop('QueueName', None) or context.name(80)
        tags = {tag['Key']: tag['Value'] for tag in tags_of(properties)}
        url = call('sqs', 'CreateQueue', QueueName=name, Attributes=_texts(properties), tags=tags or None)['QueueUrl']
        arn = f'arn:aws:sqs:{SETTINGS.region}:{SETTINGS.account}:{name}'
        return Made(url, {'Arn': arn, 'QueueName': name, 'QueueUrl': url})

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        properties.pop('QueueName', None)
        properties.pop('Tags', None)
        call('sqs', 'SetQueueAttributes', QueueUrl=old.physical_id, Attributes=_texts(properties))

    def delete(self, context: Context, resource: Resource) -> None:
        call('sqs', 'DeleteQueue', QueueUrl=resource.physical_id)


@resource('AWS::SQS::QueuePolicy')
class QueuePolicy(ResourceType):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        self._put(properties)
        return Made(context.name())

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        self._put(properties)

    def delete(self, context: Context, resource: Resource) -> None:
        return None

    @staticmethod
    def _put(properties: dict[str, Any]) -> None:
        policy = {'Policy': json.dumps(properties['PolicyDocument'])}
        for url in properties['Queues']:
            call('sqs', 'SetQueueAttributes', QueueUrl=url, Attributes=policy)


@resource('AWS::Events::Rule')
class Rule(ResourceType):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.pop('Name', None) or context.name(64)
        return self._put(name, properties)

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        properties.pop('Name', None)
        self._remove_targets(old)
        self._put(old.physical_id, properties)

    def delete(self, context: Context, resource: Resource) -> None:
        self._remove_targets(resource)
        call('events', 'DeleteRule', Name=resource.physical_id)

    @staticmethod
    def _put(name: str, properties: dict[str, Any]) -> Made:
        targets, pattern = properties.pop('Targets', []), properties.pop('EventPattern', None)
        tags = tags_of(properties)
        text = json.dumps(pattern) if pattern else None
        arn = call('events', 'PutRule', Name=name, EventPattern=text, Tags=tags or None, **properties)['RuleArn']
        if targets:
            call('events', 'PutTargets', Rule=name, Targets=targets)
        return Made(name, {'Arn': arn})

    @staticmethod
    def _remove_targets(rule: Resource) -> None:
        ids = [target['Id'] for target in rule.properties.get('Targets', [])]
        if ids:
            call('events', 'RemoveTargets', Rule=rule.physical_id, Ids=ids)


def _texts(properties: dict[str, Any]) -> dict[str, str]:
    """Attributes of topics and queues: all of them text."""

    def text(value: Any) -> str:
        if isinstance(value, bool):
            return str(value).lower()
        return json.dumps(value) if isinstance(value, dict) else str(value)

    return {name: text(value) for name, value in properties.items()}
