"""What has happened, line by line: for the reader of a failed test."""

from __future__ import annotations

import threading

from . import clock
from .settings import SETTINGS

_lines: list[str] = []
_lock = threading.Lock()


def note(what: str) -> None:
    """Writes a line with the virtual time down, here and in the log file."""
    line = f'{clock.utcnow():%H:%M:%S} {what}'
    with _lock:
        _lines.append(line)
        with (SETTINGS.folder / 'trace.log').open('a') as log:
            log.write(f'{line}\n')


def lines() -> list[str]:
    """All lines so far."""
    return list(_lines)
