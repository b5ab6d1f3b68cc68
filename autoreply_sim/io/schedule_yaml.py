"""Ring schedules as a scenario file writes them, to be pasted under a team's `schedules:`.

Every schedule is read back before it is handed out, by the reader of scenario files: what it refuses is left
out and said. What is no plain word stands in quotes, with everything that does not print as an escape.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time

from pydantic import TypeAdapter, ValidationError

from autoreply_sim.codes import RingStrategy
from autoreply_sim.domain.schedules import RingSchedule
from autoreply_sim.domain.world import MAX_SCHEDULES
from autoreply_sim.io.scenario_models import ScheduleKeys
from autoreply_sim.io.scenario_report import dotted
from autoreply_sim.io.scenario_times import FIRST_YEAR
from autoreply_sim.io.scenario_values import shown
from autoreply_sim.io.yaml12 import compose
from autoreply_sim.io.yaml12_data import YamlError
from autoreply_sim.io.yaml_text import text_to_yaml
from autoreply_sim.units import SECOND_MS, iso_utc, utc_ms

INDENT = 6
"""As deep as the list stands in the usual layout: below `teams:`, the team's key and `schedules:`."""

_EARLIEST_MS = utc_ms(datetime(FIRST_YEAR, 1, 1, tzinfo=UTC))
_DEFAULT_RING = (RingStrategy.GROUP, 30 * SECOND_MS)
_READER = TypeAdapter(list[ScheduleKeys])


def schedules_to_yaml(schedules: Sequence[RingSchedule]) -> tuple[str, list[str]]:
    """The schedules as items of a YAML list, and sentences about those that a scenario file cannot hold."""
    items: list[str] = []
    problems: list[str] = []
    for schedule in schedules:
        item = _item(schedule)
        problem = _problem(item)
        if problem is None:
            items.append(item)
        else:
            problems.append(f"schedule {shown(schedule.title)}: {problem}")
    if len(items) > MAX_SCHEDULES:
        problems.append(
            f"these are {len(items)} schedules; a team may have {MAX_SCHEDULES}: keep fewer (R-SCH-1)"
        )
    return "".join(items), problems


def _item(schedule: RingSchedule) -> str:
    lines = (f"{key}: {value}" for key, value in _keys(schedule))
    return " " * INDENT + "- " + f"\n{' ' * INDENT}  ".join(lines) + "\n"


def _problem(item: str) -> str | None:
    """What the reader of scenario files has against an item, as a sentence; None if nothing."""
    try:
        tree, _ = compose(item)
        _READER.validate_python(tree)
    except YamlError as error:
        return str(error)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        return f"{dotted(detail['loc'][1:])}: {detail['ctx']['error']}"
    return None


def _keys(schedule: RingSchedule) -> Iterator[tuple[str, str]]:
    """The keys in the order of the format, as they are written; those at their default are left out.

    `advisors` always stands there: who imports another program's calendar sees where to name them.
    """
    yield "title", text_to_yaml(schedule.title, in_line=False)
    yield "timezone", schedule.timezone
    if schedule.business_hours is not None:
        yield "business_hours", _flag(schedule.business_hours)
    yield from _times(schedule)
    for key, is_so, default in (("enabled", schedule.enabled, True), ("draft", schedule.draft, False)):
        if is_so != default:
            yield key, _flag(is_so)
    yield "advisors", _list(text_to_yaml(key) for key in schedule.advisors)
    if (schedule.strategy, schedule.ring_ms) != _DEFAULT_RING:
        seconds = f"{schedule.ring_ms / SECOND_MS:g}"
        yield "ring", f"{{strategy: {schedule.strategy.word}, ring_seconds: {seconds}}}"
    if schedule.call_tree is not None:
        yield "call_tree", text_to_yaml(schedule.call_tree, in_line=False)


def _times(schedule: RingSchedule) -> Iterator[tuple[str, str]]:
    yield "first", schedule.first.isoformat()
    yield "from", _clock(schedule.start)
    yield "to", '"24:00"' if schedule.end == time(0) else _clock(schedule.end)
    if schedule.repeats is not None:
        yield "repeats", text_to_yaml(schedule.repeats, in_line=False)
    if schedule.excepted:
        yield "except", _list(day.isoformat() for day in schedule.excepted)
    # A date before all that a file may name says no more than none: older than any other (R-SCH-3).
    if schedule.created_ms is not None and schedule.created_ms >= _EARLIEST_MS:
        yield "created", iso_utc(schedule.created_ms)


def _list(items: Iterable[str]) -> str:
    return f"[{', '.join(items)}]"


def _clock(wall: time) -> str:
    return f'"{wall.isoformat("seconds" if wall.second else "minutes")}"'


def _flag(value: bool) -> str:  # noqa: FBT001  # a formatter's one argument
    return "true" if value else "false"
