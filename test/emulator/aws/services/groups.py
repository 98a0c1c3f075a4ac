"""Auto Scaling groups: instances in all zones, a log of what was launched and terminated."""

from __future__ import annotations

import uuid
from collections import Counter
from typing import Any

from moto.autoscaling.models import ASG_NAME_TAG, FakeAutoScalingGroup, InstanceState
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import ActionResult
from moto.ec2.models import EC2Backend
from moto.elbv2.models import elbv2_backends

from .. import clock
from ..trace import note

GIGABYTES_OF_IMAGE = 8
_activities: dict[str, list[dict[str, Any]]] = {}


def install() -> None:
    """Mends moto's groups."""
    _mend_launch()
    _mend_scale_in()
    _mend_termination()
    AutoScalingResponse.describe_scaling_activities = _describe_scaling_activities


def _mend_launch() -> None:
    def launch(self: FakeAutoScalingGroup, count_needed: int, propagated_tags: dict[str, str]) -> None:
        tags = {**propagated_tags, ASG_NAME_TAG: self.name, **self.instance_tags}
        zone_of = _zones(self)
        for _ in range(count_needed):
            taken = Counter(zone_of[state.instance.subnet_id] for state in self.instance_states)
            subnet = min(zone_of, key=lambda candidate: taken[zone_of[candidate]])
            reservation = self.ec2_backend.run_instances(
                self.image_id,
                1,
                self.user_data,
                self.security_groups,
                instance_type=self.instance_type,
                is_instance_type_default=False,
                tags={'instance': tags},
                placement=zone_of[subnet],
                launch_template={
                    'LaunchTemplateId': self.ec2_launch_template.id,
                    'Version': self.launch_template_version,
                },
                block_device_mappings=_devices(self),
                subnet_id=subnet,
            )
            instance = reservation.instances[0]
            instance.autoscaling_group = self
            state = InstanceState(instance, protected_from_scale_in=self.new_instances_protected_from_scale_in)
            state.availability_zone = zone_of[subnet]
            self.instance_states.append(state)
            _log(self.name, f'Launching a new EC2 instance: {instance.id}')
        note(f'{self.name}: {len(self.instance_states)} instances of {self.image_id}')

    FakeAutoScalingGroup.replace_autoscaling_group_instances = launch


def _mend_scale_in() -> None:
    """moto terminates the first of its list: so those of the fullest zones are put there."""
    original = FakeAutoScalingGroup.set_desired_capacity

    def set_desired_capacity(self: FakeAutoScalingGroup, new_capacity: int | None) -> None:
        left, ordered = list(self.instance_states), []
        while left:
            taken = Counter(state.availability_zone for state in left)
            state = max(left, key=lambda candidate: taken[candidate.availability_zone])
            left.remove(state)
            ordered.append(state)
        self.instance_states = ordered
        original(self, new_capacity)

    FakeAutoScalingGroup.set_desired_capacity = set_desired_capacity


def _mend_termination() -> None:
    """A terminated instance is a target no longer; moto leaves it there, healthy."""
    original = EC2Backend.terminate_instances

    def terminate_instances(self: EC2Backend, instance_ids: list[str]) -> Any:
        result = original(self, instance_ids)
        for target_group in elbv2_backends[self.account_id][self.region_name].target_groups.values():
            target_group.deregister_terminated_instances(instance_ids)
        for instance, _ in result:
            group = getattr(instance, 'autoscaling_group', None)
            if group is not None:
                _log(group.name, f'Terminating EC2 instance: {instance.id}')
        return result

    EC2Backend.terminate_instances = terminate_instances


def _zones(group: FakeAutoScalingGroup) -> dict[str, str]:
    """The zone of each subnet of a group."""
    subnets = group.ec2_backend.describe_subnets(subnet_ids=group.vpc_zone_identifier.split(','))
    return {subnet.id: subnet.availability_zone for subnet in subnets}


def _devices(group: FakeAutoScalingGroup) -> list[dict[str, Any]]:
    """The volumes of the launch template; a size that it does not name is that of the image."""
    data = group.ec2_launch_template.get_version(group.launch_template_version).data
    sized = {'VolumeSize': GIGABYTES_OF_IMAGE}
    return [{**device, 'Ebs': {**sized, **device['Ebs']}} for device in data.get('BlockDeviceMappings', [])]


def _log(group: str, description: str) -> None:
    activity = {
        'ActivityId': str(uuid.uuid4()),
        'AutoScalingGroupName': group,
        'Description': description,
        'Cause': 'the difference between desired and actual capacity',
        'StartTime': clock.utcnow(),
        'EndTime': clock.utcnow(),
        'StatusCode': 'Successful',
        'Progress': 100,
    }
    _activities.setdefault(group, []).append(activity)


def _describe_scaling_activities(self: AutoScalingResponse) -> ActionResult:
    name = self._get_param('AutoScalingGroupName')
    chosen = _activities.get(name, []) if name else [item for items in _activities.values() for item in items]
    return ActionResult({'Activities': chosen[::-1]})
