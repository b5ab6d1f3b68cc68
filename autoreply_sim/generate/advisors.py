"""What advisors do with a ticket: take it, close it, ask for something; and whether the customer answers.

The calls of one contact share these rows: they happen after each of them that ends as they ask for, equally late. Times
are in working hours as seen from the first call. Later texts may open tickets, too, and have closes of their own, as
late as the first one's: so the first close ends what a contact's messages share, and the others find it closed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.codes import Action, EventKind, Upon
from autoreply_sim.domain.traffic import Family, Span
from autoreply_sim.generate.crowd import Crowd
from autoreply_sim.generate.layout import Branch, follow
from autoreply_sim.generate.quantiles import FAR_MS, spans_ms, whole
from autoreply_sim.generate.streams import rest

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SHARES = {
    Action.REQUEST_PHOTO_VIDEO: "request_photo_video",
    Action.REQUEST_APPROVAL: "request_approval",
    Action.REQUEST_PAYMENT: "request_payment",
    Action.ASK_ISSUE_RESOLVED: "ask_issue_resolved",
    Action.SHARE_VOICEHUB: "share_voicehub",
}


def taken(crowd: Crowd, of: Branch, from_ms: NDArray[np.int64], upon: Upon) -> list[Branch]:
    """Return the rows by which advisors take tickets; `from_ms`: int64 [rows of `of`], UTC ms, when those end."""
    all_of_them = np.arange(len(of.contacts))
    values = crowd.draws.of("takes", of.contacts)
    late = from_ms, crowd.traffic.work.takes, values
    return _acts(crowd, of, all_of_them, late, (Action.TAKE, upon))


def closed(crowd: Crowd, of: Branch, from_ms: NDArray[np.int64], upon: Upon) -> list[Branch]:
    """Return the rows by which advisors close tickets, if they ever do."""
    work = crowd.traffic.work
    values = crowd.draws.of("closes", of.contacts)
    chosen = np.flatnonzero(values < work.closes_at_all)
    late = from_ms[chosen], work.closes, rest(values[chosen], work.closes_at_all)
    return _acts(crowd, of, chosen, late, (Action.CLOSE, upon))


def requested(crowd: Crowd, of: Branch, from_ms: NDArray[np.int64], upon: Upon) -> list[Branch]:
    """Return the rows by which advisors ask for something, and those by which customers answer."""
    work = crowd.traffic.work
    branches: list[Branch] = []
    for action, name in _SHARES.items():
        share: float = getattr(work, name)
        if share <= 0.0:
            continue
        values = crowd.draws.of(name, of.contacts)
        chosen = np.flatnonzero(values < share)
        late = from_ms[chosen], work.request_delay, rest(values[chosen], share)
        asked = _acts(crowd, of, chosen, late, (action, upon))
        branches += asked
        if action != Action.SHARE_VOICEHUB:
            branches += [answered for one in asked for answered in _answered(crowd, one, name)]
    return branches


def _acts(
    crowd: Crowd,
    of: Branch,
    chosen: NDArray[np.int64],
    target: tuple[NDArray[np.int64], Span, NDArray[np.float64]],
    what: tuple[Action, Upon],
) -> list[Branch]:
    """Return rows by which advisors do `what`, and upon what; `target`: since when, how long after, its uniforms."""
    (since_ms, span, values), (action, upon) = target, what
    if crowd.hours is None or span.family == Family.NEVER or not len(chosen):
        return []
    at_ms = crowd.hours.within(since_ms + whole(spans_ms(span, values), FAR_MS)) - since_ms
    return [
        follow(
            of,
            chosen,
            at_ms=np.maximum(at_ms, 0),
            kind=EventKind.ADVISOR,
            action=action,
            upon=upon,
            advisor=crowd.advisors[of.contacts[chosen]],
        )
    ]


def _answered(crowd: Crowd, asked: Branch, name: str) -> list[Branch]:
    customers = crowd.traffic.customers
    share = customers.answers_requests
    if share <= 0.0 or customers.answer_delay.family == Family.NEVER:
        return []
    values = crowd.draws.of(f"answers:{name}", asked.contacts)
    chosen = np.flatnonzero(values < share)
    at_ms = whole(spans_ms(customers.answer_delay, rest(values[chosen], share)))
    whose = crowd.customers[asked.contacts[chosen]]
    return [follow(asked, chosen, at_ms=at_ms, kind=EventKind.RESPOND, upon=Upon.SENT, customer=whose)]
