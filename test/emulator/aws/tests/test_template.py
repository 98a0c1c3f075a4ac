"""The order of resources."""

import unittest

from aws.cloudformation.errors import TemplateError
from aws.cloudformation.template import dependents_first, order, references


def resource(kind: str = 'AWS::SNS::Topic', depends_on: object = (), **properties: object) -> dict:
    return {'Type': kind, 'DependsOn': depends_on, 'Properties': properties}


class OrderTest(unittest.TestCase):
    def test_follows_all_kinds_of_references(self) -> None:
        template = {
            'Resources': {
                'Last': resource(depends_on='Named'),
                'Named': resource(Value={'Fn::Sub': 'a ${Substituted.Arn} ${!Literal}'}),
                'Substituted': resource(Value=[{'Fn::GetAtt': ['First', 'Arn']}]),
                'First': resource(),
            }
        }
        self.assertEqual(order(template, list(template['Resources'])), ['First', 'Substituted', 'Named', 'Last'])

    def test_puts_first_what_users_would_notice_if_nothing_holds_it_back(self) -> None:
        resources = {'Alarm': resource(), 'Rule': resource('AWS::ElasticLoadBalancingV2::ListenerRule')}
        self.assertEqual(order({'Resources': resources}, list(resources)), ['Rule', 'Alarm'])

    def test_refuses_a_circle(self) -> None:
        resources = {'One': resource(depends_on='Other'), 'Other': resource(Value={'Ref': 'One'})}
        with self.assertRaisesRegex(TemplateError, r'Circular dependency between resources: \[One, Other\]'):
            order({'Resources': resources}, list(resources))

    def test_refuses_a_dependency_on_nothing(self) -> None:
        resources = {'One': resource(depends_on='Missing')}
        with self.assertRaisesRegex(TemplateError, 'Missing'):
            order({'Resources': resources}, list(resources))

    def test_does_not_take_variables_of_a_text_for_resources(self) -> None:
        self.assertEqual(
            references({'Fn::Sub': ['${Own} ${Other}', {'Own': {'Ref': 'Topic'}}]}), {'Own', 'Other', 'Topic'}
        )

    def test_deletes_dependents_first(self) -> None:
        self.assertEqual(
            dependents_first({'Network': set(), 'Server': {'Network'}, 'Rule': {'Server'}}),
            ['Rule', 'Server', 'Network'],
        )


if __name__ == '__main__':
    unittest.main()
