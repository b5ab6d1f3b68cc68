"""What an imported calendar makes of a team's schedules: which it finds as they are, which it replaces, which it adds.

A schedule is known by what it says, else by the UID of our own exports, else by its title. What a calendar does not say
stays: another program's knows nothing of advisors, ring order or call trees. No schedule is ever removed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from autoreply_sim.domain.recurrence_rules import canonical_rule
from autoreply_sim.domain.world import MAX_SCHEDULES
from autoreply_sim.io.scenario_models import ScheduleKeys
from autoreply_sim.io.scenario_times import instant
from autoreply_sim.io.yaml12 import compose
from autoreply_sim.io.yaml12_data import YamlError
from autoreply_sim.ui.models.remarks import as_text
from autoreply_sim.ui.models.schedule_edits import Document, schedules_of

_READER = TypeAdapter(ScheduleKeys)
_ALL = tuple(field.alias or name for name, field in ScheduleKeys.model_fields.items())
_OF_ANY_CALENDAR = ("title", "timezone", "first", "from", "to", "repeats", "except")


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A schedule of a calendar, as a document."""

    document: Document
    is_ours: bool
    """Whether it says everything of a schedule, and not only when."""
    uid_at: Callable[[int, str], str]
    """The UID that our export would give to a schedule of that place and title."""
    uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A team with the schedules of a calendar; the others are the titles of what was, or is new."""

    team: dict[str, Any]
    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    without_room: int = 0
    """How many the team had no room for (R-SCH-1)."""


@dataclass(frozen=True, slots=True)
class _Read:
    document: Document
    means: Mapping[str, Any]
    """What its keys mean, defaults and all; nothing for one that cannot be read."""

    @property
    def title(self) -> str:
        return as_text(self.document.get("title"))


def merged(team: Document, incoming: Sequence[Incoming], timezone: str) -> Merged:
    """Return the team with a calendar's schedules; `timezone` is that of schedules which name none."""
    before = schedules_of(team)
    known = [_read(document, timezone) for document in before]
    coming = [(one, _read(one.document, timezone)) for one in incoming]
    places = _places(coming, known)
    after = {place: _with(known[place], *coming[number]) for number, place in places.items()}
    new = [one.document for number, one in enumerate(incoming) if number not in places]
    room = max(0, MAX_SCHEDULES - len(before))
    schedules = [after.get(place, document) for place, document in enumerate(before)]
    return Merged(
        team={**team, "schedules": schedules + new[:room]},
        added=_titles(new[:room]),
        replaced=_titles(before[place] for place in sorted(after) if after[place] != before[place]),
        unchanged=_titles(before[place] for place in sorted(after) if after[place] == before[place]),
        without_room=max(0, len(new) - room),
    )


def _read(document: Document, timezone: str) -> _Read:
    try:
        keys = _READER.validate_python(compose(json.dumps(document))[0])
    except (ValidationError, YamlError):
        return _Read(document, {})
    means = keys.model_dump(by_alias=True) | {
        "timezone": keys.timezone or timezone,
        "repeats": canonical_rule(keys.repeats or ""),
        "created": None if keys.created is None else instant(keys.created, timezone),
    }
    return _Read(document, means)


def _places(coming: Sequence[tuple[Incoming, _Read]], known: Sequence[_Read]) -> dict[int, int]:
    """Return by the number of what comes in which schedule it is; each is one of them at most."""
    found: dict[int, int] = {}
    for is_same in (_is_equal, _has_its_uid, _has_its_title):
        for number, (one, read) in enumerate(coming):
            free = (place for place in range(len(known)) if place not in found.values())
            place = next((at for at in free if is_same(known[at], at, one, read)), None)
            found |= {} if number in found or place is None else {number: place}
    return found


def _is_equal(known: _Read, _: int, one: Incoming, read: _Read) -> bool:
    return _with(known, one, read) == known.document


def _has_its_uid(known: _Read, place: int, one: Incoming, _: _Read) -> bool:
    return one.uid == one.uid_at(place, known.title)


def _has_its_title(known: _Read, _: int, __: Incoming, read: _Read) -> bool:
    return read.title == known.title


def _with(known: _Read, one: Incoming, read: _Read) -> dict[str, Any]:
    """Return a schedule with what a calendar says of it, in its own wording where both mean the same."""
    said = _ALL if one.is_ours else _OF_ANY_CALENDAR
    other = [key for key in said if not known.means or known.means[key] != read.means.get(key)]
    kept = {key: value for key, value in known.document.items() if key not in other}
    return kept | {key: read.document[key] for key in other if key in read.document}


def _titles(documents: Iterable[Document]) -> tuple[str, ...]:
    return tuple(as_text(document.get("title")) for document in documents)
