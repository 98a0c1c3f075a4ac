"""What answers on the listeners of load balancers: rules by host, target groups by weight, servers by their release."""

from __future__ import annotations

import fnmatch
import random
import time
from typing import Any
from urllib.parse import urlsplit

from . import https_server
from .api import client
from .services import targets
from .settings import SETTINGS
from .trace import note

NAMESPACE = 'AWS/ApplicationELB'


def follow_listeners(_: str = '') -> None:
    """Opens a port for each listener that has none; to be called after every change of listeners."""
    wanted = {
        f'{balancer.dns_name.lower()}:{listener.port}': (balancer, listener)
        for balancer in list(targets.backend().load_balancers.values())
        for listener in list(balancer.listeners.values())
    }
    for key, (balancer, listener) in wanted.items():
        if key not in https_server.served():
            https_server.serve(balancer.dns_name, int(listener.port), _Listener(balancer, listener.arn).answer)
    for key in https_server.served():
        name, port = key.rsplit(':', 1)
        if name.endswith('.elb.amazonaws.com') and key not in wanted:
            https_server.stop_serving(name, int(port))


class _Listener:
    def __init__(self, balancer: Any, arn: str) -> None:
        self.balancer = balancer
        self.arn = arn

    def answer(self, method: str, path: str, headers: dict[str, str], _: bytes) -> tuple[int, bytes]:
        listener = self.balancer.listeners[self.arn]
        host = headers.get('host', '').split(':')[0].lower()
        numbered = [rule for rule in list(listener.rules.values()) if not rule.is_default]
        ordered = sorted(numbered, key=lambda rule: int(rule.priority))
        rule = next((rule for rule in ordered if _matches(rule, host, urlsplit(path).path)), None)
        actions = rule.actions if rule else listener.default_actions
        status, body = self._act(rule, actions)
        note(f'{method} https://{host}:{listener.port}{path}: {status}')
        return status, body.encode()

    def _act(self, rule: Any, actions: list[Any]) -> tuple[int, str]:
        action = actions[-1]
        if action.type == 'fixed-response':
            config = action.data['FixedResponseConfig']
            return int(config['StatusCode']), config.get('MessageBody', '')
        weighted = [(arn, weight) for arn, weight in targets.forwards(rule) if weight > 0]
        if not weighted:
            return 503, 'no target group with a weight'
        arn = random.choices([arn for arn, _ in weighted], [weight for _, weight in weighted])[0]
        healthy = targets.healthy_targets(arn)
        if not healthy:
            return 503, 'no healthy target'
        behaviour = targets.behaviour_of(targets.image_of(random.choice(healthy)))
        time.sleep(behaviour.delay_seconds)
        self._measure(arn, behaviour)
        return behaviour.status, behaviour.body

    def _measure(self, arn: str, behaviour: targets.Behaviour) -> None:
        """The metrics of a request, which the release gate reads to see whether there is traffic."""
        dimensions = [
            {'Name': 'LoadBalancer', 'Value': self.balancer.arn.split('loadbalancer/')[1]},
            {'Name': 'TargetGroup', 'Value': arn.split(':')[-1]},
        ]
        values = {'RequestCount': 1.0, 'TargetResponseTime': behaviour.delay_seconds}
        if behaviour.status >= 500:
            values['HTTPCode_Target_5XX_Count'] = 1.0
        data = [{'MetricName': name, 'Value': value, 'Dimensions': dimensions} for name, value in values.items()]
        client('cloudwatch').put_metric_data(Namespace=NAMESPACE, MetricData=data)


def _matches(rule: Any, host: str, path: str) -> bool:
    subjects = {'host-header': ('HostHeaderConfig', host), 'path-pattern': ('PathPatternConfig', path)}
    for condition in rule.conditions:
        key, subject = subjects.get(condition['Field'], (None, ''))
        if key is None:
            note(f'not emulated: condition {condition["Field"]} of a rule')
            return False
        patterns = condition.get('Values') or condition.get(key, {}).get('Values', [])
        if not any(
            fnmatch.fnmatchcase(subject, pattern.lower() if key == 'HostHeaderConfig' else pattern)
            for pattern in patterns
        ):
            return False
    return True


def is_production(listener: Any) -> bool:
    """Whether users come in here."""
    return int(listener.port) == SETTINGS.production_port
