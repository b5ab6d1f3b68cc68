"""Moments, durations and numbers as a scenario file writes them: read again, they are the same to the millisecond."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta, timezone
from decimal import Decimal

from autoreply_sim.domain.schedules import instant_ms, zone
from autoreply_sim.io.scenario_times import FIRST_YEAR, LAST_YEAR
from autoreply_sim.io.yaml12_data import Plain
from autoreply_sim.units import DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, local

_FARTHEST = timedelta(hours=14)
_DURATION_UNITS = (("d", DAY_MS), ("h", HOUR_MS), ("m", MINUTE_MS))


def moment_to_yaml(at_ms: int, zone_name: str) -> str:
    """Return an instant as wall clock of the file's zone where that means no other one, else with an offset."""
    wall = local(at_ms, zone(zone_name))
    bare = wall.replace(tzinfo=None, fold=0)
    if _is_possible(bare) and instant_ms(zone_name, bare.date(), bare.time()) == at_ms:
        return _written(bare, "")
    offset = wall.utcoffset() or timedelta()
    moment, offset = next(each for each in _with_offsets(at_ms, offset) if _is_possible(each[0]))
    return _written(moment, _offset(offset))


def _with_offsets(at_ms: int, offset: timedelta) -> Iterator[tuple[datetime, timedelta]]:
    """Yield the wall clocks of an instant at the offset of its zone if it can be written, and then at others.

    At the ends of the years that are possible some wall clocks are beyond them.
    """
    offsets = (offset, timedelta(), _FARTHEST, -_FARTHEST)
    for each in offsets:
        if each % timedelta(minutes=1) == timedelta():
            yield local(at_ms, timezone(each)), each
    yield local(at_ms, UTC), timedelta()


def _is_possible(moment: datetime) -> bool:
    return FIRST_YEAR <= moment.year <= LAST_YEAR


def _written(moment: datetime, offset: str) -> str:
    """Return a moment; one of whole minutes needs no quotes in any reader's eyes."""
    whole = not (moment.second or moment.microsecond)
    spec = "minutes" if whole else "milliseconds" if moment.microsecond else "seconds"
    text = moment.replace(tzinfo=None).isoformat(" ", spec) + offset
    return Plain(text) if whole and not offset else text


def _offset(offset: timedelta) -> str:
    minutes = abs(offset) // timedelta(minutes=1)
    return f"{'-' if offset < timedelta() else '+'}{minutes // 60:02d}:{minutes % 60:02d}"


def clock_to_yaml(wall: time) -> str:
    """Return a time of day; seconds only when there are any."""
    return wall.isoformat("seconds" if wall.second else "minutes")


def duration_to_yaml(length_ms: float, *, days: bool = False) -> Plain:
    """Return a duration such as ``1h30m`` or ``2.5s``; `days`: where more than a day is possible."""
    left = round(length_ms)
    parts = []
    for unit, unit_ms in _DURATION_UNITS if days else _DURATION_UNITS[1:]:
        count, left = divmod(left, unit_ms)
        parts += [f"{count}{unit}"] if count else []
    if left or not parts:
        parts.append(f"{_trimmed(Decimal(left) / SECOND_MS)}s")
    return Plain("".join(parts))


def number_to_yaml(value: float) -> Plain:
    """Return a number with as few decimals as it needs, at most six."""
    return Plain(_trimmed(Decimal(f"{value:.6f}")))


def amount_to_yaml(value: Decimal) -> Plain:
    """Return an amount of money as it was written."""
    return Plain(f"{value:f}")


def share_to_yaml(share: float) -> Plain:
    """Return a share as a percentage."""
    return Plain(f"{_trimmed(round(Decimal(repr(share)) * 100, 6))}%")


def _trimmed(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
