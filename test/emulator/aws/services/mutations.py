"""Every change of what decides where requests go, for those who watch."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from moto.autoscaling.models import AutoScalingBackend
from moto.elbv2.models import ELBv2Backend

_OPERATIONS = {
    ELBv2Backend: (
        'create_rule',
        'modify_rule',
        'delete_rule',
        'set_rule_priorities',
        'create_listener',
        'modify_listener',
        'delete_listener',
        'register_targets',
        'deregister_targets',
        'delete_target_group',
    ),
    AutoScalingBackend: (
        'create_auto_scaling_group',
        'update_auto_scaling_group',
        'delete_auto_scaling_group',
        'set_desired_capacity',
        'detach_instances',
        'terminate_instance',
    ),
}
_observers: list[Callable[[str], None]] = []


def on_change(observer: Callable[[str], None]) -> None:
    """Has a function called with the name of every operation that has changed something."""
    _observers.append(observer)


def install() -> None:
    """Wraps moto's operations."""
    for backend, names in _OPERATIONS.items():
        for name in names:
            setattr(backend, name, _observed(getattr(backend, name)))


def _observed(operation: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(operation)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        try:
            return operation(*args, **kwargs)
        finally:
            for observer in _observers:
                observer(operation.__name__)

    return wrapped
