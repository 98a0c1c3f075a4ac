"""Log groups with names, who may write to them, and saved queries."""

import json
import unittest
from typing import Any

from aws.tests.emulated import ACCOUNT, REGION, DeploymentTestCase, client, declared
from aws.tests.templates import GROUP, policy


def policies() -> dict[str, str]:
    found = client('logs').describe_resource_policies()['resourcePolicies']
    return {item['policyName']: json.loads(item['policyDocument'])['Statement'][0]['Resource'] for item in found}


def queries() -> list[dict[str, Any]]:
    found = client('logs').describe_query_definitions()['queryDefinitions']
    return [{name: value for name, value in item.items() if name != 'lastModified'} for item in found]


class LogGroupTest(DeploymentTestCase):
    def test_has_the_name_that_it_is_given(self) -> None:
        group = declared('AWS::Logs::LogGroup', LogGroupName=GROUP, RetentionInDays=30)
        values = self.outputs({'Group': group}, Ref={'Ref': 'Group'}, Arn={'Fn::GetAtt': ['Group', 'Arn']})
        self.assertEqual(values, {'Ref': GROUP, 'Arn': f'arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{GROUP}:*'})

        def retention() -> list[int | None]:
            found = client('logs').describe_log_groups(logGroupNamePrefix=GROUP)['logGroups']
            return [item.get('retentionInDays') for item in found]

        self.assertEqual(retention(), [30])
        self.deploy(Group=declared('AWS::Logs::LogGroup', LogGroupName=GROUP))
        self.assertEqual(retention(), [None])
        self.delete()
        self.assertEqual(retention(), [])

    def test_refuses_a_name_that_is_taken(self) -> None:
        group = declared('AWS::Logs::LogGroup', LogGroupName=GROUP)
        self.assertIn('already exists', self.refused(First=group, Second={**group, 'DependsOn': 'First'}))


class ResourcePolicyTest(DeploymentTestCase):
    def test_comes_changes_and_goes(self) -> None:
        self.assertEqual(self.deploy(Policy=policy('one')), {'Policy': 'incidents'})
        self.assertEqual(policies(), {'incidents': 'one'})
        self.deploy(Policy=policy('another'))
        self.assertEqual(policies(), {'incidents': 'another'})
        self.deploy(Policy=policy('another', PolicyName='renamed'))
        self.assertEqual(policies(), {'renamed': 'another'})
        self.delete()
        self.assertEqual(policies(), {})

    def test_refuses_a_name_that_is_taken(self) -> None:
        reason = self.refused(First=policy(), Second={**policy(), 'DependsOn': 'First'})
        self.assertIn("'AWS::Logs::ResourcePolicy' with identifier 'incidents' already exists", reason)

    def test_refuses_a_property_that_nobody_has_thought_of(self) -> None:
        self.assertIn('Unknown parameter in input: "volume"', self.refused(Policy=policy(Volume=11)))


class QueryDefinitionTest(DeploymentTestCase):
    def test_comes_changes_and_goes(self) -> None:
        def query(**properties: Any) -> dict[str, Any]:
            given = {'Name': 'golden-path/incidents', 'QueryString': 'fields @message', **properties}
            return declared('AWS::Logs::QueryDefinition', **given)

        [query_id] = self.deploy(Query=query(LogGroupNames=[GROUP])).values()
        kept = {'queryDefinitionId': query_id, 'name': 'golden-path/incidents', 'queryLanguage': 'CWLI'}
        self.assertEqual(queries(), [{**kept, 'queryString': 'fields @message', 'logGroupNames': [GROUP]}])
        self.assertEqual(self.deploy(Query=query(QueryString='stats count()')), {'Query': query_id})
        self.assertEqual(queries(), [{**kept, 'queryString': 'stats count()', 'logGroupNames': []}])
        self.assertIn('Unknown parameter in input: "volume"', self.refused(Query=query(Volume=11)))
        self.delete()
        self.assertEqual(queries(), [])


if __name__ == '__main__':
    unittest.main()
