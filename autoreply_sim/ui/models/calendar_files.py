"""A team's ring schedules to and from calendar files (.ics), as an editor needs them.

Imported schedules come in the words of the settings document: through the text that `autoreply-sim calendar import`
prints, so that the page and the command line take over and refuse the same.
"""

from __future__ import annotations

from typing import Any

from autoreply_sim.domain.settings import TeamSettings
from autoreply_sim.domain.world import MAX_SCHEDULES, World
from autoreply_sim.io.schedule_yaml import schedules_to_yaml
from autoreply_sim.io.yaml12 import compose
from autoreply_sim.ui.models.phrase import phrase
from autoreply_sim.ui.models.remarks import Remark
from autoreply_sim.ui.models.schedule_edits import Document, schedules_of

_OWN_ZONE = b"X-WR-TIMEZONE"
_FLAGS = {"true": True, "false": False}


def export_ics(settings: TeamSettings, world: World, *, name: str = "") -> bytes:
    """Return the calendar file of a team's schedules, called by a name or else by the company's.

    Raises ValueError for a schedule whose rule is none or never occurs.
    """
    from autoreply_sim.io.ics import schedules_to_ics  # noqa: PLC0415  # 0.2 s that only exports need wait for

    calendar_name = name or world.company.name or "Ring schedules"
    return schedules_to_ics(settings.schedules, calendar_name=calendar_name)


def import_ics(data: bytes, world: World, team: Document) -> tuple[list[dict[str, Any]], list[Remark]]:
    """Return the schedules of a calendar file as documents, at most as many as the team has room for, and remarks.

    Times without a zone are read in the calendar's own, else in the world's. What is wrong never raises.
    """
    from autoreply_sim.io.ics import schedules_from_ics  # noqa: PLC0415  # 0.2 s that only imports need wait for
    from autoreply_sim.io.ics_read import MOST_BYTES  # noqa: PLC0415  # the same

    if len(data) > MOST_BYTES:
        return [], [too_large()]
    timezone = None if _OWN_ZONE in data.upper() else world.timezone
    schedules, left_out = schedules_from_ics(data, timezone=timezone)
    if not schedules and b"BEGIN:VCALENDAR" not in data.upper():
        return [], [Remark(said=phrase("import_no_calendar"))]
    room = max(0, MAX_SCHEDULES - len(schedules_of(team)))
    text, refused = schedules_to_yaml(schedules[:room])
    remarks = [Remark(said=phrase("import_left_out"), detail=sentence) for sentence in [*left_out, *refused]]
    if len(schedules) > room:
        remarks.append(Remark(said=phrase("import_no_room", count=len(schedules) - room, most=MAX_SCHEDULES)))
    return _documents(text), remarks


def too_large() -> Remark:
    """Return the remark about a file that is larger than what is read."""
    return Remark(said=phrase("import_too_large"))


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
