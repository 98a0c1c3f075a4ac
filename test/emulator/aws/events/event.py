"""What every event consists of."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from .. import clock
from ..settings import SETTINGS


def new_event(
    source: str, kind: str, resources: list[str], detail: dict[str, Any], time: datetime.datetime | None = None
) -> dict[str, Any]:
    """An event of now, or of another time, which is without a time zone as all times of moto's."""
    return {
        'version': '0',
        'id': str(uuid.uuid4()),
        'detail-type': kind,
        'source': source,
        'account': SETTINGS.account,
        'time': f'{time or clock.utcnow():%Y-%m-%dT%H:%M:%SZ}',
        'region': SETTINGS.region,
        'resources': resources,
        'detail': detail,
    }
