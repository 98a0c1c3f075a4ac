"""
What must always hold: users reach healthy servers in every zone.

In words: each target group with a weight in a rule of the production listener has a healthy target in each zone that
its Auto Scaling group spans. It is looked at after every event of CloudFormation, after every change of rules, targets
or groups, and every few seconds, because targets become healthy or ill by themselves.
"""

from __future__ import annotations

import threading
import traceback
from typing import Any

from moto.autoscaling.models import autoscaling_backends

from . import clock
from .load_balancer import is_production
from .services import targets
from .settings import SETTINGS
from .trace import note

SECONDS_BETWEEN_LOOKS = 15
_lock = threading.RLock()
_timeline: list[dict[str, Any]] = []
_violations: list[dict[str, Any]] = []
_samples = 0


def sample(occasion: str) -> None:
    """Looks once. Only what differs from the last look is kept."""
    global _samples
    with _lock:
        _samples += 1
        try:
            seen = _look()
        except Exception:  # pylint: disable=broad-except
            # Not to have looked is as bad as to have seen it broken.
            _violations.append({'occasion': occasion, 'error': traceback.format_exc()})
            return
        broken = [rule for rule in seen if any(group['lacking'] for group in rule['groups'])]
        entry = {'time': f'{clock.utcnow():%H:%M:%S}', 'occasion': occasion, 'rules': seen}
        if not _timeline or _timeline[-1]['rules'] != seen:
            _timeline.append(entry)
        if broken:
            note(f'INVARIANT BROKEN at {occasion}: {broken}')
            _violations.append(entry)


def watch() -> None:
    """Looks again and again."""

    def look() -> None:
        while True:
            clock.sleep(SECONDS_BETWEEN_LOOKS)
            sample('time passes')

    threading.Thread(target=look, daemon=True, name='invariant').start()


def report() -> dict[str, Any]:
    """How often it was looked at, when it did not hold, and how the weights and targets went."""
    return {'samples': _samples, 'violations': _violations, 'timeline': _timeline}


def _look() -> list[dict[str, Any]]:
    seen = []
    for balancer in list(targets.backend().load_balancers.values()):
        for listener in filter(is_production, list(balancer.listeners.values())):
            for rule in list(listener.rules.values()):
                weighted = [(arn, weight) for arn, weight in targets.forwards(rule) if weight > 0]
                if weighted:
                    groups = [_group(arn, weight) for arn, weight in weighted]
                    seen.append({'priority': str(rule.priority), 'groups': groups})
    return seen


def _group(arn: str, weight: int) -> dict[str, Any]:
    instances = targets.backend().ec2_backend
    zones = _zones(arn)
    healthy = {zone: 0 for zone in zones}
    for target in targets.healthy_targets(arn):
        zone = instances.get_instance_by_id(target).placement.zone
        healthy[zone] = healthy.get(zone, 0) + 1
    lacking = [zone for zone in zones if not healthy[zone]] or ([] if zones else ['no Auto Scaling group'])
    return {'targetGroup': arn.split(':')[-1], 'weight': weight, 'healthy': healthy, 'lacking': lacking}


def _zones(arn: str) -> list[str]:
    groups = autoscaling_backends[SETTINGS.account][SETTINGS.region].autoscaling_groups.values()
    return sorted(
        {zone for group in list(groups) if arn in group.target_group_arns for zone in group.availability_zones}
    )
