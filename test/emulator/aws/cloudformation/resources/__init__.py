"""The types of resources that the emulator knows. Another type, or another property, fails its stack."""

from . import compute, entrance, events, functions, identity, monitoring, names, network, storage, workflows  # noqa: F401
from .registry import Context, Made, ResourceType, type_of

__all__ = ['Context', 'Made', 'ResourceType', 'type_of']
