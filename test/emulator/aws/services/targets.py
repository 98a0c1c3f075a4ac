"""Health of targets: a group in no rule is not checked, a new target is checked for a while, a release can be ill."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from moto.elbv2.models import ELBv2Backend, FakeHealthStatus, FakeTargetGroup, elbv2_backends

from .. import clock
from ..settings import SETTINGS


@dataclass
class Behaviour:
    """What servers of an image do."""

    healthy: bool = True
    status: int = 200
    # In real time, as the one who asks has a timeout in real time.
    delay_seconds: float = 0
    body: str = 'ok'


_behaviours: dict[str, Behaviour] = {}
_registered_at: dict[tuple[str, str], float] = {}
_used_since: dict[str, float] = {}


def backend() -> ELBv2Backend:
    """moto's load balancers, of the one account and region that there is."""
    return elbv2_backends[SETTINGS.account][SETTINGS.region]


def behaviour_of(image: str) -> Behaviour:
    """What servers of an image do, which can be changed."""
    return _behaviours.setdefault(image, Behaviour())


def image_of(instance_id: str) -> str:
    """The image that an instance was launched from."""
    instance = backend().ec2_backend.get_instance_by_id(instance_id)
    return instance.image_id if instance else ''


def forwards(rule: Any) -> list[tuple[str, int]]:
    """The target groups of a rule, with their weights."""
    found = []
    for action in rule.actions:
        config = action.data.get('ForwardConfig', {}).get('TargetGroups')
        single = action.data.get('TargetGroupArn')
        for group in config or ([{'TargetGroupArn': single}] if single else []):
            found.append((group['TargetGroupArn'], int(group.get('Weight', 1))))
    return found


def hosts(rule: Any) -> list[str]:
    """The host names that a rule is about."""
    return [value for item in rule.conditions for value in item.get('HostHeaderConfig', {}).get('Values', [])]


def healthy_targets(arn: str) -> list[str]:
    """The instances of a target group that would get requests."""
    group = backend().target_groups.get(arn)
    states = (
        [group.health_for({'Id': target}, backend().ec2_backend) for target in list(group.targets)] if group else []
    )
    return [state.instance_id for state in states if state.status == 'healthy']


def note_usage(_: str = '') -> None:
    """Remembers since when target groups are in a rule; to be called after every change of rules."""
    used = {arn for rule in rules() for arn, _ in forwards(rule)}
    for arn in set(_used_since) - used:
        del _used_since[arn]
    for arn in used - set(_used_since):
        _used_since[arn] = clock.time()


def rules() -> list[Any]:
    """All rules of all listeners, the default ones, too."""
    listeners = [
        item for balancer in list(backend().load_balancers.values()) for item in list(balancer.listeners.values())
    ]
    return [rule for listener in listeners for rule in list(listener.rules.values())]


def install() -> None:
    """Mends moto's target health."""
    registered = FakeTargetGroup.register

    def register(self: FakeTargetGroup, targets: list[dict[str, Any]]) -> None:
        registered(self, targets)
        for target in targets:
            _registered_at.setdefault((self.arn, target['Id']), clock.time())

    FakeTargetGroup.register = register
    original = FakeTargetGroup.health_for

    def health_for(self: FakeTargetGroup, target: dict[str, Any], ec2_backend: Any) -> FakeHealthStatus:
        health = original(self, target, ec2_backend)
        if health.status == 'healthy':
            health.status, health.reason, health.description = _judged(self, target['Id'])
        return health

    FakeTargetGroup.health_for = health_for


def _judged(group: FakeTargetGroup, target: str) -> tuple[str, str | None, str | None]:
    if group.arn not in _used_since:
        return 'unused', 'Target.NotInUse', 'Target group is not configured to receive traffic from the load balancer'
    since = max(_used_since[group.arn], _registered_at.get((group.arn, target), 0))
    checks = int(group.health_check_interval_seconds) * int(group.healthy_threshold_count)
    if SETTINGS.warm_up and clock.time() < since + checks:
        return 'initial', 'Elb.InitialHealthChecking', 'Initial health checks in progress'
    if not behaviour_of(image_of(target)).healthy:
        return 'unhealthy', 'Target.ResponseCodeMismatch', 'Health checks failed with these codes: [503]'
    return 'healthy', None, None
