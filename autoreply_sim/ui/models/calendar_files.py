"""A team's ring schedules to and from calendar files (.ics), as an editor needs them.

Imported schedules come in the words of the settings document: through the text that `autoreply-sim calendar import`
prints, so that the page and the command line take over and refuse the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from autoreply_sim.domain.settings import TeamSettings
from autoreply_sim.domain.world import MAX_SCHEDULES, World
from autoreply_sim.io.schedule_yaml import schedules_to_yaml
from autoreply_sim.io.yaml12 import compose
from autoreply_sim.ui.models.calendar_merge import Incoming, Merged, merged
from autoreply_sim.ui.models.phrase import Phrase, phrase
from autoreply_sim.ui.models.remarks import Remark
from autoreply_sim.ui.models.schedule_edits import Document

if TYPE_CHECKING:
    from autoreply_sim.io.ics import Entry

_OWN_ZONE = b"X-WR-TIMEZONE"
_FLAGS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A team with the schedules of a calendar, and what there is to say of it."""

    team: dict[str, Any]
    said: tuple[Phrase, ...] = ()
    """What was added, replaced, and found as it is."""
    remarks: tuple[Remark, ...] = ()
    """What could not be taken over."""


def export_ics(settings: TeamSettings, world: World, *, name: str = "") -> bytes:
    """Return the calendar file of a team's schedules, called by a name or else by the company's.

    Raises ValueError for a schedule whose rule is none or never occurs.
    """
    from autoreply_sim.io.ics import schedules_to_ics  # noqa: PLC0415  # 0.2 s that only exports need wait for

    calendar_name = name or world.company.name or "Ring schedules"
    return schedules_to_ics(settings.schedules, calendar_name=calendar_name)


def import_ics(data: bytes, world: World, team: Document) -> Imported:
    """Return the team with the schedules of a calendar file, at most as many as it has room for, and remarks.

    Schedules that the team has already are replaced, not doubled. Times without a zone are read in the calendar's own,
    else in the world's. What is wrong never raises.
    """
    from autoreply_sim.io.ics import entries_from_ics  # noqa: PLC0415  # 0.2 s that only imports need wait for
    from autoreply_sim.io.ics_read import MOST_BYTES  # noqa: PLC0415  # the same

    if len(data) > MOST_BYTES:
        return too_large(team)
    timezone = None if _OWN_ZONE in data.upper() else world.timezone
    entries, left_out = entries_from_ics(data, timezone=timezone)
    if not entries and b"BEGIN:VCALENDAR" not in data.upper():
        return Imported(team=dict(team), remarks=(Remark(said=phrase("import_no_calendar")),))
    incoming, refused = _incoming(entries)
    told = merged(team, incoming, world.timezone)
    remarks = [Remark(said=phrase("import_left_out"), detail=sentence) for sentence in [*left_out, *refused]]
    if told.without_room:
        remarks.append(
            Remark(said=phrase("import_no_room", count=told.without_room, most=MAX_SCHEDULES)),
        )
    return Imported(team=told.team, said=tuple(_said(told)), remarks=tuple(remarks))


def too_large(team: Document) -> Imported:
    """Return the team as it is, and the remark about a file that is larger than what is read."""
    return Imported(team=dict(team), remarks=(Remark(said=phrase("import_too_large")),))


def _incoming(entries: Sequence[Entry]) -> tuple[list[Incoming], list[str]]:
    """Return what a scenario file can hold of the schedules, and sentences about the others."""
    from autoreply_sim.io.ics import uid_of  # noqa: PLC0415  # as above

    incoming: list[Incoming] = []
    problems: list[str] = []
    for entry in entries:
        text, refused = schedules_to_yaml([entry.schedule])
        uid_at = partial(uid_of, entry.calendar)
        incoming += [
            Incoming(document=document, is_ours=entry.is_ours, uid=entry.uid, uid_at=uid_at)
            for document in _documents(text)
        ]
        problems += refused
    return incoming, problems


def _said(told: Merged) -> Iterator[Phrase]:
    for key, titles in (
        ("import_added", told.added),
        ("import_replaced", told.replaced),
        ("import_unchanged", told.unchanged),
    ):
        if titles:
            yield phrase(key, count=len(titles), names=titles)


def _documents(text: str) -> list[dict[str, Any]]:
    if not text:
        return []
    tree, _ = compose(text)
    return [_document(item) for item in tree] if isinstance(tree, list) else []


def _document(item: object) -> dict[str, Any]:
    """Return a schedule as JSON would hold it: switches and seconds are no words."""
    document: dict[str, Any] = dict(item) if isinstance(item, dict) else {}
    for key in {"business_hours", "enabled", "draft"} & document.keys():
        document[key] = _FLAGS[document[key]]
    for key in {"advisors", "except"} & document.keys():
        document[key] = list(document[key])
    if "ring" in document:
        ring = dict(document["ring"])
        document["ring"] = ring | {"ring_seconds": int(ring["ring_seconds"])}
    return document
