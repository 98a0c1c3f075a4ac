"""The stacks of the account, and the operations on them, which the API only starts: each is a thread of its own."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from typing import Any

from .. import clock
from ..trace import note
from .deletion import RETAINED, delete_resources
from .deployment import Deployment
from .stack import Stack

_stacks: list[Stack] = []
defects: list[str] = []


def stacks(with_deleted: bool = False) -> list[Stack]:
    """All stacks, youngest first."""
    return [stack for stack in reversed(_stacks) if with_deleted or not stack.deleted_at]


def find(name_or_id: str) -> Stack | None:
    """The stack of a name, or of an id; only the latter finds a deleted one."""
    by_id = [stack for stack in _stacks if stack.stack_id == name_or_id]
    by_name = [stack for stack in stacks() if stack.name == name_or_id]
    return next(iter([*by_id, *by_name]), None)


def add(stack: Stack) -> Stack:
    """A stack that does not exist yet."""
    _stacks.append(stack)
    return stack


def exports() -> dict[str, str]:
    """What all stacks export."""
    outputs = [output for stack in stacks() for output in stack.outputs]
    return {output['ExportName']: output['OutputValue'] for output in outputs if 'ExportName' in output}


def user_of(export: str) -> str | None:
    """A stack that imports an export."""
    return next((stack.name for stack in stacks() if export in stack.imports), None)


def deploy(stack: Stack, body: str, parameters: dict[str, str], tags: dict[str, str]) -> None:
    """Starts a creation or an update."""
    stack.cancelled.clear()
    stack.set_status('UPDATE_IN_PROGRESS' if stack.template else 'CREATE_IN_PROGRESS', 'User Initiated')
    _in_background(stack, lambda: Deployment(stack, exports, user_of).run(body, parameters, tags))


def delete(stack: Stack) -> None:
    """Starts a deletion."""
    used = [(name, user_of(name)) for name in (output.get('ExportName', '') for output in stack.outputs)]
    in_use = next(((name, user) for name, user in used if name and user and user != stack.name), None)
    stack.set_status('DELETE_IN_PROGRESS', 'User Initiated')
    if in_use:
        stack.set_status('DELETE_FAILED', f'Export {in_use[0]} cannot be deleted as it is in use by {in_use[1]}')
        return
    _in_background(stack, lambda: _delete(stack))


def _delete(stack: Stack) -> None:
    stuck = delete_resources(stack, list(stack.resources.values()), RETAINED)
    if stuck:
        stack.set_status('DELETE_FAILED', f'The following resource(s) failed to delete: [{", ".join(stuck)}].')
        return
    stack.deleted_at = clock.utcnow()
    stack.outputs, stack.imports = [], set()
    stack.set_status('DELETE_COMPLETE')


def _in_background(stack: Stack, work: Callable[[], Any]) -> None:
    def run() -> None:
        try:
            with clock.working():
                work()
        except Exception:  # pylint: disable=broad-except
            # A defect of the emulator must not look like a deployment that takes long.
            defects.append(traceback.format_exc())
            note(defects[-1])
            stack.set_status(stack.status.replace('_IN_PROGRESS', '_FAILED'), f'defect of the emulator: {defects[-1]}')

    threading.Thread(target=run, name=stack.name, daemon=True).start()
