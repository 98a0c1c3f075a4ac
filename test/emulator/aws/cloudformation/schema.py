"""What the registry says about resource types."""

from __future__ import annotations

import functools

from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

from ..settings import SETTINGS


@functools.cache
def create_only(kind: str) -> frozenset[str]:
    """The properties that cannot be changed in place: changing one is another resource."""
    if kind.startswith('Custom::') or kind == 'AWS::CloudFormation::CustomResource':
        return frozenset()
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema(SETTINGS.region, kind).schema

    def names(key: str) -> set[str]:
        return {pointer.split('/')[2] for pointer in schema.get(key, [])}

    return frozenset(names('createOnlyProperties') - names('conditionalCreateOnlyProperties'))
