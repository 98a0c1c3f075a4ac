"""Objectives of Application Signals."""

import unittest
from typing import Any

from aws.tests.emulated import ACCOUNT, REGION, DeploymentTestCase, control, declared

NAME = 'shop.internal checkout availability'


def queried(stat: str) -> list[dict[str, Any]]:
    dimensions = [{'Name': 'Host', 'Value': 'checkout.shop.internal'}]
    metric = {'Namespace': 'GoldenPath/Service', 'MetricName': 'Failures', 'Dimensions': dimensions}
    return [{'Id': 'm', 'MetricStat': {'Metric': metric, 'Period': 60, 'Stat': stat}, 'ReturnData': True}]


def objective(**properties: Any) -> dict[str, Any]:
    counted = {
        'TotalRequestCountMetric': queried('SampleCount'),
        'MonitoredRequestCountMetric': {'BadCountMetric': queried('Sum')},
    }
    given = {
        'Name': NAME,
        'Description': 'nobody is turned away',
        'RequestBasedSli': {'RequestBasedSliMetric': counted},
        'Goal': {
            'AttainmentGoal': 99.9,
            'WarningThreshold': 50,
            'Interval': {'RollingInterval': {'Duration': 28, 'DurationUnit': 'DAY'}},
        },
        'BurnRateConfigurations': [{'LookBackWindowMinutes': 60}, {'LookBackWindowMinutes': 360}],
        'Tags': [{'Key': 'team', 'Value': 'checkout'}],
        **properties,
    }
    return declared('AWS::ApplicationSignals::ServiceLevelObjective', **given)


def arn_of(name: str) -> str:
    return f'arn:aws:application-signals:{REGION}:{ACCOUNT}:slo/{name}'


class ObjectiveTest(DeploymentTestCase):
    def test_is_known_by_its_arn(self) -> None:
        values = self.outputs(
            {'Objective': objective()},
            Ref={'Ref': 'Objective'},
            Arn={'Fn::GetAtt': ['Objective', 'Arn']},
            Kind={'Fn::GetAtt': ['Objective', 'EvaluationType']},
        )
        self.assertEqual(values, {'Ref': arn_of(NAME), 'Arn': arn_of(NAME), 'Kind': 'RequestBased'})
        self.assertEqual(control('objectives')[NAME]['Goal']['AttainmentGoal'], 99.9)

    def test_changes_in_place(self) -> None:
        before = self.deploy(Objective=objective())
        after = self.deploy(Objective=objective(Goal={'AttainmentGoal': 99}, Tags=[{'Key': 'team', 'Value': 'shop'}]))
        self.assertEqual(before, after)
        kept = control('objectives')[NAME]
        self.assertEqual((kept['Goal'], kept['Tags']), ({'AttainmentGoal': 99}, [{'Key': 'team', 'Value': 'shop'}]))

    def test_is_replaced_by_another_name(self) -> None:
        self.deploy(Objective=objective())
        ids = self.deploy(Objective=objective(Name='another name'))
        self.assertEqual(ids['Objective'], arn_of('another name'))
        self.assertEqual(list(control('objectives')), ['another name'])

    def test_is_gone_when_it_is_deleted(self) -> None:
        self.deploy(Objective=objective())
        self.delete()
        self.assertEqual(control('objectives'), {})

    def test_refuses_a_name_that_is_taken(self) -> None:
        reason = self.refused(First=objective(), Second={**objective(), 'DependsOn': 'First'})
        self.assertIn(f"identifier '{arn_of(NAME)}' already exists", reason)

    def test_refuses_what_the_schema_refuses(self) -> None:
        for properties, reason in (
            ({'Volume': 11}, r"Additional properties are not allowed \('Volume' was unexpected\)"),
            ({'BurnRateConfigurations': [{'LookBackWindowMinutes': 20160}]}, '20160 is greater than the maximum'),
            ({'Goal': {'AttainmentGoal': '99.9'}}, "#/Goal/AttainmentGoal: '99.9' is not of type 'number'"),
            ({'Name': '/checkout'}, '#/Name: '),
            ({'Sli': {}}, 'an objective has either Sli or RequestBasedSli'),
        ):
            with self.subTest(reason):
                self.assertRegex(self.refused(Objective=objective(**properties)), reason)
                self.delete()

    def test_goes_back_with_a_rollback(self) -> None:
        self.deploy(Objective=objective())
        broken = declared('AWS::Unheard::Of', depends_on='Objective')
        self.refused(Objective=objective(Description='somebody is'), Broken=broken)
        self.assertEqual(control('objectives')[NAME]['Description'], 'nobody is turned away')


if __name__ == '__main__':
    unittest.main()
