"""The part of a run that is looked at: what came from a moment on, and was decided, made and logged since."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.codes import Outcome, Reason
from autoreply_sim.engine.ledger import Ledger
from autoreply_sim.rules.compiler import LAYOUT

if TYPE_CHECKING:
    from numpy.typing import NDArray


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
    def ledger(self) -> Ledger:
        """The run with the calls, decisions and items that are in; tickets and rows keep their places."""
        whole = self.whole
        if self.is_in.all():
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
    def tickets(self) -> NDArray[np.void]:
        """TICKET [tickets that were made in time]."""
        made: NDArray[np.void] = self.whole.tickets[self.is_in[self.whole.tickets["row"]]]
        return made

    @cached_property
    def answered(self) -> NDArray[np.bool_]:
        """Flags, bool [calls that are in]: which were answered."""
        found: NDArray[np.bool_] = self.ledger.calls["outcome"] == Outcome.ANSWERED
        return found

    @cached_property
    def sent(self) -> NDArray[np.bool_]:
        """Flags, bool [moments that are in, replies of one at most]: which replies were sent."""
        ours = self.ledger
        slots = LAYOUT.slots[ours.decided["moment"]]
        is_slot = np.arange(ours.reasons.shape[1]) < slots[:, np.newaxis]
        found: NDArray[np.bool_] = (ours.reasons == Reason.SENT) & is_slot
        return found
