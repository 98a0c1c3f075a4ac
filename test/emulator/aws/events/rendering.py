"""What targets of a rule get of an event."""

from __future__ import annotations

import json
import re
from typing import Any

_VARIABLE = re.compile(r'<([^<>"]+)>')
# One that begins or ends a text; an escaped one is within it.
_QUOTE = re.compile(r'(?<!\\)"')


def rendered(target: dict[str, Any], event: dict[str, Any]) -> str:
    """The text for a target: its input, a part of it, what a template makes of it, or all of it."""
    if target.get('Input'):
        return target['Input']
    if target.get('InputPath'):
        return json.dumps(_at(event, target['InputPath']))
    transformer = target.get('InputTransformer')
    if not transformer:
        return json.dumps(event)
    values = {name: _at(event, path) for name, path in transformer.get('InputPathsMap', {}).items()}
    template = transformer['InputTemplate']

    def value_of(found: re.Match[str]) -> str:
        value = values.get(found.group(1))
        # Within quotes a text is put as it is, and not escaped: so does EventBridge.
        is_quoted = len(_QUOTE.findall(template, 0, found.start())) % 2 == 1
        return value if is_quoted and isinstance(value, str) else json.dumps(value)

    return _VARIABLE.sub(value_of, template)


def _at(event: dict[str, Any], path: str) -> Any:
    value: Any = event
    for name in path.removeprefix('$').strip('.').split('.'):
        value = value.get(name) if name and isinstance(value, dict) else value
    return value
