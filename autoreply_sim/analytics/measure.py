"""A ledger's columns → the sums that metrics are made of: whole numbers that add across any cut of the work.

Each function counts one side of a run. A metric (metrics.py) is one of these sums, or one over another; a test holds
the two together. What came before the end of the warm-up is left out, with everything that came of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.analytics.measure_contacts import contacts
from autoreply_sim.analytics.occupancy import worked
from autoreply_sim.analytics.scope import Scope
from autoreply_sim.analytics.summary import ORIGINS, SERVICE_LEVEL_S
from autoreply_sim.analytics.tally import decided, origins
from autoreply_sim.codes import NONE, Channel, Item, Outcome, Reason, Rla, TicketRule
from autoreply_sim.engine.ledger import Ledger
from autoreply_sim.units import SECOND_MS

if TYPE_CHECKING:
    from numpy.typing import NDArray

STILL_OPEN_MS = np.iinfo(np.int64).max


def measure(ledger: Ledger, from_ms: int) -> dict[str, int]:
    """Return the sums of what came from a moment on (UTC ms): the begin of the period, or the end of the warm-up."""
    scope = Scope(whole=ledger, from_ms=from_ms)
    sides = calls, advisors, replies, tickets, contacts
    return {name: value for side in sides for name, value in side(scope).items()}


def calls(scope: Scope) -> dict[str, int]:
    """Calls by their end, how long they waited and talked, and what Ring Last Advisor did.

    `wait_ms` is of all that rang or waited, from after greeting and menu on; `talk_ms` of those that were answered.
    """
    came, answered = scope.ledger.calls, scope.answered
    wait_ms = came["wait_ms"]
    waited = (came["rang"] > 0) | (wait_ms > 0) | (came["outcome"] == Outcome.HUNG_UP_RINGING)
    talk_ms = came["ended_ms"] - came["came_ms"] - came["until_ready_ms"] - wait_ms
    by_rla = came["rla"] == Rla.APPLIED
    by_last = by_rla & answered & (came["answered_by"] == came["first_choice"])
    ended = np.bincount(came["outcome"], minlength=len(Outcome)).tolist()
    return {
        "offered": len(came),
        **{outcome.word: ended[outcome] for outcome in Outcome},
        "missed": sum(ended) - ended[Outcome.ANSWERED] - ended[Outcome.LEFT_VOICEMAIL],
        "rang_or_waited": _count(waited),
        "wait_ms": _total(wait_ms[waited]),
        "wait_answered_ms": _total(wait_ms[answered]),
        "answered_in_time": _count(answered & (wait_ms <= SERVICE_LEVEL_S * SECOND_MS)),
        "talk_ms": _total(talk_ms[answered]),
        "rla_applied": _count(by_rla),
        "rla_answered_by_last": _count(by_last),
        "rla_not_answered_by_last": _count(by_rla) - _count(by_last),
        "rla_rescued": _count(by_rla & answered & ~by_last),
    }


def advisors(scope: Scope) -> dict[str, int]:
    """Telephones that rang, and in vain; how long advisors worked, and were there."""
    work = worked(scope.whole, scope.from_ms, scope.whole.plan.machine.settings.until_ms)
    rings = _total(scope.ledger.calls["rang"])
    return {
        "rings": rings,
        "rings_in_vain": rings - _count(scope.answered),
        "busy_ms": work.busy_ms,
        "staffed_ms": work.staffed_ms,
    }


def replies(scope: Scope) -> dict[str, int]:
    """Replies that were sent: each (`sent:` and its key), all, by SMS; those that were not, by reason (`held:`)."""
    counts = decided(scope.ledger)
    sent = {f"sent:{key}": reasons[Reason.SENT.word] for key, reasons in counts.items()}
    reasons = [reason.word for reason in Reason if reason != Reason.SENT]
    held = {f"held:{reason}": sum(each[reason] for each in counts.values()) for reason in reasons}
    by_sms = scope.ledger.decided["channel"] == Channel.SMS
    return {**sent, **held, "replies_sent": sum(sent.values()), "sms_sent": _count(scope.sent[by_sms])}


def tickets(scope: Scope) -> dict[str, int]:
    """Tickets by what made them, those beside another open one, missed calls that joined one, reopenings."""
    logged = scope.ledger.logged
    joined = (logged["item"] == Item.MISSED_CALL) & (logged["rule"] == TicketRule.TKT_4)
    by_origin = np.bincount(origins(scope.tickets), minlength=len(ORIGINS)).tolist()
    return {
        **{f"tickets:{origin}": count for origin, count in zip(ORIGINS, by_origin, strict=True)},
        "tickets_made": len(scope.tickets),
        "tickets_beside_open": _count(scope.is_in[scope.whole.tickets["row"]] & beside_open(scope)),
        "missed_joined": _count(joined),
        "reopened": _count(logged["rule"] == TicketRule.TKT_9),
    }


def beside_open(scope: Scope) -> NDArray[np.bool_]:
    """Return which tickets were made while the customer had an open one on the same number: bool [tickets].

    Those of unknown callers never are (R-TKT-12). Open until when is as it stands at the end: a ticket that was closed
    and opened again counts as open in between.
    """
    made = scope.whole.tickets
    until_ms = np.where(made["closed_ms"] == NONE, STILL_OPEN_MS, made["closed_ms"])
    whose = made["customer"].astype(np.int64) * (int(made["line"].max(initial=0)) + 1) + made["line"]
    order = np.argsort(whose, kind="stable")
    order = order[made["joinable"][order] == 1]
    begins = np.flatnonzero(np.diff(whose[order], prepend=-1))
    open_until_ms = _longest_before(until_ms[order], begins)
    found = np.zeros(len(made), np.bool_)
    found[order] = open_until_ms > made["created_ms"][order]
    return found


def _longest_before(until_ms: NDArray[np.int64], begins: NDArray[np.intp]) -> NDArray[np.int64]:
    """Return the largest value before each place within its group, 0 for the first: int64 [n].

    `begins` are the places at which groups begin. A running maximum serves all groups at once, because each is lifted
    above the one before it.
    """
    if not len(until_ms):
        return until_ms
    ranks = np.unique(until_ms, return_inverse=True)
    group = np.repeat(np.arange(len(begins)), np.diff(begins, append=len(until_ms)))
    lifted = group * (len(ranks[0]) + 1) + ranks[1] + 1
    before = np.maximum.accumulate(np.append(0, lifted[:-1])) - group * (len(ranks[0]) + 1)
    largest: NDArray[np.int64] = np.append(np.int64(0), ranks[0])[np.maximum(before, 0)]
    return largest


def _count(flags: NDArray[np.bool_]) -> int:
    return int(np.count_nonzero(flags))


def _total(values: NDArray[np.integer]) -> int:
    return int(values.sum(dtype=np.int64))
