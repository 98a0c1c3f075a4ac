"""Events about alarms, on their way into log groups; functions on a schedule."""

import datetime
import json
import unittest
from typing import Any

from aws.tests.emulated import ACCOUNT, REGION, DeploymentTestCase, client, control, until
from aws.tests.templates import (
    FEED,
    GROUP,
    PAGE,
    PATTERN,
    TARGET,
    arn_of,
    composite,
    either,
    metric,
    policy,
    recorder,
    rule,
    store_code,
)


def feed() -> list[str]:
    return [line['message'] for line in control('logs', group=GROUP)]


class AlarmEventTest(DeploymentTestCase):
    def fire(self, **resources: Any) -> dict[str, str]:
        """Lets an alarm fire whose page goes where the resources say."""
        self.before = len(control('trace')['lines'])
        page = composite(either('Errors'), AlarmDescription='hurt')
        ids = self.deploy(Feed=FEED, Errors=metric(), Page=page, **resources)
        client('cloudwatch').set_alarm_state(AlarmName=ids['Errors'], StateValue='ALARM', StateReason='too many errors')
        return ids

    def lost(self) -> str:
        """Why an event has got nowhere."""

        def look() -> list[str]:
            # Not those of tests before.
            return [line for line in control('trace')['lines'][self.before :] if 'event lost' in line]

        [line] = until('a lost event', look)
        return line

    def test_tell_all_about_a_composite_alarm(self) -> None:
        ids = self.fire(Policy=policy(), Rule=rule())
        [line] = until('a line in the feed', feed)
        event = json.loads(line)
        detail = event['detail']
        self.assertEqual(
            (event['source'], event['detail-type'], event['account'], event['region'], event['resources']),
            ('aws.cloudwatch', 'CloudWatch Alarm State Change', ACCOUNT, REGION, [arn_of(PAGE)]),
        )
        self.assertRegex(event['time'], r'^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$')
        self.assertEqual(detail['alarmName'], PAGE)
        self.assertEqual(
            detail['configuration'], {'alarmRule': f'ALARM("{ids["Errors"]}")', 'description': 'hurt'}
        )
        self.assertEqual((detail['previousState']['value'], detail['state']['value']), ('OK', 'ALARM'))
        self.assertIn(f'{arn_of(ids["Errors"])} transitioned to ALARM at ', detail['state']['reason'])
        self.assertRegex(detail['state']['timestamp'], r'^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$')
        self.assertIn('triggeringAlarms', json.loads(detail['state']['reasonData']))

    def test_tell_all_about_a_metric_alarm(self) -> None:
        pattern = {'source': ['aws.cloudwatch'], 'detail': {'state': {'reason': ['too many errors']}}}
        hurt = metric(AlarmDescription='too many errors')
        ids = self.deploy(Feed=FEED, Policy=policy(), Rule=rule(EventPattern=pattern), Errors=hurt)
        client('cloudwatch').set_alarm_state(AlarmName=ids['Errors'], StateValue='ALARM', StateReason='too many errors')
        [line] = until('a line in the feed', feed)
        detail = json.loads(line)['detail']
        [only] = detail['configuration']['metrics']
        self.assertEqual(detail['configuration']['description'], 'too many errors')
        self.assertEqual(detail['alarmName'], ids['Errors'])
        described = {
            'namespace': 'GoldenPath/Service',
            'name': 'Failures',
            'dimensions': {'Host': 'checkout.shop.internal'},
        }
        self.assertEqual(only['metricStat'], {'metric': described, 'period': 60, 'stat': 'Average'})
        self.assertEqual(only['returnData'], True)

    def test_tell_of_all_metrics_of_an_alarm(self) -> None:
        metrics = [
            {'Id': 'm', 'MetricStat': {'Metric': {'Namespace': 'N', 'MetricName': 'M'}, 'Period': 60, 'Stat': 'Sum'}},
            {'Id': 'e', 'Expression': 'm * 2', 'Label': 'twice'},
        ]
        metrics[0]['ReturnData'] = False
        burning = metric(MetricName=None, Namespace=None, Dimensions=None, Statistic=None, Period=None, Metrics=metrics)
        pattern = {'source': ['aws.cloudwatch'], 'detail': {'state': {'reason': ['burning']}}}
        ids = self.deploy(Feed=FEED, Policy=policy(), Rule=rule(EventPattern=pattern), Burning=burning)
        client('cloudwatch').set_alarm_state(AlarmName=ids['Burning'], StateValue='ALARM', StateReason='burning')
        [line] = until('a line in the feed', feed)
        self.assertEqual(
            json.loads(line)['detail']['configuration']['metrics'],
            [
                {
                    'id': 'm',
                    'metricStat': {
                        'metric': {'namespace': 'N', 'name': 'M', 'dimensions': {}},
                        'period': 60,
                        'stat': 'Sum',
                    },
                    'returnData': False,
                },
                {'id': 'e', 'expression': 'm * 2', 'label': 'twice', 'returnData': True},
            ],
        )

    def test_become_what_a_template_makes_of_them(self) -> None:
        transformer = {
            'InputPathsMap': {'time': '$.time', 'name': '$.detail.alarmName'},
            'InputTemplate': '{"timestamp": <time>, "message": "{\\"alarm\\": \\"<name>\\"}"}',
        }
        self.fire(Policy=policy(), Rule=rule(Targets=[{'Id': 'Feed', 'Arn': TARGET, 'InputTransformer': transformer}]))
        self.assertEqual(json.loads(until('a line in the feed', feed)[0]), {'alarm': PAGE})

    def test_get_lost_if_a_template_makes_no_line_of_them(self) -> None:
        transformer = {'InputPathsMap': {'name': '$.detail.alarmName'}, 'InputTemplate': '{"alarm": <name>}'}
        self.fire(Policy=policy(), Rule=rule(Targets=[{'Id': 'Feed', 'Arn': TARGET, 'InputTransformer': transformer}]))
        self.assertIn('a log group takes {"timestamp": ..., "message": "text"} from a template', self.lost())

    def test_get_lost_if_no_policy_lets_them_in(self) -> None:
        group, source = f'arn:aws:logs:{REGION}:{ACCOUNT}:log-group:', f'arn:aws:events:{REGION}:{ACCOUNT}:rule/'
        for refusing in (policy(f'{group}/golden-path/other:*'), policy(source=f'{source}another')):
            with self.subTest(refusing=refusing):
                self.fire(Policy=refusing, Rule=rule())
                self.assertIn(f'no resource policy lets EventBridge write to {GROUP}', self.lost())
                self.assertEqual(feed(), [])
                self.delete()

    def test_arrive_if_a_policy_lets_in_this_rule_and_this_log_group(self) -> None:
        group, source = f'arn:aws:logs:{REGION}:{ACCOUNT}:log-group:', f'arn:aws:events:{REGION}:{ACCOUNT}:rule/'
        self.fire(Policy=policy(f'{group}{GROUP}:*', f'{source}feeding'), Rule=rule(Name='feeding'))
        until('a line in the feed', feed)

    def test_do_not_go_to_rules_that_ask_for_others(self) -> None:
        asking = {**PATTERN, 'detail': {'state': {'value': ['OK']}}}
        ids = self.fire(Policy=policy(), Rule=rule(EventPattern=asking))
        control('alarms', name=ids['Errors'], state='OK', reason='well again')
        lines = until('a line in the feed', feed)
        self.assertIn('OK', {json.loads(line)['detail']['state']['value'] for line in lines})
        self.assertNotIn('ALARM', {json.loads(line)['detail']['state']['value'] for line in lines})


class ScheduleTest(DeploymentTestCase):
    @classmethod
    def setUpClass(cls) -> None:
        store_code()

    def test_runs_the_function_when_a_test_says_so(self) -> None:
        ids = self.deploy(**recorder())
        minute = 1_800_000_000
        [run] = control('schedules', rule=ids['Schedule'], time=minute + 7)
        arn = f'arn:aws:events:{REGION}:{ACCOUNT}:rule/{ids["Schedule"]}'
        event = {name: value for name, value in run.pop('event').items() if name != 'id'}
        self.assertEqual(
            event,
            {
                'version': '0',
                'detail-type': 'Scheduled Event',
                'source': 'aws.events',
                'account': ACCOUNT,
                'time': '2027-01-15T08:00:07Z',
                'region': REGION,
                'resources': [arn],
                'detail': {},
            },
        )
        self.assertEqual(run.pop('logs'), 'ran\n')
        self.assertEqual(run.pop('result'), {'resources': [arn], 'source': 'aws.events'})
        self.assertEqual(run, {'function': ids['Function'], 'failed': False})
        [written] = control('metrics', namespace='Test/Schedule')
        self.assertEqual((written['metric'], written['minute'], written['sum']), ('Runs', minute, 1))

    def test_takes_the_present_time_if_there_is_no_other(self) -> None:
        ids = self.deploy(**recorder())
        before = control('trace')['now']
        [run] = control('schedules', rule=ids['Schedule'])
        at = run['event']['time']
        self.assertGreaterEqual(at, stamp(before))
        self.assertLessEqual(at, stamp(control('trace')['now']))

    def test_says_that_a_function_has_failed(self) -> None:
        event = {'time': '2027-01-15T08:00:00Z', 'detail': {'fail': True}}
        target = {'Id': 'Recorder', 'Arn': {'Fn::GetAtt': ['Function', 'Arn']}, 'Input': json.dumps(event)}
        ids = self.deploy(**recorder(Targets=[target]))
        [run] = control('schedules', rule=ids['Schedule'])
        self.assertEqual((run['failed'], run['result']['errorMessage']), (True, 'told to fail'))

    def test_can_be_switched_off_and_becomes_another_one_in_place(self) -> None:
        before = self.deploy(**recorder())
        after = self.deploy(**recorder(ScheduleExpression='rate(5 minutes)', State='DISABLED'))
        self.assertEqual(before, after)
        described = client('events').describe_rule(Name=after['Schedule'])
        self.assertEqual((described['ScheduleExpression'], described['State']), ('rate(5 minutes)', 'DISABLED'))
        with self.assertRaisesRegex(AssertionError, 'is DISABLED'):
            control('schedules', rule=after['Schedule'])
        self.delete()
        self.assertEqual(client('events').list_rules(NamePrefix=before['Schedule'])['Rules'], [])

    def test_is_not_run_by_events(self) -> None:
        # The feed's rule gets an event after the schedule's would.
        page = composite(either('Errors'))
        feeding = {**rule(), 'DependsOn': 'Schedule'}
        ids = self.deploy(**recorder(), Feed=FEED, Policy=policy(), Errors=metric(), Page=page, Feeding=feeding)
        control('alarms', name=ids['Errors'], state='ALARM', reason='too many errors')
        until('a line in the feed', feed)
        self.assertEqual([line for line in control('trace')['lines'] if f'rule {ids["Schedule"]} ->' in line], [])

    def test_refuses_a_schedule_that_is_none(self) -> None:
        self.assertIn(
            'Parameter ScheduleExpression is not valid', self.refused(**recorder(ScheduleExpression='each minute'))
        )

    def test_refuses_a_property_that_nobody_has_thought_of(self) -> None:
        self.assertIn('Unknown parameter in input: "Volume"', self.refused(**recorder(Volume=11)))


def stamp(seconds: float) -> str:
    return f'{datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc):%Y-%m-%dT%H:%M:%SZ}'


if __name__ == '__main__':
    unittest.main()
