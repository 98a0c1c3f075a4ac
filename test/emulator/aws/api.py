"""Calls to the emulated services, as from outside, with values as templates have them."""

from __future__ import annotations

import functools
from typing import Any

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.model import ServiceModel, Shape
from botocore.session import get_session

from .settings import SETTINGS


@functools.cache
def client(service: str) -> Any:
    """A client of one of the emulated services."""
    # Proxies are not asked for 127.0.0.1, and a second attempt would hide what went wrong at the first.
    config = Config(proxies={}, retries={'total_max_attempts': 1}, read_timeout=900)
    return boto3.client(
        service,
        region_name=SETTINGS.region,
        endpoint_url=SETTINGS.endpoint,
        aws_access_key_id='cloudformation',
        aws_secret_access_key='cloudformation',
        config=config,
    )


def call(service: str, operation: str, **parameters: Any) -> Any:
    """
    Calls an operation (by its name in the API) after casting the parameters to the types that it takes.

    Templates write numbers and booleans as strings at will. A parameter that the operation does not know is refused by
    botocore: so a property that nobody has thought of fails the resource instead of being ignored.
    """
    model = _model(service).operation_model(operation)
    given = {name: value for name, value in parameters.items() if value is not None}
    cast = _cast(given, model.input_shape)
    return getattr(client(service), xform_name(operation))(**cast)


@functools.cache
def _model(service: str) -> ServiceModel:
    return get_session().get_service_model(service)


def _cast(value: Any, shape: Shape | None) -> Any:
    if shape is None or value is None:
        return value
    kind = shape.type_name
    if kind == 'structure' and isinstance(value, dict):
        return {name: _cast(item, shape.members.get(name)) for name, item in value.items()}
    if kind == 'list' and isinstance(value, list):
        return [_cast(item, shape.member) for item in value]
    if kind == 'map' and isinstance(value, dict):
        return {name: _cast(item, shape.value) for name, item in value.items()}
    if kind in ('integer', 'long') and isinstance(value, (str, float)):
        return int(value)
    if kind in ('float', 'double') and isinstance(value, (str, int)):
        return float(value)
    if kind == 'boolean' and isinstance(value, str):
        return value.lower() == 'true'
    if kind == 'string' and isinstance(value, (bool, int, float)):
        return str(value).lower() if isinstance(value, bool) else str(value)
    return value
