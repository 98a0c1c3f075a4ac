"""Creating and updating a stack, as CloudFormation does: what can be rolled back first, deletions when all is well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from .custom_resources import CustomResourceFailure
from .deletion import RETAINED, clean_up
from .dispatch import FAILURES, changed_properties, create_resource, update_resource
from .errors import ResourceError, TemplateError
from .intrinsics import Values
from .rollback import Change, roll_back_creation, roll_back_update
from .schema import create_only
from .stack import Resource, Stack
from .template import dependencies, order, parse

REPLACING = 'Requested update requires the creation of a new physical resource; hence creating one.'


class Deployment:
    """One creation or update of a stack."""

    def __init__(
        self, stack: Stack, exports: Callable[[], dict[str, str]], user_of: Callable[[str], str | None]
    ) -> None:
        self.stack = stack
        self.exports = exports
        self.user_of = user_of
        self.changes: list[Change] = []
        self.imports: set[str] = set()

    def run(self, body: str, parameters: dict[str, str], tags: dict[str, str]) -> None:
        """Does all of it; the outcome is the stack's status."""
        stack, is_creation = self.stack, not self.stack.template
        try:
            template = parse(body)
            values = self._values(template, parameters)
            active = [name for name, resource in template['Resources'].items() if values.is_active(resource)]
            graph = dependencies(template, active)
            for logical_id in order(template, active):
                if stack.cancelled.is_set():
                    raise ResourceError('User initiated cancellation.')
                self._apply(logical_id, template['Resources'][logical_id], values, graph[logical_id])
            outputs = _outputs(template, values)
            self._keep_exports_in_use(outputs)
        except FAILURES as error:
            self._fail(is_creation, str(error))
            return
        stack.body, stack.template, stack.parameters, stack.tags = body, template, parameters, tags
        stack.outputs, stack.imports = outputs, self.imports
        if is_creation:
            stack.set_status('CREATE_COMPLETE')
            return
        stack.set_status('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS')
        clean_up(stack, [*self._superseded(), *self._removed(active)], RETAINED)
        stack.set_status('UPDATE_COMPLETE')

    def _apply(self, logical_id: str, declaration: dict[str, Any], values: Values, depends_on: set[str]) -> None:
        """Makes or changes one resource, if there is anything to be done about it."""
        stack, kind = self.stack, declaration['Type']
        old = stack.resources.get(logical_id)
        verb = 'UPDATE' if old else 'CREATE'
        resource = old
        try:
            properties = values.resolve(declaration.get('Properties', {}))
            if old is None or old.properties != properties:
                if old and old.type != kind:
                    raise TemplateError('Update of resource type is not permitted.')
                if old is None:
                    # It is listed from the beginning: the release gate looks whether anybody waits for it.
                    stack.resources[logical_id] = Resource(logical_id, kind, properties, '')
                stack.add_event(logical_id, old.physical_id if old else '', kind, f'{verb}_IN_PROGRESS')
                change = Change(logical_id, old, properties)
                self.changes.append(change)
                resource = change.new = self._make(change, kind)
        except CustomResourceFailure as failure:
            if old is None:
                # It exists, and will be deleted.
                self.changes[-1].new = stack.resources[logical_id] = failure.resource
            stack.add_event(logical_id, failure.resource.physical_id, kind, f'{verb}_FAILED', str(failure))
            raise
        except FAILURES as error:
            stack.add_event(logical_id, old.physical_id if old else '', kind, f'{verb}_FAILED', str(error))
            if old is None:
                stack.resources.pop(logical_id, None)
            raise
        assert resource is not None
        stack.resources[logical_id] = resource
        resource.depends_on = depends_on
        resource.deletion_policy = declaration.get('DeletionPolicy', 'Delete')
        resource.replacement_policy = declaration.get('UpdateReplacePolicy', 'Delete')
        if resource is not old:
            stack.add_event(logical_id, resource.physical_id, kind, f'{verb}_COMPLETE')

    def _make(self, change: Change, kind: str) -> Resource:
        """The resource with its properties: a new one, the old one changed, or another one beside the old one."""
        stack, old = self.stack, change.old
        if old is not None:
            if not changed_properties(old.properties, change.properties) & create_only(kind):
                return update_resource(stack, old, change.properties)
            stack.add_event(change.logical_id, old.physical_id, kind, 'UPDATE_IN_PROGRESS', REPLACING)
        new = create_resource(stack, change.logical_id, kind, change.properties)
        change.replaced = old is not None
        return new

    def _values(self, template: dict[str, Any], parameters: dict[str, str]) -> Values:
        def attribute_of(logical_id: str, name: str | None) -> Any:
            if logical_id not in self.stack.resources:
                raise TemplateError(f'Template error: unresolved resource dependencies [{logical_id}]')
            return self.stack.resources[logical_id].attribute(name)

        def exported(name: str) -> str:
            if name not in self.exports():
                raise TemplateError(f'No export named {name} found.')
            self.imports.add(name)
            return self.exports()[name]

        pseudo = {'AWS::StackId': self.stack.stack_id, 'AWS::StackName': self.stack.name, 'AWS::NotificationARNs': []}
        return Values(template, parameters, pseudo, attribute_of, exported)

    def _keep_exports_in_use(self, outputs: list[dict[str, str]]) -> None:
        after = {output['ExportName']: output['OutputValue'] for output in outputs if 'ExportName' in output}
        for output in self.stack.outputs:
            name = output.get('ExportName')
            user = self.user_of(name) if name and after.get(name) != output['OutputValue'] else None
            if user:
                raise ResourceError(f'Cannot update export {name} as it is in use by {user}.')

    def _fail(self, is_creation: bool, reason: str) -> None:
        stack = self.stack
        failed = [
            change.logical_id for change in self.changes if not change.new or change.new.status.endswith('FAILED')
        ]
        summary = f'The following resource(s) failed to {"create" if is_creation else "update"}: [{", ".join(failed)}].'
        summary = summary if failed else reason
        if stack.rollback_disabled:
            stack.set_status('CREATE_FAILED' if is_creation else 'UPDATE_FAILED', summary)
        elif is_creation:
            roll_back_creation(stack, summary)
        else:
            roll_back_update(stack, self.changes, summary)

    def _superseded(self) -> list[Resource]:
        """Old resources beside which there is a new one, under the policy that is for them."""
        pairs = [(change.old, change.new, change.replaced) for change in self.changes]
        return [
            replace(old, deletion_policy=old.replacement_policy)
            for old, new, replaced in pairs
            if old and new and (replaced or old.physical_id != new.physical_id)
        ]

    def _removed(self, active: list[str]) -> list[Resource]:
        return [self.stack.resources.pop(name) for name in list(self.stack.resources) if name not in active]


def _outputs(template: dict[str, Any], values: Values) -> list[dict[str, str]]:
    outputs = []
    for key, declaration in template.get('Outputs', {}).items():
        if not values.is_active(declaration):
            continue
        output = {'OutputKey': key, 'OutputValue': str(values.resolve(declaration['Value']))}
        if 'Description' in declaration:
            output['Description'] = declaration['Description']
        if 'Export' in declaration:
            output['ExportName'] = values.resolve(declaration['Export']['Name'])
        outputs.append(output)
    return outputs
