"""Statistics of samples, of which some came one by one and some as sets."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence

from moto.cloudwatch.models import MetricAggregatedDatum, MetricDatum, MetricDatumBase

_PERCENTILE = re.compile(r'p(\d{1,3}(?:\.\d+)?)')
# Between two values, of which the lower one is out and the upper one is in.
_RANGE = re.compile(r'(TC|TS|TM|PR)\(([\d.]*):([\d.]*)\)')


def statistic(name: str, data: Sequence[MetricDatumBase]) -> float | None:
    """What a statistic is of data; nothing if that cannot be told, as percentiles of most sets."""
    if name in _PLAIN:
        return _PLAIN[name](data)
    percentile, within = _PERCENTILE.fullmatch(name), _RANGE.fullmatch(name)
    values = _values(data)
    if not values or not (percentile or within):
        return None
    if percentile:
        return _percentile(values, float(percentile[1]))
    assert within
    lower, upper = float(within[2] or -math.inf), float(within[3] or math.inf)
    chosen = [value for value in values if lower < value <= upper]
    kind = within[1]
    if kind == 'TM':
        return sum(chosen) / len(chosen) if chosen else None
    return {'TC': float(len(chosen)), 'TS': float(sum(chosen)), 'PR': 100 * len(chosen) / len(values)}[kind]


def samples(data: Sequence[MetricDatumBase]) -> float:
    """How many there are."""
    return sum(datum.sample_count if isinstance(datum, MetricAggregatedDatum) else 1.0 for datum in data)


def total(data: Sequence[MetricDatumBase]) -> float:
    """Their sum."""
    return sum(datum.sum if isinstance(datum, MetricAggregatedDatum) else datum.value for datum in data)


def minimum(data: Sequence[MetricDatumBase]) -> float:
    """The least of them."""
    return min(datum.min if isinstance(datum, MetricAggregatedDatum) else datum.value for datum in data)


def maximum(data: Sequence[MetricDatumBase]) -> float:
    """The greatest of them."""
    return max(datum.max if isinstance(datum, MetricAggregatedDatum) else datum.value for datum in data)


_PLAIN: dict[str, Callable[[Sequence[MetricDatumBase]], float]] = {
    'SampleCount': samples,
    'Sum': total,
    'Average': lambda data: total(data) / samples(data),
    'Minimum': minimum,
    'Maximum': maximum,
}


def _values(data: Sequence[MetricDatumBase]) -> list[float]:
    """All samples by themselves, in order; none at all if there is a set of which they are not known."""
    values: list[float] = []
    for datum in data:
        if isinstance(datum, MetricDatum):
            values.append(datum.value)
        elif isinstance(datum, MetricAggregatedDatum) and (datum.sample_count == 1 or datum.min == datum.max):
            values += [datum.min] * int(datum.sample_count)
        else:
            return []
    return sorted(values)


def _percentile(ordered: list[float], percent: float) -> float:
    """Between the two samples on both sides of it."""
    place = (len(ordered) - 1) * min(percent, 100) / 100
    below, above = ordered[math.floor(place)], ordered[math.ceil(place)]
    return below + (above - below) * (place - math.floor(place))
