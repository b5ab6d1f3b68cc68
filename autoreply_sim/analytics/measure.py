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
from autoreply_sim.analytics.waiting import waited
from autoreply_sim.codes import Channel, Item, Outcome, Reason, Rla, TicketRule
from autoreply_sim.engine.ledger import Ledger
from autoreply_sim.units import SECOND_MS

if TYPE_CHECKING:
    from numpy.typing import NDArray


def measure(ledger: Ledger, from_ms: int) -> dict[str, int]:
    """Return the sums of what came from a moment on (UTC ms): the begin of the period, or the end of the warm-up."""
    return sums_of(Scope(whole=ledger, from_ms=from_ms))


def sums_of(scope: Scope) -> dict[str, int]:
    """Return the sums of a part of a run, as `measure` does; what is asked of the scope afterwards costs less."""
    sides = calls, advisors, replies, tickets, contacts
    return {name: value for side in sides for name, value in side(scope).items()}


def calls(scope: Scope) -> dict[str, int]:
    """Calls by their end, how long they waited and talked, and what Ring Last Advisor did.

    `wait_ms` is of all that rang or waited, from after greeting and menu on; `talk_ms` of those that were answered.
    """
    came, answered = scope.ledger.calls, scope.answered
    wait_ms = came["wait_ms"]
    has_waited = waited(came)
    talk_ms = came["ended_ms"] - came["came_ms"] - came["until_ready_ms"] - wait_ms
    by_rla = came["rla"] == Rla.APPLIED
    by_last = by_rla & answered & (came["answered_by"] == came["first_choice"])
    ended = np.bincount(came["outcome"], minlength=len(Outcome)).tolist()
    return {
        "offered": len(came),
        **{outcome.word: ended[outcome] for outcome in Outcome},
        "missed": sum(ended) - ended[Outcome.ANSWERED] - ended[Outcome.LEFT_VOICEMAIL],
        "rang_or_waited": _count(has_waited),
        "wait_ms": _total(wait_ms[has_waited]),
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
    work = worked(scope, scope.whole.plan.machine.settings.until_ms)
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
    return {
        **sent,
        **held,
        "replies_sent": sum(sent.values()),
        "sms_sent": _total(np.bitwise_count(scope.sent[by_sms])),
    }


def tickets(scope: Scope) -> dict[str, int]:
    """Tickets by what made them, those beside another open one, missed calls that joined one, reopenings."""
    logged = scope.ledger.logged
    joined = (logged["item"] == Item.MISSED_CALL) & (logged["rule"] == TicketRule.TKT_4)
    by_origin = np.bincount(origins(scope.tickets), minlength=len(ORIGINS)).tolist()
    return {
        **{f"tickets:{origin}": count for origin, count in zip(ORIGINS, by_origin, strict=True)},
        "tickets_made": len(scope.tickets),
        "tickets_beside_open": _count(scope.beside_open),
        "missed_joined": _count(joined),
        "reopened": _count(logged["rule"] == TicketRule.TKT_9),
    }


def _count(flags: NDArray[np.bool_]) -> int:
    return int(np.count_nonzero(flags))


def _total(values: NDArray[np.integer]) -> int:
    return int(values.sum(dtype=np.int64))
