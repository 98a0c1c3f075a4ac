"""What the registry says about resource types."""

from __future__ import annotations

import functools
from typing import Any

from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

from ..settings import SETTINGS


def schema_of(kind: str) -> dict[str, Any]:
    """The schema of a type, as JSON Schema with keywords of CloudFormation's."""
    return PROVIDER_SCHEMA_MANAGER.get_resource_schema(SETTINGS.region, kind).schema


@functools.cache
def create_only(kind: str) -> frozenset[str]:
    """The properties that cannot be changed in place: changing one is another resource."""
    if kind.startswith('Custom::') or kind == 'AWS::CloudFormation::CustomResource':
        return frozenset()
    schema = schema_of(kind)

    def names(key: str) -> set[str]:
        return {pointer.split('/')[2] for pointer in schema.get(key, [])}

    return frozenset(names('createOnlyProperties') - names('conditionalCreateOnlyProperties'))
