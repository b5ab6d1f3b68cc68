"""A small page around the week and the editors, as a settings page embeds them, for tests in and out of a browser."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any, Final

import ipywidgets

from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.errors import InputError
from autoreply_sim.io.scenario_load import loads
from autoreply_sim.ui.components import ring
from autoreply_sim.ui.components.live import Live
from autoreply_sim.ui.components.look import look
from autoreply_sim.ui.models.calendar_files import Imported
from autoreply_sim.ui.models.holiday_names import holiday_names
from autoreply_sim.ui.models.routing_form import routing_editor
from autoreply_sim.ui.models.schedule_form import schedule_editor
from autoreply_sim.ui.models.week import week

NOW: Final = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
HOURS: Final = {"from": "08:00", "to": "17:00", "repeats": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"}
WEEKDAYS: Final = {"title": "Weekdays", "first": "2026-01-05", **HOURS, "advisors": ["ana", "ben"]}
NIGHTS: Final = {
    "title": "Nights",
    "first": "2026-01-05",
    "from": "22:00",
    "to": "02:00",
    "repeats": "FREQ=WEEKLY;BYDAY=FR,SA",
    "business_hours": False,
    "advisors": ["ben"],
}
TRAINING: Final = {
    "title": "Training",
    "first": "2026-03-04",
    "from": "12:00",
    "to": "14:00",
    "advisors": ["cleo"],
    "except": [],
}
HOLIDAY: Final = {
    **WEEKDAYS,
    "title": "Saturdays",
    "repeats": "FREQ=WEEKLY;BYDAY=SA",
    "except": ["2026-03-07"],
}
DRAFT: Final = {**WEEKDAYS, "title": "Summer", "draft": True}
TEAM: Final[dict[str, Any]] = {
    "schedules": [WEEKDAYS, NIGHTS, HOLIDAY, TRAINING, DRAFT],
    "call_trees": {"main": {"options": {"1": {"team": "parts"}, "2": {"advisors": ["ana"]}}}},
    "routing_rules": [
        {
            "name": "VIP",
            "criterion": "phone",
            "operator": "starts_with",
            "value": "+1515",
            "target": {"advisor": "ben"},
            "created": "2026-01-02T09:00",
        },
        {
            "name": "Fleet",
            "criterion": "segment",
            "operator": "equals",
            "value": "fleet",
            "target": {"team": "parts"},
        },
    ],
}


def scenario(team: dict[str, Any], timezone: str = "America/Chicago", **more: Any) -> Scenario:
    """The scenario whose team `service` has these settings."""
    file = {
        "version": 1,
        "title": "A desk",
        "timezone": timezone,
        "company": {"name": "Prairie Equipment"},
        "advisors": {"ana": "Ana Ruiz", "ben": "Ben Cole", "cleo": "Cléo Martin"},
        "teams": {
            "service": {"display_name": "Prairie Service", "number": "+15155550100", **team},
            "parts": {"display_name": "Prairie Parts", "communication_team": "service"},
        },
        "events": [],
        **more,
    }
    return loads(json.dumps(file))


class Desk:
    """What a settings page keeps for the editors."""

    def __init__(self, team: dict[str, Any] = TEAM, language: str = "en") -> None:
        self.team: dict[str, Any] = team
        self.language = language
        self.index: int | None = None
        self.monday = date(2026, 3, 2)
        self.imported: Imported | None = None
        self.sound = scenario(team)
        host = ring.Host(
            read=lambda: self.team,
            write=self.write,
            open=self.open,
            world=lambda: self.sound.world,
            now=lambda: NOW,
            language=lambda: self.language,
        )
        self.week = Live("week", ring.week_actions(self.go, self.open))
        self.schedules = Live(
            "schedules", ring.schedule_actions(host), {"import-ics": ring.calendar_received(host, self.tell)}
        )
        self.routing = Live("routing", ring.routing_actions(host))
        self.draw()

    def write(self, team: Any) -> None:
        """Take the next version; what cannot be compiled leaves the week as it was."""
        self.team = dict(team)
        try:
            self.sound = scenario(self.team)
        except InputError as error:
            self.faults = error.problems
        self.draw()

    def open(self, index: int | None) -> None:
        """Open a schedule's form."""
        self.index = index
        self.draw()

    def go(self, monday: date) -> None:
        """Show another week."""
        self.monday = monday
        self.draw()

    def tell(self, imported: Imported) -> None:
        """Hear what an import came to."""
        self.imported = imported

    def draw(self) -> None:
        """Draw all three pieces."""
        world = self.sound.world
        names = holiday_names("US", self.monday.year, self.language)
        shown = week(world.teams[0].settings, world, self.monday, holidays=names)
        self.week.html = ring.week_html(shown, self.language)
        editor = schedule_editor(self.team, world, self.index)
        self.schedules.html = ring.schedules_html(editor, self.language, imported=self.imported)
        self.routing.html = ring.routing_html(routing_editor(self.team, world), self.language)

    def page(self) -> ipywidgets.Box:
        """The page."""
        return ipywidgets.VBox([look("week"), self.week, self.schedules, self.routing])
