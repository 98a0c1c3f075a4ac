"""The types of resources that the emulator knows. Another type, or another property, fails its stack."""

from . import (  # noqa: F401
    compute,
    entrance,
    events,
    functions,
    identity,
    logs,
    monitoring,
    names,
    network,
    objectives,
    storage,
    workflows,
)
from .registry import Context, Made, ResourceType, type_of

__all__ = ['Context', 'Made', 'ResourceType', 'type_of']
