"""A stack: what it consists of, what is known about it, and what happened to it."""

from __future__ import annotations

import datetime
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .. import clock
from ..settings import SETTINGS
from ..trace import note
from .errors import ResourceError

STACK_TYPE = 'AWS::CloudFormation::Stack'
_observers: list[Callable[[str], None]] = []


def on_event(observer: Callable[[str], None]) -> None:
    """Has a function called with the description of every event of every stack."""
    _observers.append(observer)


@dataclass
class Resource:
    """A resource that exists, with the properties that it was given last."""

    logical_id: str
    type: str
    properties: dict[str, Any]
    physical_id: str
    attributes: dict[str, Any] = field(default_factory=dict)
    deletion_policy: str = 'Delete'
    replacement_policy: str = 'Delete'
    depends_on: set[str] = field(default_factory=set)
    status: str = ''
    status_reason: str | None = None
    updated_at: datetime.datetime = field(default_factory=clock.utcnow)

    def attribute(self, name: str | None) -> Any:
        """What Ref (without a name) or Fn::GetAtt gives."""
        if name is None:
            return self.physical_id
        if name not in self.attributes:
            raise ResourceError(f'not emulated: attribute {name} of {self.type}, on {self.logical_id}')
        return self.attributes[name]


@dataclass
class Stack:
    """A stack by its name; a name can have been used before."""

    name: str
    stack_id: str = ''
    status: str = 'REVIEW_IN_PROGRESS'
    status_reason: str | None = None
    body: str = ''
    template: dict[str, Any] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    role: str | None = None
    resources: dict[str, Resource] = field(default_factory=dict)
    outputs: list[dict[str, str]] = field(default_factory=list)
    imports: set[str] = field(default_factory=set)
    events: list[dict[str, Any]] = field(default_factory=list)
    rollback_disabled: bool = False
    protected: bool = False
    cancelled: threading.Event = field(default_factory=threading.Event)
    created_at: datetime.datetime = field(default_factory=clock.utcnow)
    updated_at: datetime.datetime | None = None
    deleted_at: datetime.datetime | None = None

    def __post_init__(self) -> None:
        prefix = f'arn:aws:cloudformation:{SETTINGS.region}:{SETTINGS.account}'
        self.stack_id = self.stack_id or f'{prefix}:stack/{self.name}/{uuid.uuid4()}'

    @property
    def is_busy(self) -> bool:
        return self.status.endswith('_IN_PROGRESS') and self.status != 'REVIEW_IN_PROGRESS'

    def set_status(self, status: str, reason: str | None = None) -> None:
        """Enters a status, which is an event, too."""
        # Whoever hears of the event may look at the stack at once.
        self.status, self.status_reason = status, reason
        if status.startswith('UPDATE') and status.endswith('_IN_PROGRESS'):
            self.updated_at = clock.utcnow()
        self.add_event(self.name, self.stack_id, STACK_TYPE, status, reason)

    def add_event(self, logical_id: str, physical_id: str, kind: str, status: str, reason: str | None = None) -> None:
        """Records what happened to a resource, or to the stack as a whole."""
        resource = self.resources.get(logical_id)
        if resource is not None and kind != STACK_TYPE:
            resource.status, resource.status_reason, resource.updated_at = status, reason, clock.utcnow()
        event = {
            'StackId': self.stack_id,
            'StackName': self.name,
            'EventId': str(uuid.uuid4()),
            'LogicalResourceId': logical_id,
            'PhysicalResourceId': physical_id,
            'ResourceType': kind,
            'ResourceStatus': status,
            'ResourceStatusReason': reason,
            'Timestamp': clock.utcnow(),
        }
        self.events.append(event)
        what = f'{self.name} {status} {kind} {logical_id}'
        note(f'{what}: {reason}' if reason else what)
        for observer in _observers:
            observer(what)
