"""Alarms of templates: the forms that they come in, composite ones, and how these follow."""

import json
import unittest
from typing import Any

from botocore.exceptions import ClientError

from aws.tests.emulated import DeploymentTestCase, client, control, declared
from aws.tests.templates import PAGE, arn_of, composite, either, metric


def queried(name: str, period: int, stat: str = 'Average') -> dict[str, Any]:
    """A metric of an expression."""
    found = {'Namespace': 'GoldenPath/Service', 'MetricName': 'Failures', 'Dimensions': []}
    return {'Id': name, 'MetricStat': {'Metric': found, 'Period': period, 'Stat': stat}, 'ReturnData': False}


def described(*names: str) -> list[dict[str, Any]]:
    found = client('cloudwatch').describe_alarms(AlarmNames=names, AlarmTypes=['MetricAlarm', 'CompositeAlarm'])
    return [*found['MetricAlarms'], *found['CompositeAlarms']]


def tags_of(name: str) -> dict[str, str]:
    found = client('cloudwatch').list_tags_for_resource(ResourceARN=arn_of(name))['Tags']
    return {tag['Key']: tag['Value'] for tag in found}


class MetricAlarmTest(DeploymentTestCase):
    def test_compares_expressions_over_days(self) -> None:
        metrics = [
            queried('slow', 259200),
            queried('fast', 21600),
            {'Id': 'burning', 'Expression': 'IF(slow > 0.001 AND fast > 0.001, 1, 0)', 'Label': 'burning'},
        ]
        ids = self.deploy(
            Alarm=declared(
                'AWS::CloudWatch::Alarm',
                Metrics=metrics,
                EvaluationPeriods=1,
                Threshold=0,
                ComparisonOperator='GreaterThanThreshold',
                TreatMissingData='notBreaching',
            )
        )
        [alarm] = described(ids['Alarm'])
        self.assertEqual([query['Id'] for query in alarm['Metrics']], ['slow', 'fast', 'burning'])
        self.assertEqual(alarm['Metrics'][0]['MetricStat']['Period'], 259200)
        self.assertEqual(alarm['Metrics'][2]['Expression'], 'IF(slow > 0.001 AND fast > 0.001, 1, 0)')

    def test_compares_with_a_band(self) -> None:
        metrics = [
            {**queried('requests', 300, 'Sum'), 'ReturnData': True},
            {'Id': 'band', 'Expression': 'ANOMALY_DETECTION_BAND(requests, 3)', 'ReturnData': True},
        ]
        ids = self.deploy(
            Alarm=declared(
                'AWS::CloudWatch::Alarm',
                Metrics=metrics,
                EvaluationPeriods=3,
                ThresholdMetricId='band',
                ComparisonOperator='LessThanLowerThreshold',
            )
        )
        [alarm] = described(ids['Alarm'])
        self.assertEqual(alarm['ThresholdMetricId'], 'band')
        self.assertEqual(alarm['ComparisonOperator'], 'LessThanLowerThreshold')

    def test_takes_all_kinds_of_statistics(self) -> None:
        for statistic in ('p99', 'p99.9', 'tm95', 'TC(0.3:)', 'PR(:0.3)', 'IQM'):
            with self.subTest(statistic):
                ids = self.deploy(
                    Alarm=metric(
                        Statistic=None, ExtendedStatistic=statistic, EvaluateLowSampleCountPercentile='ignore'
                    )
                )
                [alarm] = described(ids['Alarm'])
                self.assertEqual(alarm['ExtendedStatistic'], statistic)
                self.assertEqual(alarm['EvaluateLowSampleCountPercentile'], 'ignore')

    def test_gains_and_loses_properties_in_place(self) -> None:
        before = self.deploy(
            Alarm=metric(
                AlarmActions=['arn:aws:sns:eu-west-1:111122223333:page'],
                OKActions=['arn:aws:sns:eu-west-1:111122223333:page'],
                TreatMissingData='breaching',
                Tags=[{'Key': 'severity', 'Value': 'page'}, {'Key': 'team', 'Value': 'checkout'}],
            )
        )
        client('cloudwatch').set_alarm_state(AlarmName=before['Alarm'], StateValue='ALARM', StateReason='for once')
        after = self.deploy(
            Alarm=metric(AlarmDescription='too many', Tags=[{'Key': 'team', 'Value': 'shop'}])
        )
        self.assertEqual(before, after)
        [alarm] = described(after['Alarm'])
        self.assertEqual(alarm['AlarmActions'], [])
        self.assertEqual(alarm['OKActions'], [])
        self.assertNotIn('TreatMissingData', alarm)
        self.assertEqual(alarm['AlarmDescription'], 'too many')
        self.assertEqual(alarm['StateValue'], 'ALARM')
        self.assertEqual(tags_of(after['Alarm']), {'team': 'shop'})

    def test_is_gone_with_its_tags_when_it_is_deleted(self) -> None:
        [name] = self.deploy(Alarm=metric(Tags=[{'Key': 'severity', 'Value': 'page'}])).values()
        self.delete()
        self.assertEqual(described(name), [])
        self.assertEqual(tags_of(name), {})

    def test_refuses_what_cloudwatch_refuses(self) -> None:
        two = [{**queried(name, 60), 'ReturnData': True} for name in ('a', 'b')]
        for properties, reason in (
            ({'Period': 259200, 'EvaluationPeriods': 3}, r'Periods \* Period must be <= 604800, and is 777600'),
            ({'Period': 1800, 'EvaluationPeriods': 49}, r'Periods \* Period must be <= 86400, and is 88200'),
            ({'Period': 90}, 'Period must be 10, 20, 30 or a multiple of 60, and is 90'),
            ({'ExtendedStatistic': 'p99'}, 'A metric has either Statistic or ExtendedStatistic'),
            ({'Statistic': None, 'ExtendedStatistic': 'q99'}, 'The value q99 for parameter ExtendedStatistic'),
            ({'Metrics': two}, 'An alarm is about either MetricName or Metrics'),
            ({'Metrics': two, 'MetricName': None}, r"Exactly one of the Metrics should return data, .* \['a', 'b'\]"),
            ({'ThresholdMetricId': 'band', 'Threshold': None}, 'An alarm has Threshold, or ThresholdMetricId with'),
        ):
            with self.subTest(reason):
                self.assertRegex(self.refused(Alarm=metric(**properties)), reason)
                self.delete()

    def test_refuses_a_property_that_nobody_has_thought_of(self) -> None:
        self.assertIn('Unknown parameter in input: "Volume"', self.refused(Alarm=metric(Volume=11)))

    def test_refuses_the_name_of_another_alarm(self) -> None:
        again = metric(AlarmName='twice')
        self.assertIn(
            "'AWS::CloudWatch::Alarm' with identifier 'twice' already exists",
            self.refused(First=again, Second={**again, 'DependsOn': 'First'}),
        )


class CompositeAlarmTest(DeploymentTestCase):
    def test_is_described_as_it_was_made(self) -> None:
        children = {'Errors': metric(), 'Rollout': metric()}
        page = composite(
            either('Errors'),
            AlarmDescription='users are hurt',
            AlarmActions=['arn:aws:sns:eu-west-1:111122223333:page'],
            OKActions=['arn:aws:sns:eu-west-1:111122223333:page'],
            ActionsSuppressor={'Fn::GetAtt': ['Rollout', 'Arn']},
            ActionsSuppressorWaitPeriod=60,
            ActionsSuppressorExtensionPeriod=120,
            Tags=[{'Key': 'severity', 'Value': 'page'}],
        )
        values = self.outputs(
            {**children, 'Page': page},
            Ref={'Ref': 'Page'},
            Arn={'Fn::GetAtt': ['Page', 'Arn']},
            Errors={'Ref': 'Errors'},
            Rollout={'Ref': 'Rollout'},
        )
        self.assertEqual((values['Ref'], values['Arn']), (PAGE, arn_of(PAGE)))
        found = client('cloudwatch').describe_alarms(AlarmNamePrefix='shop.', AlarmTypes=['CompositeAlarm'])
        self.assertEqual(found['MetricAlarms'], [])
        [alarm] = found['CompositeAlarms']
        kept = {name: value for name, value in alarm.items() if 'Timestamp' not in name and 'State' not in name}
        self.assertEqual(
            kept,
            {
                'AlarmName': PAGE,
                'AlarmArn': arn_of(PAGE),
                'AlarmRule': f'ALARM("{values["Errors"]}")',
                'AlarmDescription': 'users are hurt',
                'ActionsEnabled': True,
                'AlarmActions': ['arn:aws:sns:eu-west-1:111122223333:page'],
                'OKActions': ['arn:aws:sns:eu-west-1:111122223333:page'],
                'InsufficientDataActions': [],
                'ActionsSuppressor': arn_of(values['Rollout']),
                'ActionsSuppressorWaitPeriod': 60,
                'ActionsSuppressorExtensionPeriod': 120,
            },
        )
        self.assertEqual(tags_of(PAGE), {'severity': 'page'})
        self.assertEqual(client('cloudwatch').describe_alarms(AlarmNames=[PAGE])['CompositeAlarms'], [])

    def test_follows_its_children(self) -> None:
        ids = self.deploy(Errors=metric(), Latency=metric(), Page=composite(either('Errors', 'Latency')))
        self.assertEqual(control('alarms')[PAGE], 'OK')

        control('alarms', name=ids['Latency'], state='ALARM', reason='slow')
        [alarm] = described(PAGE)
        self.assertEqual(alarm['StateValue'], 'ALARM')
        child = arn_of(ids['Latency'])
        self.assertRegex(alarm['StateReason'], rf'^{child} transitioned to ALARM at \w+ \d\d \w+, \d{{4}} [\d:]+ UTC$')
        triggering = json.loads(alarm['StateReasonData'])['triggeringAlarms']
        self.assertEqual([item['arn'] for item in triggering], [child])

        control('alarms', name=ids['Errors'], state='ALARM', reason='errors')
        control('alarms', name=ids['Latency'], state='OK', reason='fast again')
        self.assertEqual(control('alarms')[PAGE], 'ALARM')
        control('alarms', name=ids['Errors'], state='OK', reason='well again')
        self.assertEqual(control('alarms')[PAGE], 'OK')
        self.assertEqual(transitions(PAGE)[-2:], ['OK -> ALARM', 'ALARM -> OK'])
        self.assertTrue(any(f'alarm {PAGE}: arn:' in line for line in control('trace')['lines']))

    def test_follows_a_composite_one(self) -> None:
        ids = self.deploy(
            Errors=metric(),
            Page=composite(either('Errors')),
            Any=composite(either('Page'), AlarmName='shop.internal/any'),
        )
        control('alarms', name=ids['Errors'], state='ALARM', reason='errors')
        self.assertEqual(control('alarms')['shop.internal/any'], 'ALARM')

    def test_keeps_a_state_that_was_set_until_a_child_has_another_one(self) -> None:
        ids = self.deploy(Errors=metric(), Page=composite(either('Errors')))
        control('alarms', name=ids['Errors'], state='OK', reason='well')
        control('alarms', name=PAGE, state='ALARM', reason='a drill')
        self.assertEqual(control('alarms')[PAGE], 'ALARM')
        control('alarms', name=ids['Errors'], state='INSUFFICIENT_DATA', reason='unknown')
        self.assertEqual(control('alarms')[PAGE], 'OK')

    def test_tells_its_history_only_to_those_who_ask_for_composite_alarms(self) -> None:
        ids = self.deploy(Errors=metric(), Page=composite(either('Errors')))
        control('alarms', name=ids['Errors'], state='ALARM', reason='errors')
        self.assertEqual(transitions(PAGE)[-1], 'OK -> ALARM')
        self.assertEqual(client('cloudwatch').describe_alarm_history(AlarmName=PAGE)['AlarmHistoryItems'], [])

    def test_is_about_other_alarms_after_an_update(self) -> None:
        ids = self.deploy(Old=metric(), Page=composite(either('Old'), AlarmDescription='old'))
        control('alarms', name=ids['Old'], state='ALARM', reason='errors')
        self.assertEqual(control('alarms')[PAGE], 'ALARM')
        # The old child goes in the clean-up, when nothing depends on it any more.
        self.deploy(New=metric(), Page=composite(either('New')))
        [alarm] = described(PAGE)
        self.assertEqual(alarm['StateValue'], 'OK')
        self.assertEqual(alarm['StateReason'], f'{arn_of(PAGE)} was updated and its alarm rule evaluates to OK')
        self.assertNotIn('AlarmDescription', alarm)
        self.assertEqual(described(ids['Old']), [])

    def test_keeps_its_children_from_being_deleted(self) -> None:
        ids = self.deploy(Errors=metric(), Page=composite(either('Errors')))
        with self.assertRaisesRegex(ClientError, f'Cannot delete {ids["Errors"]} as there are composite alarm'):
            client('cloudwatch').delete_alarms(AlarmNames=[ids['Errors']])
        self.delete()
        self.assertEqual(described(PAGE, ids['Errors']), [])

    def test_refuses_what_cloudwatch_refuses(self) -> None:
        for page, reason in (
            (composite('ALARM("nobody")'), r'as alarms \[nobody\] in the alarm rule do not exist'),
            (composite('ALARM("nobody'), 'AlarmRule cannot be read'),
            (composite('TRUE', ActionsSuppressor='nobody'), 'come together or not at all'),
            (
                composite(
                    'TRUE',
                    ActionsSuppressor='nobody',
                    ActionsSuppressorWaitPeriod=1,
                    ActionsSuppressorExtensionPeriod=1,
                ),
                'ActionsSuppressor nobody does not exist',
            ),
            (composite('TRUE', Volume=11), 'Unknown parameter in input: "Volume"'),
        ):
            with self.subTest(reason):
                self.assertRegex(self.refused(Page=page), reason)
                self.delete()

    def test_refuses_a_name_that_is_taken(self) -> None:
        self.assertIn(
            f"'AWS::CloudWatch::CompositeAlarm' with identifier '{PAGE}' already exists",
            self.refused(Errors=metric(AlarmName=PAGE), Page={**composite('TRUE'), 'DependsOn': 'Errors'}),
        )


def transitions(name: str) -> list[str]:
    found = client('cloudwatch').describe_alarm_history(
        AlarmName=name, AlarmTypes=['CompositeAlarm'], ScanBy='TimestampAscending'
    )
    data = [json.loads(item['HistoryData']) for item in found['AlarmHistoryItems']]
    return [f'{item["oldState"]["stateValue"]} -> {item["newState"]["stateValue"]}' for item in data]


if __name__ == '__main__':
    unittest.main()
