"""Run a scenario and look at what came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from autoreply_sim.analytics import records
from autoreply_sim.analytics.context import Context
from autoreply_sim.analytics.explain import notes
from autoreply_sim.analytics.phrases import check_language
from autoreply_sim.analytics.showing import run_html
from autoreply_sim.analytics.tally import decided
from autoreply_sim.arguments import check_kind, check_whole
from autoreply_sim.codes import Fault, Reason
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.engine.ledger import Ledger, decide_all
from autoreply_sim.experiment.reporting import report_on

if TYPE_CHECKING:
    from autoreply_sim.analytics.frames import Frames


@dataclass(frozen=True, repr=False)
class Run:
    """A scenario that has run. Everything below is made when it is first asked for."""

    scenario: Scenario
    ledger: Ledger
    language: str

    def __repr__(self) -> str:
        counts = f"{len(self.ledger.happened)} events, {len(self.ledger.tickets)} tickets"
        sent = sum(reasons[Reason.SENT.word] for reasons in decided(self.ledger).values())
        return f"Run({self.scenario.title!r}: {counts}, {sent} replies sent)"

    @cached_property
    def context(self) -> Context:
        """What its codes stand for."""
        return Context(self.ledger, None if self.is_drawn else self.scenario.events, self.language)

    @property
    def is_drawn(self) -> bool:
        """Whether its events were drawn: then they are numbered in the order in which they happened."""
        return self.scenario.traffic is not None

    @cached_property
    def replies(self) -> list[records.Reply]:
        """The replies that were sent, in the order of sending."""
        return records.replies(self.context)

    @cached_property
    def tickets(self) -> list[records.Ticket]:
        """The tickets by number, as they stand at the end."""
        return records.tickets(self.context)

    @cached_property
    def calls(self) -> list[records.CallRecord]:
        """The calls by event number."""
        return records.calls(self.context)

    @cached_property
    def decisions(self) -> list[records.Decision]:
        """Every decision by event number, with its rule and its sentence."""
        return records.decisions(self.context)

    @cached_property
    def notes(self) -> list[str]:
        """What did not happen as the story asked, in sentences."""
        return notes(self.context)

    @cached_property
    def faults(self) -> tuple[tuple[int, Fault], ...]:
        """Events that name a ticket which they cannot, by event number; a file with any is not to be used."""
        rows = self.ledger.faults
        return tuple(sorted((self.context.number(row["row"]), Fault(int(row["fault"]))) for row in rows))

    @cached_property
    def frames(self) -> Frames:
        """The same as tidy pandas tables: `frames.replies`, `decisions`, `calls`, `tickets`, `activity`."""
        from autoreply_sim.analytics.frames import Frames  # noqa: PLC0415 (pandas: who asks for no table pays nothing)

        return Frames(self.context, sentences=not self.is_drawn)

    def explain(self, event: int) -> records.Decisions:
        """Return the decisions of one event, by its number: what `decisions` has of it, however many there are."""
        return records.decisions(self._only(event))

    def replies_to(self, event: int) -> list[records.Reply]:
        """Return the replies that one event had sent, by its number, with their texts."""
        return records.replies(self._only(event))

    report = report_on

    def _only(self, event: int) -> Context:
        """Return the context with the decisions of one event alone. Raises ValueError if there is no such event."""
        check_whole("event", event, 1)
        rows = np.flatnonzero(self.context.numbers == event)
        if not len(rows):
            raise ValueError(f"no event has the number {event}; there are {len(self.ledger.happened):,}")
        ours = np.isin(self.ledger.decided["row"], rows)
        part = replace(self.ledger, decided=self.ledger.decided[ours], reasons=self.ledger.reasons[ours])
        return replace(self.context, ledger=part)

    def _repr_html_(self) -> str:
        """Return the run as a notebook shows it."""
        return run_html(self.context, self.scenario.title)

    def as_json(self) -> dict[str, Any]:
        """Return the object that `autoreply-sim run --json` prints for this scenario."""
        return {
            "scenario": self.scenario.title,
            "notes": self.notes,
            "replies": [reply.as_json() for reply in self.replies],
            "tickets": [ticket.as_json() for ticket in self.tickets],
            "calls": [call.as_json() for call in self.calls],
            "decisions": [decision.as_json() for decision in self.decisions],
        }


def run(scenario: Scenario, *, language: str | None = None, compiled: bool | None = None) -> Run:
    """Run a scenario and return what came of it, explained in `language` (``en``, ``fr``; None: the company's).

    `compiled` as in `engine.ledger.decide_all`. Raises ValueError for another language, and for a scenario that has
    traffic: `simulate` draws its events.

    Example:
        >>> from autoreply_sim import load, run
        >>> told = run(load("data/scenarios/call-hang-up-in-every-phase.yaml"))
        >>> [reply.reply for reply in told.replies]
        ['missed_customer_call', 'customer_hangs_up', 'missed_customer_call', 'customer_leaves_voicemail']

    """
    check_kind("run", scenario, (Scenario,), ["load a file first: load('story.yaml')"])
    if scenario.traffic is not None:
        raise ValueError(f"{scenario.title!r} has traffic, from which events are drawn; simulate it instead")
    if language is not None:
        check_language(language)
    ledger = decide_all(scenario.world, scenario.events, compiled=compiled)
    return Run(scenario, ledger, language or scenario.world.company.language)
