"""The week and the editors of schedules, call trees and routing rules: HTML, and what their elements may do.

A page that embeds them lends them a `Host`; they keep nothing of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from babel.dates import format_date

from autoreply_sim.domain.world import World
from autoreply_sim.ui.components.drawing import draw, in_words
from autoreply_sim.ui.components.live import Done, Given, Received, SentFile
from autoreply_sim.ui.models import routing_edits, schedule_edits, tree_edits
from autoreply_sim.ui.models.calendar_files import Imported, import_ics, too_large
from autoreply_sim.ui.models.phrase import phrase
from autoreply_sim.ui.models.routing_form import RoutingEditor
from autoreply_sim.ui.models.schedule_edits import Document
from autoreply_sim.ui.models.schedule_form import ScheduleEditor
from autoreply_sim.ui.models.week import Week, length_phrase
from autoreply_sim.ui.words import words
from autoreply_sim.units import utc_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """What the page that embeds the editors lends them."""

    read: Callable[[], Document]
    """The team as it is edited now."""
    write: Callable[[Document], object]
    """Take the team's next version, and draw what shows it."""
    open: Callable[[int | None], object]
    """Open the form of a schedule, or close it."""
    world: Callable[[], World]
    now: Callable[[], datetime]
    """With a zone: when what is added is created."""
    language: Callable[[], str]


def week_html(week: Week, language: str) -> str:
    """Return the week at a glance, with its legend and the same as a table."""
    days = [
        (day, format_date(day.date, "EEE d", locale=language), format_date(day.date, "full", locale=language))
        for day in week.days
    ]
    return draw(
        "week",
        language,
        week=week,
        days=days,
        of=phrase("week_of", date=format_date(week.monday, "long", locale=language)),
        zone=phrase("week_zone", zone=week.timezone),
        other_zones=phrase("week_other_zones", zones=week.other_zones) if week.other_zones else None,
        is_open=phrase("week_open", length=length_phrase(week.open_min)),
        after_hours=phrase("week_after_hours", percent=round(week.after_hours_share * 100)),
        phrase=phrase,
    )


def schedules_html(editor: ScheduleEditor, language: str, *, imported: Imported | None = None) -> str:
    """Return the editor of schedules, with what the last import came to."""
    return draw("schedules", language, editor=editor, imported=imported, phrase=phrase)


def routing_html(editor: RoutingEditor, language: str) -> str:
    """Return the editors of call trees and routing rules."""
    return draw("routing", language, editor=editor, phrase=phrase)


def week_actions(go: Callable[[date], object], open_: Callable[[int], object]) -> dict[str, Done]:
    """Return what can be done in a week: go to another one, and open a schedule."""
    return {
        "week-go": lambda monday, _: go(date.fromisoformat(monday)),
        "week-open": lambda index, _: open_(int(index)),
    }


def schedule_actions(host: Host) -> dict[str, Done]:
    """Return what can be done in the editor of schedules."""

    def edit(place: str, value: Given) -> None:
        index, key = place.split("/", 1)
        host.write(schedule_edits.edit_schedule(host.read(), int(index), key, _given(value)))

    def add(_: str, __: Given) -> None:
        title = words(host.language())["schedule_new"]
        before, today = host.read(), host.now().date()
        host.write(schedule_edits.add_schedule(before, title=title, first=today, created=_created(host)))
        host.open(len(schedule_edits.schedules_of(before)))

    def duplicate(index: str, _: Given) -> None:
        team, place = host.read(), int(index)
        schedules = schedule_edits.schedules_of(team)
        title = str(schedules[place].get("title")) if place < len(schedules) else ""
        copy = in_words(phrase("schedule_copy", title=title), host.language()).striptags()
        host.write(schedule_edits.duplicate_schedule(team, place, title=copy, created=_created(host)))

    def delete(index: str, _: Given) -> None:
        host.open(None)
        host.write(schedule_edits.delete_schedule(host.read(), int(index)))

    def move(by: int) -> Done:
        def moved(index: str, _: Given) -> None:
            host.open(None)
            host.write(schedule_edits.move_schedule(host.read(), int(index), by))

        return moved

    return {
        "schedule-edit": edit,
        "schedule-add": add,
        "schedule-duplicate": duplicate,
        "schedule-delete": delete,
        "schedule-up": move(-1),
        "schedule-down": move(1),
        "schedule-open": lambda index, _: host.open(int(index) if index else None),
    }


def routing_actions(host: Host) -> dict[str, Done]:
    """Return what can be done in the editors of call trees and routing rules."""

    def named(key: str) -> str:
        return words(host.language())[key]

    def choose(place: str, value: Given) -> None:
        key, tree = place.split("|", 1)
        host.write(tree_edits.edit_choice(host.read(), tree, key, _given(value)))

    def edit_rule(place: str, value: Given) -> None:
        index, key = place.split("/", 1)
        host.write(routing_edits.edit_rule(host.read(), int(index), key, _given(value)))

    return {
        "tree-add": lambda *_: host.write(tree_edits.add_tree(host.read(), named("tree_new"))),
        "tree-rename": lambda tree, new: host.write(tree_edits.rename_tree(host.read(), tree, str(new))),
        "tree-delete": lambda tree, _: host.write(tree_edits.delete_tree(host.read(), tree)),
        "tree-choice": choose,
        "rule-add": lambda *_: host.write(
            routing_edits.add_rule(host.read(), name=named("rule_new"), created=_created(host))
        ),
        "rule-edit": edit_rule,
        "rule-delete": lambda index, _: host.write(routing_edits.delete_rule(host.read(), int(index))),
    }


def calendar_received(host: Host, tell: Callable[[Imported], object]) -> Received:
    """Return what takes a calendar file's schedules into the team; `tell` hears what it came to."""

    def received(_: str, sent: SentFile) -> None:
        team = host.read()
        imported = too_large(team) if sent.is_too_large else import_ics(sent.data, host.world(), team)
        tell(imported)
        host.write(imported.team)

    return received


def _given(value: Given) -> str | bool:
    return "" if value is None else value


def _created(host: Host) -> str:
    """Return the present minute in UTC as the format writes it."""
    seconds = utc_ms(host.now()) // 60_000 * 60
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%MZ")
