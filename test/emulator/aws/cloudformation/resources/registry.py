"""How a type of resource is made, changed and deleted."""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ..errors import NotEmulated
from ..stack import Resource, Stack


@dataclass
class Made:
    """What making a resource gives: what Ref, and what Fn::GetAtt returns."""

    physical_id: str
    attributes: dict[str, Any] = field(default_factory=dict)


@dataclass
class Context:
    """The place in a stack that a resource has."""

    stack: Stack
    logical_id: str

    def name(self, longest: int = 255) -> str:
        """A name as CloudFormation makes one up: unique, and telling where it comes from."""
        suffix = ''.join(random.choices(string.ascii_uppercase + string.digits, k=12))
        return f'{self.stack.name[: longest // 2]}-{self.logical_id}'[: longest - 13] + f'-{suffix}'


class ResourceType:
    """A type of resource. Properties that it does not take out go to the API, which refuses what it does not know."""

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        raise NotImplementedError

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> dict[str, Any] | None:
        """Changes in place what is different, and returns the attributes that are, too."""
        names = {*properties, *old.properties}
        changed = {name for name in names if properties.get(name) != old.properties.get(name)}
        if changed == {'Tags'}:
            return self.update_tags(context, old, properties)
        raise NotEmulated(f'change of {sorted(changed)} of {old.type}')

    def update_tags(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        """Changes tags, if the emulator should keep them."""
        raise NotEmulated(f'change of the tags of {old.type}')

    def delete(self, context: Context, resource: Resource) -> None:
        raise NotImplementedError


_types: dict[str, ResourceType] = {}


def resource(kind: str) -> Callable[[type[ResourceType]], type[ResourceType]]:
    """Declares which type of resource a class is about."""

    def declare(implementation: type[ResourceType]) -> type[ResourceType]:
        _types[kind] = implementation()
        return implementation

    return declare


def type_of(kind: str) -> ResourceType:
    """The implementation of a type of resource."""
    if kind not in _types:
        raise NotEmulated(f'resource type {kind}')
    return _types[kind]


def tags_of(properties: dict[str, Any]) -> list[dict[str, str]]:
    """Tags in the list form of most APIs, taken out of the properties."""
    return [{'Key': tag['Key'], 'Value': str(tag['Value'])} for tag in properties.pop('Tags', [])]


def lost_tags(now: list[dict[str, str]], before: list[dict[str, str]]) -> list[str]:
    """The keys of tags that a resource had and should have no more."""
    kept = {tag['Key'] for tag in now}
    return [tag['Key'] for tag in before if tag['Key'] not in kept]


def camel_case(value: Any) -> Any:
    """Properties by the names that APIs in camel case have for them."""
    if isinstance(value, list):
        return [camel_case(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {key[0].lower() + key[1:]: camel_case(item) for key, item in value.items()}


@resource('AWS::CDK::Metadata')
class Nothing(ResourceType):
    """There is nothing to be made."""

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        return Made(context.name())

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        return None

    def delete(self, context: Context, resource: Resource) -> None:
        return None
