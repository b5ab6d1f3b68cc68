"""The part of a run that is looked at: what came from a moment on, and was decided, made and logged since.

What several figures are made of is found once and kept with it: whoever asks for sums and then for the events behind
them asks the same scope.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.analytics.attention import NEVER_MS, Attention, attention_of
from autoreply_sim.analytics.beside import beside_open
from autoreply_sim.codes import Outcome, Reason
from autoreply_sim.engine.ledger import Ledger
from autoreply_sim.rules.compiler import LAYOUT
from autoreply_sim.rules.moments import Moment

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SLOTS = ((1 << LAYOUT.slots) - 1).astype(np.uint8)
"""uint8 [moments]: a bit for each reply of a moment."""


@dataclass(frozen=True, kw_only=True)
class Scope:
    """A run from `from_ms` (UTC) on: what happened before then is left out, with all that came of it at once."""

    whole: Ledger
    from_ms: int

    @cached_property
    def is_in(self) -> NDArray[np.bool_]:
        """Flags, bool [rows]: what happened in time."""
        found: NDArray[np.bool_] = self.whole.at_ms >= self.from_ms
        return found

    @cached_property
    def _is_whole(self) -> bool:
        return bool(self.is_in.all())

    @cached_property
    def ledger(self) -> Ledger:
        """The run with the calls, decisions and items that are in; tickets and rows keep their places."""
        whole = self.whole
        if self._is_whole:
            return whole
        decided = self.is_in[whole.decided["row"]]
        return replace(
            whole,
            calls=whole.calls[self.is_in[whole.calls["row"]]],
            logged=whole.logged[self.is_in[whole.logged["row"]]],
            decided=whole.decided[decided],
            reasons=whole.reasons[decided],
        )

    @cached_property
    def kinds(self) -> NDArray[np.int8]:
        """int8 [rows]: the EventKind of what happened, whether it is in or not."""
        # Side by side first: one is looked up for every row, and in the records they are forty bytes apart.
        kinds = np.ascontiguousarray(self.whole.plan.machine.events["kind"])
        found: NDArray[np.int8] = kinds[self.whole.happened["event"]]
        return found

    @cached_property
    def tickets(self) -> NDArray[np.void]:
        """TICKET [tickets that were made in time]."""
        made: NDArray[np.void] = self.whole.tickets
        return made if self._is_whole else made[self.is_in[made["row"]]]

    @cached_property
    def beside_open(self) -> NDArray[np.bool_]:
        """Flags, bool [tickets that were made in time]: which were made beside an open one of the customer."""
        found = beside_open(self.whole.tickets)
        return found if self._is_whole else found[self.is_in[self.whole.tickets["row"]]]

    @cached_property
    def answered(self) -> NDArray[np.bool_]:
        """Flags, bool [calls that are in]: which were answered."""
        found: NDArray[np.bool_] = self.ledger.calls["outcome"] == Outcome.ANSWERED
        return found

    @cached_property
    def sent(self) -> NDArray[np.uint8]:
        """uint8 [moments that are in]: a bit for each reply of the moment that was sent, the lowest for the first."""
        ours = self.ledger
        found = np.zeros(len(ours.reasons), np.uint8)
        for slot in range(ours.reasons.shape[1]):
            found |= (ours.reasons[:, slot] == Reason.SENT).view(np.uint8) << slot
        found &= _SLOTS[ours.decided["moment"]]
        return found

    @cached_property
    def contacts(self) -> NDArray[np.intp]:
        """int64 [contacts]: their places among the moments that are in: ends of calls, and messages."""
        return np.flatnonzero(self.ledger.decided["moment"] <= Moment.MESSAGE_CAME)

    @cached_property
    def contact_rows(self) -> NDArray[np.int32]:
        """int32 [contacts]: their rows."""
        rows: NDArray[np.int32] = self.ledger.decided["row"][self.contacts]
        return rows

    @cached_property
    def attention(self) -> Attention:
        """When persons attended to what happened, whether it is in or not."""
        return attention_of(self.whole, self.kinds)

    @cached_property
    def done_ms(self) -> NDArray[np.int64]:
        """int64 [rows]: when each was over (UTC ms), in or not: a call at its end, everything else at once."""
        done_ms = self.whole.at_ms.copy()
        done_ms[self.whole.calls["row"]] = self.whole.calls["ended_ms"]
        return done_ms

    @cached_property
    def word_ms(self) -> NDArray[np.int64]:
        """int64 [contacts]: when each got its first word (UTC ms), of a reply or a person; NEVER_MS."""
        rows = self.contact_rows
        person_ms = self.attention.from_on(rows)
        reply_ms = np.where(self.sent[self.contacts] != 0, self.done_ms[rows], NEVER_MS)
        np.minimum(person_ms, reply_ms, out=reply_ms)
        return reply_ms
