"""Creation, update, rollback and clean-up, with resources that do nothing but remember."""

import json
import unittest
from typing import Any
from unittest import mock

from aws.cloudformation import deployment, schema
from aws.cloudformation.deployment import Deployment
from aws.cloudformation.errors import ResourceError
from aws.cloudformation.resources import Made, ResourceType
from aws.cloudformation.resources.registry import resource
from aws.cloudformation.stack import Stack

log: list[str] = []


@resource('Test::Thing')
class Thing(ResourceType):
    """A resource that fails if it is told to, and is replaced if its name changes."""

    def create(self, context: Any, properties: dict[str, Any]) -> Made:
        self._do('create', context, properties)
        return Made(f'{context.logical_id}-{properties.get("Name", "")}', {'Arn': f'arn:{context.logical_id}'})

    def update(self, context: Any, old: Any, properties: dict[str, Any]) -> None:
        self._do('update', context, properties)

    def delete(self, context: Any, resource: Any) -> None:
        log.append(f'delete {resource.physical_id}')

    def _do(self, verb: str, context: Any, properties: dict[str, Any]) -> None:
        log.append(f'{verb} {context.logical_id} {properties.get("Value", "")}'.strip())
        if properties.get('Value') == 'fail':
            raise ResourceError('told to fail')


def things(**values: dict[str, Any]) -> str:
    resources = {name: {'Type': 'Test::Thing', **declaration} for name, declaration in values.items()}
    return json.dumps({'Resources': resources})


def thing(depends_on: str | None = None, **properties: Any) -> dict[str, Any]:
    return {'Properties': properties, **({'DependsOn': depends_on} if depends_on else {})}


class DeploymentTest(unittest.TestCase):
    def setUp(self) -> None:
        log.clear()
        self.stack = Stack('Service')
        self.addCleanup(mock.patch.stopall)
        mock.patch.object(deployment, 'create_only', lambda kind: frozenset({'Name'})).start()

    def deploy(self, body: str) -> list[str]:
        """Returns what was done to resources."""
        log.clear()
        Deployment(self.stack, dict, lambda name: None).run(body, {}, {})
        return list(log)

    def test_creates_what_others_need_first(self) -> None:
        done = self.deploy(things(Server=thing(Value={'Ref': 'Network'}), Network=thing(Name='n')))
        self.assertEqual(done, ['create Network', 'create Server Network-n'])
        self.assertEqual(self.stack.status, 'CREATE_COMPLETE')

    def test_changes_only_what_differs_and_deletes_at_the_end(self) -> None:
        self.deploy(things(Old=thing(), Same=thing(), Rule=thing(Value='old')))
        done = self.deploy(things(New=thing(), Same=thing(), Rule=thing('New', Value='new')))
        self.assertEqual(done, ['create New', 'update Rule new', 'delete Old-'])
        self.assertEqual(statuses(self.stack)[-2:], ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_COMPLETE'])

    def test_replaces_by_another_name_beside_the_old_one(self) -> None:
        self.deploy(things(Server=thing(Name='a')))
        done = self.deploy(things(Server=thing(Name='b')))
        self.assertEqual(done, ['create Server', 'delete Server-a'])
        self.assertEqual(self.stack.resources['Server'].physical_id, 'Server-b')

    def test_gives_old_properties_back_to_what_it_has_touched_then_deletes_what_is_new(self) -> None:
        self.deploy(things(Rule=thing(Value='old'), Untouched=thing(Value='old')))
        broken = things(
            New=thing(),
            Rule=thing('New', Value='new'),
            Broken=thing('Rule', Value='fail'),
            Untouched=thing('Broken', Value='new'),
        )
        done = self.deploy(broken)
        self.assertEqual(
            done, ['create New', 'update Rule new', 'create Broken fail', 'update Rule old', 'delete New-']
        )
        self.assertEqual(
            statuses(self.stack)[-3:],
            ['UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE'],
        )
        self.assertEqual(sorted(self.stack.resources), ['Rule', 'Untouched'])

    def test_gives_old_properties_back_to_the_resource_that_failed(self) -> None:
        self.deploy(things(Rule=thing(Value='old')))
        self.assertEqual(self.deploy(things(Rule=thing(Value='fail'))), ['update Rule fail', 'update Rule old'])

    def test_deletes_everything_if_the_first_creation_fails(self) -> None:
        done = self.deploy(things(Network=thing(), Server=thing('Network', Value='fail')))
        self.assertEqual(done, ['create Network', 'create Server fail', 'delete Network-'])
        self.assertEqual(self.stack.status, 'ROLLBACK_COMPLETE')

    def test_leaves_everything_as_it_is_without_rollback(self) -> None:
        self.deploy(things(Rule=thing(Value='old')))
        self.stack.rollback_disabled = True
        self.deploy(things(Rule=thing(Value='fail')))
        self.assertEqual(self.stack.status, 'UPDATE_FAILED')

    def test_fails_on_a_type_that_nobody_has_emulated(self) -> None:
        self.deploy(json.dumps({'Resources': {'Thing': {'Type': 'AWS::Unheard::Of'}}}))
        reasons = [event['ResourceStatusReason'] for event in self.stack.events]
        self.assertIn('not emulated: resource type AWS::Unheard::Of', reasons)


class SchemaTest(unittest.TestCase):
    def test_knows_what_cannot_be_changed_in_place(self) -> None:
        self.assertIn('Port', schema.create_only('AWS::ElasticLoadBalancingV2::TargetGroup'))
        self.assertNotIn('Actions', schema.create_only('AWS::ElasticLoadBalancingV2::ListenerRule'))
        self.assertEqual(schema.create_only('Custom::ReleaseGate'), frozenset())


def statuses(stack: Stack) -> list[str]:
    return [event['ResourceStatus'] for event in stack.events if event['LogicalResourceId'] == stack.name]


if __name__ == '__main__':
    unittest.main()
