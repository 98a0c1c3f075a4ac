"""Saved queries of CloudWatch Logs, which moto does not know."""

from __future__ import annotations

import json
import uuid
from typing import Any

from moto.logs.exceptions import ResourceNotFoundException
from moto.logs.responses import LogsResponse

from .. import clock

_queries: dict[str, dict[str, Any]] = {}


def install() -> None:
    """Adds the operations."""
    LogsResponse.put_query_definition = _put
    LogsResponse.describe_query_definitions = _describe
    LogsResponse.delete_query_definition = _delete


def _put(self: LogsResponse) -> str:
    query_id = self._get_param('queryDefinitionId')
    if query_id and query_id not in _queries:
        raise ResourceNotFoundException(f'There is no query definition {query_id}')
    query_id = query_id or str(uuid.uuid4())
    definition = {
        'queryDefinitionId': query_id,
        'name': self._get_param('name'),
        'queryString': self._get_param('queryString'),
        'logGroupNames': self._get_param('logGroupNames') or [],
        'queryLanguage': self._get_param('queryLanguage') or 'CWLI',
        'lastModified': int(clock.time() * 1000),
    }
    _queries[query_id] = definition
    return json.dumps({'queryDefinitionId': query_id})


def _describe(self: LogsResponse) -> str:
    prefix = self._get_param('queryDefinitionNamePrefix') or ''
    chosen = [query for query in _queries.values() if query['name'].startswith(prefix)]
    return json.dumps({'queryDefinitions': chosen})


def _delete(self: LogsResponse) -> str:
    if _queries.pop(self._get_param('queryDefinitionId'), None) is None:
        raise ResourceNotFoundException('There is no such query definition')
    return json.dumps({'success': True})
