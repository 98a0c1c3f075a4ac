"""A template as written: its resources, and the order in which they can be made."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

import yaml

from .errors import TemplateError

_VARIABLE = re.compile(r'\$\{([^!}]+)\}')
# CloudFormation starts everything at once that waits for nothing. Here it is one after the other, so what users would
# notice goes first: a dependency that the template forgets then fails a test.
_FIRST = ('Custom::', 'AWS::CloudFormation::CustomResource', 'AWS::ElasticLoadBalancingV2::ListenerRule')


def parse(body: str) -> dict[str, Any]:
    """The template of a text in JSON, or in YAML without short forms of functions, which the CDK never writes."""
    template = json.loads(body) if body.lstrip().startswith('{') else yaml.safe_load(body)
    if not template.get('Resources'):
        raise TemplateError('Template format error: At least one Resources member must be defined.')
    return template


def references(value: Any) -> set[str]:
    """The names that a value refers to, by Ref, Fn::GetAtt or Fn::Sub: resources, parameters and pseudo parameters."""
    if isinstance(value, list):
        return set().union(*(references(item) for item in value))
    if not isinstance(value, dict):
        return set()
    found: set[str] = set()
    for key, item in value.items():
        if key == 'Ref':
            found.add(item)
        elif key == 'Fn::GetAtt':
            found.add(item.split('.')[0] if isinstance(item, str) else item[0])
        elif key == 'Fn::Sub':
            text, variables = (item, {}) if isinstance(item, str) else item
            found |= {name.split('.')[0] for name in _VARIABLE.findall(text)} | references(variables)
        else:
            found |= references(item)
    return found


def dependencies(template: dict[str, Any], logical_ids: Iterable[str]) -> dict[str, set[str]]:
    """What each resource waits for, within the resources that are named."""
    known = set(logical_ids)
    graph = {}
    for logical_id in known:
        resource = template['Resources'][logical_id]
        named = resource.get('DependsOn', [])
        explicit = {named} if isinstance(named, str) else set(named)
        unknown = explicit - set(template['Resources'])
        if unknown:
            raise TemplateError(f'Template format error: Unresolved resource dependencies {sorted(unknown)}')
        graph[logical_id] = ((references(resource.get('Properties', {})) | explicit) & known) - {logical_id}
    return graph


def order(template: dict[str, Any], logical_ids: list[str]) -> list[str]:
    """The resources, each after what it waits for."""
    graph = dependencies(template, logical_ids)
    waiting = list(logical_ids)
    done: list[str] = []
    while waiting:
        ready = [logical_id for logical_id in waiting if graph[logical_id] <= set(done)]
        if not ready:
            raise TemplateError(f'Circular dependency between resources: [{", ".join(sorted(waiting))}]')
        urgent = [logical_id for logical_id in ready if template['Resources'][logical_id]['Type'].startswith(_FIRST)]
        chosen = (urgent or ready)[0]
        waiting.remove(chosen)
        done.append(chosen)
    return done


def dependents_first(graph: dict[str, set[str]]) -> list[str]:
    """The order of deletion: nothing goes while something that waits for it is still there."""
    waiting = dict(graph)
    done: list[str] = []
    while waiting:
        free = [name for name in waiting if not any(name in needs for needs in waiting.values())]
        # Resources of two templates may name one another in a circle; then any of them will do.
        chosen = free[-1] if free else list(waiting)[-1]
        del waiting[chosen]
        done.append(chosen)
    return done
