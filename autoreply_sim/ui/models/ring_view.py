"""What somebody looks at and edits of a team's schedules, call trees and routing rules.

They are edited as a document, which need not be sound in between: a schedule whose hours are half typed stays as it was
typed, and the draft stays as it was before.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from autoreply_sim.experiment.replication import traffic_of
from autoreply_sim.ui.models.calendar_files import Imported
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.documents import Document, put
from autoreply_sim.ui.models.holiday_names import holiday_names
from autoreply_sim.ui.models.routing_form import RoutingEditor, routing_editor
from autoreply_sim.ui.models.schedule_form import ScheduleEditor, schedule_editor
from autoreply_sim.ui.models.week import Week, monday_of, week

_OURS = ("schedules", "call_trees", "routing_rules")
"""What of a team is edited here; the rest of it may be changed elsewhere meanwhile."""


class RingView:
    """One visitor's view of who rings when."""

    def __init__(self, cockpit: Cockpit) -> None:
        self.cockpit = cockpit
        self.index: int | None = None
        self.imported: Imported | None = None
        self._schedules_after: Any = None
        self._monday: date | None = None
        self._of = ("", "")

    @property
    def monday(self) -> date:
        """The first day of the week that is shown: at first the first whole one of the traffic."""
        return self.first_monday if self.chosen is None else self.chosen

    @property
    def first_monday(self) -> date:
        """The week that is shown where nobody has chosen another."""
        return monday_of(traffic_of(self.cockpit.saved).first_day + timedelta(days=6))

    @property
    def chosen(self) -> date | None:
        """The first day of the week that somebody chose; None if nobody did."""
        self._forget_others()
        return self._monday

    def choose(self, monday: date | None, index: int | None) -> None:
        """Remember which week is looked at, and the form of which schedule."""
        self._forget_others()
        self._monday, self.index = None if monday is None else monday_of(monday), index

    def go(self, monday: date) -> None:
        """Show another week."""
        self.choose(monday, self.index)
        self.cockpit.show()

    def open(self, index: int | None) -> None:
        """Open the form of a schedule, or close it."""
        self._forget_others()
        self.index = index
        self.cockpit.go(section="schedules")

    def tell(self, imported: Imported) -> None:
        """Hear what an import came to: it is said as long as the schedules are those that it left."""
        self.imported, self._schedules_after = imported, None

    def team(self) -> Document:
        """Return the team by the draft, with what is edited here as it was typed, sound or not."""
        cockpit = self.cockpit
        typed, _ = cockpit.typed.get(cockpit.at(), ({}, ()))
        return {**cockpit.value(cockpit.at()), **(typed if isinstance(typed, dict) else {})}

    def write(self, team: Document) -> None:
        """Take what is edited here: as a step of the draft if it is sound, else as it was typed."""
        cockpit, document = self.cockpit, self.cockpit.draft.document
        ours = {key: team[key] for key in _OURS if key in team}
        for key, value in ours.items():
            document = put(document, cockpit.at(key), value)
        cockpit.take(cockpit.at(), document, ours)

    def week(self) -> Week:
        """Return the week by the draft."""
        cockpit, tried = self.cockpit, self.cockpit.tried
        names = holiday_names(tried.world.company.country, self.monday.year, cockpit.language)
        return week(cockpit.team_of(tried).settings, tried.world, self.monday, holidays=names)

    def schedules(self) -> ScheduleEditor:
        """Return the editor of schedules."""
        self._forget_others()
        team = self.team()
        if self._schedules_after is None:
            self._schedules_after = team["schedules"]
        elif team["schedules"] != self._schedules_after:
            self.imported = None
        return schedule_editor(team, self.cockpit.tried.world, self.index)

    def routing(self) -> RoutingEditor:
        """Return the editors of call trees and routing rules."""
        return routing_editor(self.team(), self.cockpit.tried.world)

    def _forget_others(self) -> None:
        """What was open of another team or account is not open any more."""
        account = self.cockpit.account
        here = ("" if account is None else account.name, self.cockpit.team)
        if here != self._of:
            self._of, self.index, self.imported, self._monday = here, None, None, None
