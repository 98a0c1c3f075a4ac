"""Deleting resources: in the clean-up phase of an update, in the rollback of a creation, with a stack."""

from __future__ import annotations

from collections.abc import Iterable

from .. import clock
from .dispatch import FAILURES, delete_resource
from .stack import Resource, Stack
from .template import dependents_first

# In a clean-up phase; what is there after that is left behind.
ATTEMPTS = 3
SECONDS_BETWEEN_ATTEMPTS = 10
RETAINED = ('Retain', 'RetainExceptOnCreate')


def delete_resources(
    stack: Stack, resources: Iterable[Resource], kept: tuple[str, ...], attempts: int = 1
) -> list[str]:
    """
    Deletes resources, dependents first, and returns the names of those that could not be deleted.

    `kept` are the deletion policies under which a resource stays.
    """
    by_name = {f'{resource.logical_id} {resource.physical_id}': resource for resource in resources}
    graph = {
        name: {other for other in by_name if by_name[other].logical_id in resource.depends_on and other != name}
        for name, resource in by_name.items()
    }
    stuck = []
    for name in dependents_first(graph):
        resource = by_name[name]
        about = (resource.logical_id, resource.physical_id, resource.type)
        if resource.deletion_policy in kept:
            stack.add_event(*about, 'DELETE_SKIPPED')
        elif not _delete(stack, resource, attempts):
            stuck.append(resource.logical_id)
            continue
        if stack.resources.get(resource.logical_id) is resource:
            del stack.resources[resource.logical_id]
    return stuck


def clean_up(stack: Stack, garbage: Iterable[Resource], kept: tuple[str, ...]) -> None:
    """Deletes what an update has left over; what cannot be deleted stays behind, and the update has succeeded."""
    delete_resources(stack, garbage, kept, ATTEMPTS)


def _delete(stack: Stack, resource: Resource, attempts: int) -> bool:
    about = (resource.logical_id, resource.physical_id, resource.type)
    for attempt in range(attempts):
        stack.add_event(*about, 'DELETE_IN_PROGRESS')
        try:
            delete_resource(stack, resource)
        except FAILURES as error:
            stack.add_event(*about, 'DELETE_FAILED', str(error))
            if attempt + 1 < attempts:
                with clock.resting():
                    clock.sleep(SECONDS_BETWEEN_ATTEMPTS)
        else:
            stack.add_event(*about, 'DELETE_COMPLETE')
            return True
    return False
