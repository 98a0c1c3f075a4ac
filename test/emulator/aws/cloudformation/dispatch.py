"""One resource made, changed or deleted, whether a function implements it or the emulator."""

from __future__ import annotations

import copy
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from . import custom_resources
from .errors import ResourceError, TemplateError
from .resources import Context, type_of
from .stack import Resource, Stack

# What may go wrong with a resource; anything else is a defect of the emulator.
FAILURES = (ResourceError, TemplateError, BotoCoreError, ClientError)


def create_resource(stack: Stack, logical_id: str, kind: str, properties: dict[str, Any]) -> Resource:
    """A new resource."""
    if custom_resources.is_custom(kind):
        return custom_resources.create(stack, logical_id, kind, properties)
    made = type_of(kind).create(Context(stack, logical_id), copy.deepcopy(properties))
    return Resource(logical_id, kind, properties, made.physical_id, made.attributes)


def update_resource(stack: Stack, old: Resource, properties: dict[str, Any]) -> Resource:
    """The same resource with other properties."""
    if custom_resources.is_custom(old.type):
        return custom_resources.update(stack, old, properties)
    context = Context(stack, old.logical_id)
    attributes = type_of(old.type).update(context, copy.deepcopy(old), copy.deepcopy(properties)) or {}
    return Resource(old.logical_id, old.type, properties, old.physical_id, {**old.attributes, **attributes})


def delete_resource(stack: Stack, resource: Resource) -> None:
    """Nothing any more."""
    if custom_resources.is_custom(resource.type):
        custom_resources.delete(stack, resource)
    else:
        type_of(resource.type).delete(Context(stack, resource.logical_id), copy.deepcopy(resource))


def changed_properties(old: dict[str, Any], new: dict[str, Any]) -> set[str]:
    """The names of properties that differ."""
    return {name for name in {*old, *new} if old.get(name) != new.get(name)}
