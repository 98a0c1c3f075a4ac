"""Where alerts go, what shows them, and who may invoke functions: types that a platform has beside its alarms."""

import json
import unittest
from typing import Any

from aws.tests.emulated import ACCOUNT, REGION, DeploymentTestCase, client, declared
from aws.tests.templates import recorder, store_code


class RouteTest(DeploymentTestCase):
    def test_goes_to_a_topic_with_a_policy_and_a_subscription(self) -> None:
        statement = {'Effect': 'Allow', 'Principal': {'Service': 'cloudwatch.amazonaws.com'}, 'Action': 'sns:Publish'}
        resources = {
            'Queue': declared('AWS::SQS::Queue'),
            'Topic': declared('AWS::SNS::Topic', TopicName='page', Tags=[{'Key': 'severity', 'Value': 'page'}]),
            'Policy': declared(
                'AWS::SNS::TopicPolicy',
                PolicyDocument={'Version': '2012-10-17', 'Statement': [{**statement, 'Resource': {'Ref': 'Topic'}}]},
                Topics=[{'Ref': 'Topic'}],
            ),
            'Subscription': declared(
                'AWS::SNS::Subscription',
                Protocol='sqs',
                Endpoint={'Fn::GetAtt': ['Queue', 'Arn']},
                TopicArn={'Ref': 'Topic'},
            ),
        }
        ids = self.deploy(**resources)
        arn = f'arn:aws:sns:{REGION}:{ACCOUNT}:page'
        self.assertEqual(ids['Topic'], arn)
        policy = json.loads(client('sns').get_topic_attributes(TopicArn=arn)['Attributes']['Policy'])
        self.assertEqual(policy['Statement'], [{**statement, 'Resource': arn}])
        subscribed = client('sns').list_subscriptions_by_topic(TopicArn=arn)['Subscriptions']
        self.assertEqual([item['SubscriptionArn'] for item in subscribed], [ids['Subscription']])
        del resources['Subscription']
        self.deploy(**resources)
        self.assertEqual(client('sns').list_subscriptions_by_topic(TopicArn=arn)['Subscriptions'], [])
        self.delete()
        self.assertEqual(client('sns').list_topics()['Topics'], [])


class DashboardTest(DeploymentTestCase):
    def test_comes_changes_and_goes(self) -> None:
        def dashboard(title: str) -> dict[str, Any]:
            body = json.dumps({'widgets': [{'type': 'text', 'properties': {'markdown': title}}]})
            return declared('AWS::CloudWatch::Dashboard', DashboardName='fleet', DashboardBody=body)

        def title() -> str:
            body = json.loads(client('cloudwatch').get_dashboard(DashboardName='fleet')['DashboardBody'])
            return body['widgets'][0]['properties']['markdown']

        self.assertEqual(self.deploy(Fleet=dashboard('one')), {'Fleet': 'fleet'})
        self.assertEqual(title(), 'one')
        self.deploy(Fleet=dashboard('another'))
        self.assertEqual(title(), 'another')
        self.delete()
        self.assertEqual(client('cloudwatch').list_dashboards()['DashboardEntries'], [])


class InvocationTest(DeploymentTestCase):
    @classmethod
    def setUpClass(cls) -> None:
        store_code()

    def test_is_permitted_by_its_own_resource(self) -> None:
        ids = self.deploy(**recorder())
        [statement] = json.loads(client('lambda').get_policy(FunctionName=ids['Function'])['Policy'])['Statement']
        self.assertEqual(statement['Principal'], {'Service': 'events.amazonaws.com'})
        self.assertEqual(statement['Action'], 'lambda:InvokeFunction')
        schedule = f'arn:aws:events:{REGION}:{ACCOUNT}:rule/{ids["Schedule"]}'
        self.assertEqual(statement['Condition'], {'ArnLike': {'AWS:SourceArn': schedule}})
        without = recorder()
        del without['Permission']
        self.deploy(**without)
        with self.assertRaises(client('lambda').exceptions.ResourceNotFoundException):
            client('lambda').get_policy(FunctionName=ids['Function'])

    def test_is_tried_again_as_often_as_its_own_resource_says(self) -> None:
        def tried(attempts: int) -> dict[str, Any]:
            configured = declared(
                'AWS::Lambda::EventInvokeConfig',
                FunctionName={'Ref': 'Function'},
                Qualifier='$LATEST',
                MaximumRetryAttempts=attempts,
                MaximumEventAgeInSeconds=120,
            )
            return {**recorder(), 'Configured': configured}

        def attempts() -> int:
            found = client('lambda').get_function_event_invoke_config(FunctionName=ids['Function'])
            return found['MaximumRetryAttempts']

        ids = self.deploy(**tried(1))
        self.assertEqual(attempts(), 1)
        self.deploy(**tried(0))
        self.assertEqual(attempts(), 0)
        self.deploy(**recorder())
        with self.assertRaises(client('lambda').exceptions.ResourceNotFoundException):
            attempts()


if __name__ == '__main__':
    unittest.main()
