"""What is there at the moment of an event: the people, the teams, and the tickets that can be named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from autoreply_sim.experiment.run import Run
from autoreply_sim.io.scenario_times import instant, moment
from autoreply_sim.ui.models.names import Names
from autoreply_sim.ui.models.phrase import Phrase, phrase
from autoreply_sim.units import HOUR_MS, MINUTE_MS

_SOME_MONDAY = "2026-03-02 09:00"

Choice = tuple[str, "Phrase | str"]
"""What a file says, and what people read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What is there when an event happens: what can be chosen follows from it."""

    run: Run
    names: Names
    at_ms: int

    @property
    def teams(self) -> tuple[Choice, ...]:
        """All teams."""
        return tuple((team.key, team.display_name) for team in self.run.scenario.world.teams)

    @property
    def dialled(self) -> tuple[Choice, ...]:
        """The teams with a number of their own."""
        numbered = {team.key for team in self.run.scenario.world.teams if team.number}
        return tuple(choice for choice in self.teams if choice[0] in numbered)

    @property
    def customers(self) -> tuple[Choice, ...]:
        """All customers."""
        return tuple((each.key, self.names.customer(each.key)) for each in self.run.scenario.world.customers)

    @property
    def advisors(self) -> tuple[Choice, ...]:
        """All advisors."""
        return tuple((each.key, each.name) for each in self.run.scenario.world.advisors)

    def tickets(self, *channels: str, closed_too: bool = False) -> tuple[Choice, ...]:
        """Return the tickets that exist, the newest first; those that are closed only if asked for."""
        return tuple(
            (
                str(ticket.ticket),
                phrase("ticket_of", ticket=ticket.ticket, customer=self.names.customer(ticket.customer)),
            )
            for ticket in reversed(self.run.tickets)
            if ticket.created_ms <= self.at_ms
            and (closed_too or ticket.closed_ms is None or ticket.closed_ms >= self.at_ms)
            and (not channels or ticket.channel in channels)
        )


def moment_of(run: Run, names: Names, event: Mapping[str, Any]) -> Moment:
    """Return what is there when an event happens; at the end of the story if its time cannot be read."""
    try:
        at_ms = instant(moment(event["at"]), run.scenario.world.timezone)
    except ValueError:
        at_ms = next_ms(run)
    return Moment(run=run, names=names, at_ms=at_ms)


def next_ms(run: Run) -> int:
    """Return a minute after the last thing that happened; with none, an hour after the first opening.

    A call that leaves a ticket ends later than it begins: what comes next can name the ticket.
    """
    happened = [event.at_ms for event in run.scenario.events]
    happened += [call.ended_ms for call in run.calls] + [ticket.created_ms for ticket in run.tickets]
    last = max(happened, default=None)
    if last is not None:
        return last // MINUTE_MS * MINUTE_MS + MINUTE_MS
    schedules = [one for team in run.scenario.world.teams for one in team.settings.schedules]
    opening = next((one for one in schedules if one.counts_as_business_hours), next(iter(schedules), None))
    if opening is None:
        return instant(moment(_SOME_MONDAY), run.scenario.world.timezone)
    return HOUR_MS + instant(moment(f"{opening.first} {opening.start:%H:%M}"), opening.timezone)
