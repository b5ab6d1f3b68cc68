"""The pieces of the page of settings: the list, and what is opened from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from autoreply_sim.ui.components import ring
from autoreply_sim.ui.components.drawing import draw
from autoreply_sim.ui.components.live import Done, Given
from autoreply_sim.ui.components.parts import Part, account_of, at_of, team_of
from autoreply_sim.ui.components.preview import preview_phrase
from autoreply_sim.ui.components.sheets import Offer
from autoreply_sim.ui.models.calendar_files import export_ics
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.ring_view import RingView
from autoreply_sim.ui.models.settings_page import open_section, settings_page

_OF_THEIR_OWN = ("schedules", "routing")
"""Sections that have pieces of their own."""


def settings_parts(view: RingView, offer: Offer) -> tuple[Part, ...]:
    """Return the list of settings, and the sections."""
    cockpit = view.cockpit
    host = _host(view)
    account, team = (lambda: account_of(cockpit)), (lambda: team_of(cockpit))

    def schedules_html() -> str:
        editor = view.schedules()
        return ring.schedules_html(editor, cockpit.language, imported=view.imported)

    def export(*_: object) -> None:
        team = cockpit.team_of(cockpit.tried)
        content = export_ics(team.settings, cockpit.tried.world, name=team.display_name)
        offer(f"{team.key}.ics", content, "text/calendar")

    return (
        Part(
            name="list",
            html=lambda: list_html(cockpit),
            actions=_actions(cockpit),
            shown=_is_open(cockpit),
            of=account,
        ),
        Part(
            name="section",
            html=lambda: section_html(cockpit),
            actions=_actions(cockpit),
            shown=lambda: _is_open(cockpit)() and open_section(cockpit) not in _OF_THEIR_OWN,
            of=account,
        ),
        Part(
            name="week",
            html=lambda: ring.week_html(view.week(), cockpit.language),
            actions=ring.week_actions(view.go, view.open),
            shown=_is_open(cockpit, "schedules"),
            of=team,
        ),
        Part(
            name="schedules",
            html=schedules_html,
            actions=ring.schedule_actions(host) | {"export-ics": export},
            files={"import-ics": ring.calendar_received(host, view.tell)},
            shown=_is_open(cockpit, "schedules"),
            of=team,
        ),
        Part(
            name="routing",
            html=lambda: ring.routing_html(view.routing(), cockpit.language),
            actions=ring.routing_actions(host),
            shown=_is_open(cockpit, "routing"),
            of=team,
        ),
    )


def list_html(cockpit: Cockpit) -> str:
    """Return the list of everything that can be set."""
    return draw("list", cockpit.language, page=settings_page(cockpit))


def section_html(cockpit: Cockpit) -> str:
    """Return what is open: a reply, the switches, or the policies."""
    return draw("section", cockpit.language, page=settings_page(cockpit), preview_phrase=preview_phrase)


def _is_open(cockpit: Cockpit, section: str = "") -> Callable[[], bool]:
    """Return what says whether the settings are shown, and of them a section."""
    return lambda: (
        cockpit.page == "settings" and cockpit.base is not None and section in ("", open_section(cockpit))
    )


def _host(view: RingView) -> ring.Host:
    cockpit = view.cockpit
    return ring.Host(
        read=view.team,
        write=view.write,
        open=view.open,
        world=lambda: cockpit.tried.world,
        now=lambda: datetime.now(UTC),
        language=lambda: cockpit.language,
    )


def _actions(cockpit: Cockpit) -> dict[str, Done]:
    def number(at: str, value: Given) -> None:
        cockpit.set(at_of(at), _number(str(value)))

    def flip(at: str, value: Given) -> None:
        cockpit.set(at_of(at), value is True)

    def choose(at: str, value: Given) -> None:
        cockpit.set(at_of(at), str(value))

    return {
        "flip": flip,
        "choose": choose,
        "write": choose,
        "show": flip,
        "replace": lambda at, _: cockpit.replace_characters(at_of(at)),
        "reset": lambda at, _: cockpit.set(at_of(at), None),
        "number": number,
        "reset_reply": lambda reply, _: cockpit.reset(reply),
        "section": lambda section, _: cockpit.go(section=section),
        "channel": lambda _, channel: cockpit.go(channel=str(channel)),
    }


def _number(text: str) -> object:
    """Return the number that somebody typed, with a comma or a point; what is none, as it is: its reader says why."""
    try:
        number = float(text.strip().replace(",", "."))
    except ValueError:
        return text
    return int(number) if number.is_integer() else number
