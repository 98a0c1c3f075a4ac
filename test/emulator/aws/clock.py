"""
Virtual time: everything in the emulator, in Lambda functions and in the CDK's command line lives by this clock.

It runs fast while everybody waits, and as fast as ours while somebody works: so a busy machine makes a test slow, and
not a rollout late. Who works says so with `working`, and who waits in the middle of it with `resting`. The rate of the
moment is in a file, for other processes (functions/runtime/clock.cjs).
"""

from __future__ import annotations

import contextlib
import datetime
import json
import threading
import time as real
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_RealDatetime = datetime.datetime
_real_time = real.time
# How closely a wait in virtual time is kept, in our seconds.
RESOLUTION = 0.01


class _State:
    """At `since` of our time it was `virtual`, and since then time has run `rate` times as fast."""

    since = virtual = _real_time()
    rate = fast = 1.0
    workers = 0
    file: Path | None = None
    lock = threading.RLock()


def start(fast: float, file: Path) -> None:
    """Lets this time be the only one, for every module that is imported later."""
    _State.fast, _State.file = fast, file
    _change(0)
    datetime.datetime = VirtualDatetime  # type: ignore[misc]
    real.time = time


def time() -> float:
    """Seconds since the epoch, in virtual time."""
    with _State.lock:
        return _State.virtual + (_real_time() - _State.since) * _State.rate


@contextlib.contextmanager
def working() -> Iterator[None]:
    """Time is not made faster meanwhile."""
    _change(+1)
    try:
        yield
    finally:
        _change(-1)


@contextlib.contextmanager
def resting() -> Iterator[None]:
    """A pause in `working`."""
    _change(-1)
    try:
        yield
    finally:
        _change(+1)


def begin_work() -> None:
    """As entering `working`, where begin and end are in different places."""
    _change(+1)


def end_work() -> None:
    """As leaving `working`."""
    _change(-1)


def sleep(seconds: float) -> None:
    """As time.sleep, in virtual time."""
    deadline = time() + seconds
    while time() < deadline:
        real.sleep(RESOLUTION)


def utcnow() -> datetime.datetime:
    """The time of day without a time zone, which is how moto keeps it."""
    return datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)


def _change(workers: int) -> None:
    with _State.lock:
        _State.virtual, _State.since = time(), _real_time()
        _State.workers += workers
        _State.rate = 1.0 if _State.workers > 0 else _State.fast
        if _State.file:
            fresh = _State.file.with_suffix('.new')
            fresh.write_text(json.dumps([_State.virtual * 1000, _State.since * 1000, _State.rate]))
            # It is read at any time.
            fresh.replace(_State.file)


class _AnyDatetime(type):
    """A date that C code has made is a date, too."""

    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, _RealDatetime)

    def __subclasscheck__(cls, subclass: Any) -> bool:
        return issubclass(subclass, _RealDatetime)


class VirtualDatetime(_RealDatetime, metaclass=_AnyDatetime):
    """datetime.datetime whose `now` is virtual."""

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
        return cls.fromtimestamp(time(), tz)

    @classmethod
    def utcnow(cls) -> datetime.datetime:
        return cls.fromtimestamp(time(), datetime.timezone.utc).replace(tzinfo=None)

    @classmethod
    def today(cls) -> datetime.datetime:
        return cls.now()
