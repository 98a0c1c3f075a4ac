"""Which target groups a load balancer has, which is a matter of rules alone, and their tags."""

from __future__ import annotations

from typing import Any

from moto.elbv2.exceptions import TargetGroupNotFoundError, ValidationError
from moto.elbv2.models import ELBv2Backend, FakeTargetGroup

from . import targets

MOST_PER_CALL = 20


def install() -> None:
    """Mends what is described."""
    # moto enters it when a rule is made, and not when one is changed or deleted.
    FakeTargetGroup.load_balancer_arns = property(_load_balancers_of, lambda self, value: None)
    described, tags_of = ELBv2Backend.describe_target_groups, ELBv2Backend.describe_tags

    def describe_target_groups(self: ELBv2Backend, load_balancer_arn: str | None, *rest: Any, **more: Any) -> Any:
        try:
            return described(self, load_balancer_arn, *rest, **more)
        except TargetGroupNotFoundError:
            if load_balancer_arn:
                # None is an answer; only one that is named can be missing.
                return []
            raise

    def describe_tags(self: ELBv2Backend, resource_arns: list[str]) -> dict[str, dict[str, str]]:
        if len(resource_arns) > MOST_PER_CALL:
            raise ValidationError(f'Tags of at most {MOST_PER_CALL} resources are described at once')
        for arn in resource_arns:
            # Those of something that is gone fail the call.
            self._get_resource_by_arn(arn)
        return tags_of(self, resource_arns)

    ELBv2Backend.describe_target_groups = describe_target_groups
    ELBv2Backend.describe_tags = describe_tags


def _load_balancers_of(group: FakeTargetGroup) -> list[str]:
    return [
        balancer.arn
        for balancer in list(targets.backend().load_balancers.values())
        if any(
            group.arn == arn
            for listener in list(balancer.listeners.values())
            for rule in list(listener.rules.values())
            for arn, _ in targets.forwards(rule)
        )
    ]
