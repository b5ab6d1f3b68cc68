"""The simulated period as the checks ask about it: contacts, calls and replies by team, as rows of the ledger."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autoreply_sim.analytics.context import Context
from autoreply_sim.analytics.measure_contacts import heard
from autoreply_sim.analytics.scope import Scope
from autoreply_sim.codes import NONE, Outcome, Reason
from autoreply_sim.domain.world import World
from autoreply_sim.engine.ledger import Ledger
from autoreply_sim.rules.catalog import BY_KEY, REPLY_KEYS
from autoreply_sim.rules.compiler import LAYOUT
from autoreply_sim.rules.moments import Moment

Rows = NDArray[np.integer]
"""Rows of the ledger, ascending."""

_NOWHERE = np.zeros(0, np.intp)


@dataclass(frozen=True)
class Year:
    """One run of a scenario, and the events that it came from if it is a story."""

    context: Context

    @property
    def ledger(self) -> Ledger:
        """The records of the run."""
        return self.context.ledger

    @property
    def world(self) -> World:
        """The world of the run, with its population."""
        return self.context.world

    @property
    def numbers(self) -> NDArray[Any]:
        """The numbers of what happened, int [rows]."""
        return self.context.numbers

    @cached_property
    def _scope(self) -> Scope:
        return Scope(whole=self.ledger, from_ms=int(self.ledger.at_ms.min(initial=0)))

    @cached_property
    def contacts(self) -> NDArray[np.void]:
        """DECIDED [contacts]: the calls, and the messages that reached a ticket."""
        found: NDArray[np.void] = self.ledger.decided[self._scope.contacts]
        return found

    @cached_property
    def heard(self) -> NDArray[np.bool_]:
        """Which contacts got a reply, or anything from a person until the end: bool [contacts]."""
        return heard(self._scope)

    def contacts_in(self, team: int, moment: Moment, facts: Collection[int]) -> NDArray[np.bool_]:
        """Say of each contact whether it came to a team in one of these situations under the first settings."""
        ours = self.contacts
        is_in = np.zeros(1 << 15, np.bool_)
        is_in[list(facts)] = True
        found: NDArray[np.bool_] = (
            (ours["version"] == team) & (ours["moment"] == moment) & is_in[ours["facts"]]
        )
        return found

    def verdicts(self, team: int, reply: str, reason: Reason = Reason.SENT) -> Rows:
        """Return the rows for which a team's reply came to a verdict under the first settings."""
        moment = int(BY_KEY[reply].on)
        slot = REPLY_KEYS.index(reply) - int(LAYOUT.first_reply[moment])
        places = self._places.get((team, moment), _NOWHERE)
        ours = places[self.ledger.reasons[places, slot] == reason]
        return np.sort(self.ledger.decided["row"][ours])

    @cached_property
    def _places(self) -> Mapping[tuple[int, int], NDArray[np.intp]]:
        """Where decisions of each version and moment are among the moments, ascending."""
        decided = self.ledger.decided
        keys = decided["version"].astype(np.int16) * len(Moment) + decided["moment"]
        order = np.argsort(keys, kind="stable")
        found, starts = np.unique(keys[order], return_index=True)
        parts = np.split(order, starts[1:])
        return {divmod(int(key), len(Moment)): part for key, part in zip(found, parts, strict=False)}

    def sent_of(self, team: int, replies: Collection[str]) -> Rows:
        """Return the rows for which any of a team's replies was sent."""
        return np.unique(np.concatenate([self.verdicts(team, reply) for reply in replies]))

    @cached_property
    def replies_sent(self) -> int:
        """How many replies were sent in all."""
        return int(np.bitwise_count(self._scope.sent).sum(dtype=np.int64))

    def sent_by_sms(self, rows: Rows) -> Rows:
        """Return those rows, of some, whose reply goes by SMS."""
        decided = self.ledger.decided
        return rows[np.isin(rows, decided["row"][decided["channel"] <= 1])]

    @cached_property
    def dialled(self) -> NDArray[np.integer]:
        """The team that each call dialled, int [calls]."""
        found: NDArray[np.integer] = self.ledger.plan.machine.events["team"][self.ledger.calls["event"]]
        return found

    def calls_of(self, team: int) -> NDArray[np.void]:
        """Return the calls that dialled a team, CALL [calls], in the order in which they came."""
        found: NDArray[np.void] = self.ledger.calls[self.dialled == team]
        return found

    def calls_held_by(self, team: int) -> NDArray[np.void]:
        """Return the calls that a team held at their end, CALL [calls], in the order in which they came."""
        found: NDArray[np.void] = self.ledger.calls[self.ledger.calls["held_by"] == team]
        return found

    def missed_without_ticket(self, team: int) -> Rows:
        """Return the rows of the missed calls that a team held and that left no ticket."""
        calls = self.calls_held_by(team)
        missed = calls["outcome"] >= Outcome.HUNG_UP_GREETING
        found: Rows = calls["row"][missed & (calls["ticket"] == NONE)]
        return found
