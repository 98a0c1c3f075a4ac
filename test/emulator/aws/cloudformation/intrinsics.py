"""Values of a template: parameters, conditions and intrinsic functions."""

from __future__ import annotations

import base64
import ipaddress
import json
import re
from collections.abc import Callable
from typing import Any

from ..api import client
from ..settings import SETTINGS
from .errors import ResourceError, TemplateError

NO_VALUE = object()
_VARIABLE = re.compile(r'\$\{([^}]+)\}')
_SSM = re.compile(r'\{\{resolve:ssm:([^}:]+)(?::\d+)?\}\}')


class Values:
    """Resolves the values of one template while its resources come into being."""

    def __init__(
        self,
        template: dict[str, Any],
        parameters: dict[str, str],
        pseudo: dict[str, Any],
        attribute_of: Callable[[str, str | None], Any],
        exported: Callable[[str], str],
    ) -> None:
        self.template = template
        self.attribute_of = attribute_of
        self.exported = exported
        self.pseudo = {
            'AWS::AccountId': SETTINGS.account,
            'AWS::Region': SETTINGS.region,
            'AWS::Partition': 'aws',
            'AWS::URLSuffix': 'amazonaws.com',
            'AWS::NoValue': NO_VALUE,
            **pseudo,
        }
        self.parameters = {
            name: self._parameter(name, declaration, parameters)
            for name, declaration in template.get('Parameters', {}).items()
        }

    def resolve(self, value: Any) -> Any:
        """A value without functions in it."""
        if isinstance(value, list):
            return [item for item in map(self.resolve, value) if item is not NO_VALUE]
        if isinstance(value, str):
            return _SSM.sub(lambda found: _parameter_in_store(found.group(1)), value)
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            ((key, argument),) = value.items()
            if key == 'Ref':
                return self._ref(argument)
            if key.startswith('Fn::'):
                return self._function(key, argument)
        resolved = {key: self.resolve(item) for key, item in value.items()}
        return {key: item for key, item in resolved.items() if item is not NO_VALUE}

    def is_active(self, element: dict[str, Any]) -> bool:
        """Whether a resource or an output has no condition, or one that holds."""
        return 'Condition' not in element or self._condition({'Condition': element['Condition']})

    def _parameter(self, name: str, declaration: dict[str, Any], given: dict[str, str]) -> Any:
        value = given.get(name, declaration.get('Default'))
        if value is None:
            raise TemplateError(f'Parameters: [{name}] must have values')
        kind = declaration.get('Type', 'String')
        if kind.startswith('AWS::SSM::Parameter::Value'):
            value = _parameter_in_store(value)
        return value.split(',') if 'List' in kind and isinstance(value, str) else value

    def _ref(self, name: str) -> Any:
        if name in self.pseudo:
            return self.pseudo[name]
        if name in self.parameters:
            return self.parameters[name]
        return self.attribute_of(name, None)

    def _attribute(self, argument: Any) -> Any:
        name, attribute = argument.split('.', 1) if isinstance(argument, str) else argument
        return self.attribute_of(name, self.resolve(attribute))

    def _function(self, name: str, argument: Any) -> Any:
        if name == 'Fn::GetAtt':
            return self._attribute(argument)
        if name == 'Fn::Sub':
            return self._substitute(argument)
        if name == 'Fn::If':
            condition, then, otherwise = argument
            return self.resolve(then if self._condition({'Condition': condition}) else otherwise)
        if name in ('Fn::Equals', 'Fn::Not', 'Fn::And', 'Fn::Or'):
            return self._condition({name: argument})
        plain = _PLAIN.get(name)
        if plain is None:
            if name == 'Fn::ImportValue':
                return self.exported(self.resolve(argument))
            if name == 'Fn::FindInMap':
                first, second, third = self.resolve(argument)
                return self.template['Mappings'][first][second][third]
            raise TemplateError(f'not emulated: {name}')
        return plain(self.resolve(argument))

    def _substitute(self, argument: Any) -> str:
        text, variables = (argument, {}) if isinstance(argument, str) else argument

        def value_of(found: re.Match[str]) -> str:
            name = found.group(1)
            if name.startswith('!'):
                return f'${{{name[1:]}}}'
            if name in variables:
                return str(self.resolve(variables[name]))
            return str(self._attribute(name) if '.' in name else self._ref(name))

        return _VARIABLE.sub(value_of, text)

    def _condition(self, expression: Any) -> bool:
        if not isinstance(expression, dict):
            return expression in (True, 'true')
        ((name, argument),) = expression.items()
        if name == 'Condition':
            return self._condition(self.template['Conditions'][argument])
        if name == 'Fn::Equals':
            left, right = self.resolve(argument)
            return str(left) == str(right)
        if name == 'Fn::Not':
            return not self._condition(argument[0])
        if name == 'Fn::And':
            return all(map(self._condition, argument))
        if name == 'Fn::Or':
            return any(map(self._condition, argument))
        raise TemplateError(f'not emulated: {name} in a condition')


def _parameter_in_store(name: str) -> str:
    try:
        return client('ssm').get_parameter(Name=name)['Parameter']['Value']
    except client('ssm').exceptions.ParameterNotFound:
        raise ResourceError(f'Unable to fetch parameters [{name}] from parameter store for this account.') from None


def _cidr(argument: list[Any]) -> list[str]:
    block, count, bits = argument
    subnets = ipaddress.ip_network(block).subnets(new_prefix=32 - int(bits))
    return [str(subnet) for subnet, _ in zip(subnets, range(int(count)))]


# Functions of nothing but their resolved argument.
_PLAIN: dict[str, Callable[[Any], Any]] = {
    'Fn::Base64': lambda argument: base64.b64encode(argument.encode()).decode(),
    'Fn::Cidr': _cidr,
    'Fn::GetAZs': lambda argument: [f'{argument or SETTINGS.region}{zone}' for zone in 'abc'],
    'Fn::Join': lambda argument: str(argument[0]).join(map(str, argument[1])),
    'Fn::Length': len,
    'Fn::Select': lambda argument: argument[1][int(argument[0])],
    'Fn::Split': lambda argument: argument[1].split(argument[0]),
    'Fn::ToJsonString': json.dumps,
}
