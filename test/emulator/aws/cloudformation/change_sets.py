"""Change sets: templates that wait to be executed."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from moto.cloudformation.exceptions import CloudFormationError

from .. import clock
from ..settings import SETTINGS
from .schema import create_only
from .stack import Stack
from .template import parse


class ChangeSetNotFound(CloudFormationError):
    """By this code, the command line knows that there is nothing to be cleaned up."""

    code = 'ChangeSetNotFound'


@dataclass
class ChangeSet:
    """A template that waits to be executed."""

    name: str
    stack: Stack
    body: str
    parameters: dict[str, str]
    tags: dict[str, str]
    arn: str = ''
    is_executed: bool = False
    created_at: Any = field(default_factory=clock.utcnow)

    def __post_init__(self) -> None:
        self.arn = f'arn:aws:cloudformation:{SETTINGS.region}:{SETTINGS.account}:changeSet/{self.name}/{uuid.uuid4()}'

    @property
    def is_empty(self) -> bool:
        before = (self.stack.template, self.stack.parameters, self.stack.tags)
        return before == (parse(self.body), self.parameters, self.tags)

    def keep(self) -> None:
        """Lets it be found."""
        _change_sets.append(self)

    def drop(self) -> None:
        """Lets it be found no more."""
        _change_sets.remove(self)

    def changes(self) -> list[dict[str, Any]]:
        """What would be added, modified and removed, by the templates as written."""
        before, after = self.stack.template.get('Resources', {}), parse(self.body)['Resources']
        changes = []
        for logical_id in [*after, *(name for name in before if name not in after)]:
            old, new = before.get(logical_id), after.get(logical_id)
            if old == new:
                continue
            action = 'Add' if old is None else 'Remove' if new is None else 'Modify'
            change = {'Action': action, 'LogicalResourceId': logical_id, 'ResourceType': (new or old)['Type']}
            if old and new:
                replaced = any(
                    old.get('Properties', {}).get(name) != new.get('Properties', {}).get(name)
                    for name in create_only(new['Type'])
                )
                change['Replacement'] = 'True' if replaced else 'False'
            changes.append({'Type': 'Resource', 'ResourceChange': change})
        return changes


_change_sets: list[ChangeSet] = []


def find_change_set(name: str, stack_name: str | None) -> ChangeSet:
    """The youngest change set of this ARN, or of this name and stack."""
    for change_set in reversed(_change_sets):
        of_stack = stack_name in (None, change_set.stack.name, change_set.stack.stack_id)
        if name == change_set.arn or (name == change_set.name and of_stack):
            return change_set
    raise ChangeSetNotFound(f'ChangeSet [{name}] does not exist')
