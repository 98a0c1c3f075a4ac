"""What a load balancer would report of a minute, for tests: nobody sends that many requests here."""

from __future__ import annotations

import datetime
from typing import Any

from .. import clock
from ..api import call
from ..load_balancer import NAMESPACE, is_production
from ..services import targets

# The metrics of a target group, by what a test calls them. Latencies are in seconds, one for each answer.
COUNTS = {
    'requests': 'RequestCount',
    'answered2xx': 'HTTPCode_Target_2XX_Count',
    'answered3xx': 'HTTPCode_Target_3XX_Count',
    'answered4xx': 'HTTPCode_Target_4XX_Count',
    'answered5xx': 'HTTPCode_Target_5XX_Count',
    'refused': 'TargetConnectionErrorCount',
}
LATENCIES = 'latencies'
# Of the load balancer itself, which does not tell the target group.
OF_BALANCER = {'loadBalancer5xx': 'HTTPCode_ELB_5XX_Count'}
# What the data of one call may have.
VALUES_PER_CALL = 150


def put(host: str, minute: float | None, target_group: str | None, figures: dict[str, Any]) -> dict[str, Any]:
    """Reports figures of the live release of a host, or of another target group, and says of which and when."""
    unknown = set(figures) - {*COUNTS, *OF_BALANCER, LATENCIES}
    if unknown:
        raise ValueError(f'{sorted(unknown)} is nothing that a load balancer reports')
    balancer, live = _live(host)
    group = target_group or live
    # The current one, if the test does not care.
    at = int(clock.time() if minute is None else minute) // 60 * 60
    of_balancer = [{'Name': 'LoadBalancer', 'Value': balancer.split('loadbalancer/')[1]}]
    of_group = [*of_balancer, {'Name': 'TargetGroup', 'Value': group.split(':')[-1]}]
    time = datetime.datetime.fromtimestamp(at, datetime.timezone.utc)
    data = [
        {'MetricName': metric, 'Dimensions': dimensions, 'Timestamp': time, 'Value': figures[name], 'Unit': 'Count'}
        for names, dimensions in ((COUNTS, of_group), (OF_BALANCER, of_balancer))
        for name, metric in names.items()
        # Nothing is reported of what did not happen.
        if figures.get(name)
    ]
    latencies = figures.get(LATENCIES, [])
    for first in range(0, len(latencies), VALUES_PER_CALL):
        values = latencies[first : first + VALUES_PER_CALL]
        timed = {'MetricName': 'TargetResponseTime', 'Dimensions': of_group, 'Timestamp': time, 'Unit': 'Seconds'}
        data.append({**timed, 'Values': values})
    if data:
        call('cloudwatch', 'PutMetricData', Namespace=NAMESPACE, MetricData=data)
    return {'minute': at, 'loadBalancer': balancer, 'targetGroup': group}


def _live(host: str) -> tuple[str, str]:
    """The load balancer, and the target group that most users of a host are led to."""
    for balancer in list(targets.backend().load_balancers.values()):
        for listener in filter(is_production, list(balancer.listeners.values())):
            for rule in list(listener.rules.values()):
                if host in targets.hosts(rule):
                    return balancer.arn, max(targets.forwards(rule), key=lambda forward: forward[1])[0]
    raise ValueError(f'no production rule is about {host}')
