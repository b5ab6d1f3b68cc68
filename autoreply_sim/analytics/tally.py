"""A ledger's columns → its summary: counts and sums straight from the codes, no row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.analytics.occupancy import worked
from autoreply_sim.analytics.scope import Scope
from autoreply_sim.analytics.summary import ORIGINS, SERVICE_LEVEL_S, Summary
from autoreply_sim.analytics.waiting import waited
from autoreply_sim.codes import NONE, Channel, Outcome, Reason, Title
from autoreply_sim.engine.ledger import Ledger
from autoreply_sim.rules.catalog import REPLY_KEYS
from autoreply_sim.rules.compiler import LAYOUT
from autoreply_sim.units import SECOND_MS

if TYPE_CHECKING:
    from numpy.typing import NDArray


def summarize(ledger: Ledger, from_ms: int) -> Summary:
    """Return the figures of one drawn run, whose period begins at `from_ms` (UTC)."""
    calls, wait_ms = ledger.calls, ledger.calls["wait_ms"]
    answered = calls["outcome"] == Outcome.ANSWERED
    has_waited = waited(calls)
    by_outcome = np.bincount(calls["outcome"], minlength=len(Outcome)).tolist()
    work = worked(Scope(whole=ledger, from_ms=from_ms), ledger.plan.machine.settings.until_ms)
    return Summary(
        calls=len(calls),
        events=len(ledger.happened),
        decisions=decided(ledger),
        tickets=_by_origin(ledger.tickets),
        outcomes={outcome.word: by_outcome[outcome] for outcome in Outcome},
        rang_or_waited=int(has_waited.sum()),
        wait_ms=int(wait_ms[has_waited].sum(dtype=np.int64)),
        wait_answered_ms=int(wait_ms[answered].sum(dtype=np.int64)),
        answered_in_time=int((answered & (wait_ms <= SERVICE_LEVEL_S * SECOND_MS)).sum()),
        busy_ms=work.busy_ms,
        staffed_ms=work.staffed_ms,
    )


def decided(ledger: Ledger) -> dict[str, dict[str, int]]:
    """Return how often each reply was decided, by its key and the word of the reason; SENT counts as one."""
    counts = np.zeros((len(REPLY_KEYS), len(Reason)), np.int64)
    slots = len(Reason)
    moments = ledger.decided["moment"].astype(np.int16) * slots
    for slot in range(ledger.reasons.shape[1]):
        code = moments + ledger.reasons[:, slot]
        by_moment = np.bincount(code, minlength=len(LAYOUT.slots) * slots).reshape(-1, slots)
        for moment in np.flatnonzero(LAYOUT.slots > slot):
            counts[LAYOUT.first_reply[moment] + slot] += by_moment[moment]
    return {
        key: {reason.word: int(row[reason]) for reason in Reason}
        for key, row in zip(REPLY_KEYS, counts, strict=True)
    }


def origins(tickets: NDArray[np.void]) -> NDArray[np.int8]:
    """Return where each ticket comes from: int8 [tickets], a place in ORIGINS."""
    place = {pair: place for place, pair in enumerate(ORIGINS.values())}
    table = np.full((len(Channel), len(Title)), NONE, np.int8)
    for channel in Channel:
        for title in Title:
            table[channel, title] = place.get((channel, title), NONE)
    found: NDArray[np.int8] = table[tickets["channel"], tickets["title"]]
    return found


def _by_origin(tickets: NDArray[np.void]) -> dict[str, int]:
    counts = np.bincount(origins(tickets), minlength=len(ORIGINS)).tolist()
    return dict(zip(ORIGINS, counts, strict=True))
