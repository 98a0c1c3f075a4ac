"""Taking a failed operation back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .deletion import clean_up, delete_resources
from .dispatch import FAILURES, update_resource
from .errors import NotEmulated
from .stack import Resource, Stack
from .template import order


@dataclass
class Change:
    """What an operation did to one resource."""

    logical_id: str
    # What was there before; nothing, if the resource is new.
    old: Resource | None
    # The properties that it should get, and what it became; nothing, if that failed.
    properties: dict[str, Any]
    new: Resource | None = None
    # Whether there are now two: the old one goes in the clean-up.
    replaced: bool = False


def roll_back_creation(stack: Stack, reason: str) -> None:
    """Deletes what a failed creation has made."""
    stack.set_status('ROLLBACK_IN_PROGRESS', f'{reason} Rollback requested by user.')
    stuck = delete_resources(stack, list(stack.resources.values()), kept=('Retain',))
    stack.set_status('ROLLBACK_FAILED' if stuck else 'ROLLBACK_COMPLETE')


def roll_back_update(stack: Stack, changes: list[Change], reason: str) -> None:
    """
    Gives back their old properties to the resources that the update has touched, and only to those.

    It goes in the order of any update, the old template's. New resources are deleted when all that is done.
    """
    # The status comes before the events that custom resources get: it is how they tell a rollback from an update.
    stack.set_status('UPDATE_ROLLBACK_IN_PROGRESS', reason)
    touched = {change.logical_id: change for change in changes}
    garbage = [change.new for change in changes if change.new and (change.replaced or change.old is None)]
    for change in changes:
        if change.old is None:
            stack.resources.pop(change.logical_id, None)
        elif change.replaced:
            stack.resources[change.logical_id] = change.old
    stuck = []
    for logical_id in order(stack.template, list(stack.resources)):
        change = touched.get(logical_id)
        if change and change.old and not change.replaced and not _restore(stack, change, change.old):
            stuck.append(logical_id)
    if stuck:
        stack.set_status('UPDATE_ROLLBACK_FAILED', f'The following resource(s) failed to update: [{", ".join(stuck)}].')
        return
    stack.set_status('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS')
    clean_up(stack, garbage, kept=())
    stack.set_status('UPDATE_ROLLBACK_COMPLETE')


def _restore(stack: Stack, change: Change, old: Resource) -> bool:
    about = (old.logical_id, old.physical_id, old.type)
    current = change.new or Resource(old.logical_id, old.type, change.properties, old.physical_id, old.attributes)
    stack.add_event(*about, 'UPDATE_IN_PROGRESS')
    try:
        restored = update_resource(stack, current, old.properties)
    except NotEmulated as error:
        if change.new is not None:
            stack.add_event(*about, 'UPDATE_FAILED', str(error))
            return False
        # It was not changed in the first place.
        restored = old
    except FAILURES as error:
        stack.add_event(*about, 'UPDATE_FAILED', str(error))
        return False
    restored.depends_on, restored.deletion_policy = old.depends_on, old.deletion_policy
    restored.replacement_policy = old.replacement_policy
    stack.resources[old.logical_id] = restored
    stack.add_event(*about, 'UPDATE_COMPLETE')
    return True
