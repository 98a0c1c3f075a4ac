"""Target groups: their tags, whose they are, and what tests can let them report."""

import datetime
import unittest
from typing import Any

from botocore.exceptions import ClientError

from aws.tests.emulated import DeploymentTestCase, client, control, declared

HOST = 'checkout.shop.internal'
MINUTE = 1_800_000_000


def target_group(*tags: tuple[str, str], **properties: Any) -> dict[str, Any]:
    given = {
        'Port': 8080,
        'Protocol': 'HTTP',
        'VpcId': {'Ref': 'Network'},
        'Tags': [{'Key': key, 'Value': value} for key, value in tags],
        **properties,
    }
    return declared('AWS::ElasticLoadBalancingV2::TargetGroup', **given)


def entrance(**weights: int) -> dict[str, Any]:
    """A load balancer with one rule, which leads to target groups by their weights."""
    shares = [{'TargetGroupArn': {'Ref': name}, 'Weight': weight} for name, weight in weights.items()]
    resources = {
        'Network': declared('AWS::EC2::VPC', CidrBlock='10.0.0.0/16'),
        'First': declared(
            'AWS::EC2::Subnet', VpcId={'Ref': 'Network'}, CidrBlock='10.0.0.0/24', AvailabilityZone='eu-west-1a'
        ),
        'Second': declared(
            'AWS::EC2::Subnet', VpcId={'Ref': 'Network'}, CidrBlock='10.0.1.0/24', AvailabilityZone='eu-west-1b'
        ),
        'Balancer': declared(
            'AWS::ElasticLoadBalancingV2::LoadBalancer',
            Scheme='internal',
            Subnets=[{'Ref': 'First'}, {'Ref': 'Second'}],
            Type='application',
        ),
        'Listener': declared(
            'AWS::ElasticLoadBalancingV2::Listener',
            LoadBalancerArn={'Ref': 'Balancer'},
            Port=443,
            Protocol='HTTP',
            DefaultActions=[{'Type': 'fixed-response', 'FixedResponseConfig': {'StatusCode': '404'}}],
        ),
    }
    rule = declared(
        'AWS::ElasticLoadBalancingV2::ListenerRule',
        ListenerArn={'Ref': 'Listener'},
        Priority=1,
        Conditions=[{'Field': 'host-header', 'HostHeaderConfig': {'Values': [HOST]}}],
        Actions=[{'Type': 'forward', 'ForwardConfig': {'TargetGroups': shares}}],
    )
    return {**resources, **({'Rule': rule} if shares else {})}


def tags_of(arn: str) -> dict[str, str]:
    [found] = client('elbv2').describe_tags(ResourceArns=[arn])['TagDescriptions']
    return {tag['Key']: tag['Value'] for tag in found['Tags']}


def groups_of(balancer: str) -> list[str]:
    found = client('elbv2').describe_target_groups(LoadBalancerArn=balancer)['TargetGroups']
    return sorted(group['TargetGroupArn'] for group in found)


class TargetGroupTest(DeploymentTestCase):
    def test_has_its_tags_changed_in_place(self) -> None:
        network = entrance()
        before = self.deploy(
            **network, Group=target_group(('golden-path:host', HOST), ('golden-path:latency-objective', '0.3'))
        )
        self.assertEqual(
            tags_of(before['Group']), {'golden-path:host': HOST, 'golden-path:latency-objective': '0.3'}
        )
        after = self.deploy(
            **network, Group=target_group(('golden-path:latency-objective', '0.5'), ('golden-path:release', 'abc'))
        )
        self.assertEqual(before['Group'], after['Group'])
        self.assertEqual(
            tags_of(after['Group']), {'golden-path:latency-objective': '0.5', 'golden-path:release': 'abc'}
        )
        self.deploy(**network, Group=target_group(HealthCheckPath='/healthz'))
        self.assertEqual(tags_of(after['Group']), {})

    def test_belongs_to_the_load_balancer_whose_rules_lead_to_it(self) -> None:
        groups = {'Old': target_group(), 'New': target_group()}
        ids = self.deploy(**entrance(), **groups)
        self.assertEqual(groups_of(ids['Balancer']), [])
        self.deploy(**entrance(Old=1), **groups)
        self.assertEqual(groups_of(ids['Balancer']), [ids['Old']])
        self.deploy(**entrance(Old=90, New=0), **groups)
        self.assertEqual(groups_of(ids['Balancer']), sorted([ids['Old'], ids['New']]))
        self.deploy(**entrance(New=1), **groups)
        self.assertEqual(groups_of(ids['Balancer']), [ids['New']])
        [group] = client('elbv2').describe_target_groups(TargetGroupArns=[ids['Old']])['TargetGroups']
        self.assertEqual(group['LoadBalancerArns'], [])

    def test_fails_whoever_asks_for_tags_of_one_that_is_gone(self) -> None:
        ids = self.deploy(**entrance(), Group=target_group())
        self.deploy(**entrance())
        with self.assertRaises(ClientError) as refused:
            client('elbv2').describe_tags(ResourceArns=[ids['Balancer'], ids['Group']])
        self.assertEqual(refused.exception.response['Error']['Code'], 'TargetGroupNotFound')
        with self.assertRaisesRegex(ClientError, 'Tags of at most 20 resources'):
            client('elbv2').describe_tags(ResourceArns=[ids['Balancer']] * 21)

    def test_refuses_a_property_that_nobody_has_thought_of(self) -> None:
        self.assertIn(
            'Unknown parameter in input: "Volume"', self.refused(**entrance(), Group=target_group(Volume=11))
        )


class TrafficTest(DeploymentTestCase):
    def asked(self, ids: dict[str, str], group: str, name: str, stat: str) -> list[float]:
        dimensions = [{'Name': 'LoadBalancer', 'Value': ids['Balancer'].split('loadbalancer/')[1]}]
        if group:
            dimensions.append({'Name': 'TargetGroup', 'Value': ids[group].split(':')[-1]})
        metric = {'Namespace': 'AWS/ApplicationELB', 'MetricName': name, 'Dimensions': dimensions}
        start = datetime.datetime.fromtimestamp(MINUTE, datetime.timezone.utc)
        [answer] = client('cloudwatch').get_metric_data(
            MetricDataQueries=[{'Id': 'm', 'MetricStat': {'Metric': metric, 'Period': 60, 'Stat': stat}}],
            StartTime=start,
            EndTime=start + datetime.timedelta(minutes=1),
        )['MetricDataResults']
        return answer['Values']

    def test_is_reported_of_the_live_release(self) -> None:
        ids = self.deploy(**entrance(Old=10, New=90), Old=target_group(), New=target_group())
        told = control(
            'traffic',
            host=HOST,
            minute=MINUTE + 59,
            requests=200,
            answered2xx=190,
            answered5xx=4,
            refused=1,
            loadBalancer5xx=3,
            latencies=[0.1] * 180 + [0.5] * 14,
        )
        self.assertEqual(told, {'minute': MINUTE, 'loadBalancer': ids['Balancer'], 'targetGroup': ids['New']})
        for name, stat, value in (
            ('RequestCount', 'Sum', 200),
            ('HTTPCode_Target_2XX_Count', 'Sum', 190),
            ('HTTPCode_Target_5XX_Count', 'Sum', 4),
            ('TargetConnectionErrorCount', 'Sum', 1),
            ('TargetResponseTime', 'SampleCount', 194),
            ('TargetResponseTime', 'TC(0.3:)', 14),
            ('TargetResponseTime', 'p50', 0.1),
            ('TargetResponseTime', 'p99', 0.5),
        ):
            with self.subTest(name, stat=stat):
                self.assertEqual(self.asked(ids, 'New', name, stat), [value])
        self.assertEqual(self.asked(ids, '', 'HTTPCode_ELB_5XX_Count', 'Sum'), [3])
        self.assertEqual(self.asked(ids, 'New', 'HTTPCode_Target_3XX_Count', 'Sum'), [])
        self.assertEqual(self.asked(ids, 'Old', 'RequestCount', 'Sum'), [])

    def test_is_reported_of_another_release_if_a_test_names_one(self) -> None:
        ids = self.deploy(**entrance(Old=10, New=90), Old=target_group(), New=target_group())
        control('traffic', host=HOST, minute=MINUTE, targetGroup=ids['Old'], requests=5)
        self.assertEqual(self.asked(ids, 'Old', 'RequestCount', 'Sum'), [5])

    def test_must_be_what_load_balancers_report(self) -> None:
        self.deploy(**entrance(Old=1), Old=target_group())
        with self.assertRaisesRegex(AssertionError, r"\['volume'\] is nothing that a load balancer reports"):
            control('traffic', host=HOST, volume=11)
        with self.assertRaisesRegex(AssertionError, 'no production rule is about nobody.shop.internal'):
            control('traffic', host='nobody.shop.internal')


if __name__ == '__main__':
    unittest.main()
