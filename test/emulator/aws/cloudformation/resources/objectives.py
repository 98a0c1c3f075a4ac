"""Objectives of Application Signals. There is no such service here: they are kept, and nobody judges by them."""

from __future__ import annotations

from typing import Any

from jsonschema import Draft7Validator

from ... import clock
from ...settings import SETTINGS
from ..errors import ResourceError
from ..schema import schema_of
from ..stack import Resource
from .registry import Context, Made, ResourceType, resource

KIND = 'AWS::ApplicationSignals::ServiceLevelObjective'
# By ARN, as the template has them.
_objectives: dict[str, dict[str, Any]] = {}


def objectives() -> dict[str, dict[str, Any]]:
    """The properties of all objectives, by name."""
    return {properties['Name']: properties for properties in _objectives.values()}


@resource(KIND)
class ServiceLevelObjective(ResourceType):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.get('Name', '')
        arn = f'arn:aws:application-signals:{SETTINGS.region}:{SETTINGS.account}:slo/{name}'
        if arn in _objectives:
            raise ResourceError(f"Resource of type '{KIND}' with identifier '{arn}' already exists.")
        self._keep(arn, properties)
        now = int(clock.time())
        return Made(arn, {'Arn': arn, 'CreatedTime': now, 'LastUpdatedTime': now, **self._evaluation(properties)})

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> dict[str, Any]:
        if ('Sli' in old.properties) != ('Sli' in properties):
            raise ResourceError('An objective by period does not become one by request, nor the other way round')
        self._keep(old.physical_id, properties)
        return {'LastUpdatedTime': int(clock.time())}

    def delete(self, context: Context, resource: Resource) -> None:
        del _objectives[resource.physical_id]

    @staticmethod
    def _keep(arn: str, properties: dict[str, Any]) -> None:
        # No API refuses here what is wrong.
        problems = [
            f'#/{"/".join(map(str, error.absolute_path))}: {error.message}'
            for error in Draft7Validator(schema_of(KIND)).iter_errors(properties)
        ]
        if ('Sli' in properties) == ('RequestBasedSli' in properties):
            problems.append('#: an objective has either Sli or RequestBasedSli')
        if problems:
            raise ResourceError(f'Model validation failed ({"; ".join(problems)})')
        _objectives[arn] = properties

    @staticmethod
    def _evaluation(properties: dict[str, Any]) -> dict[str, str]:
        return {'EvaluationType': 'PeriodBased' if 'Sli' in properties else 'RequestBased'}
