"""What came out of a story as what should come out of it: a check of everything that must not change unnoticed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from autoreply_sim.codes import Reason
from autoreply_sim.domain.scenario import Expectation, Expected, Scenario
from autoreply_sim.experiment.run import Run

_REPLY = ("event", "at", "reply", "team", "customer", "channel", "ticket")
_DECISION = ("event", "reply", "verdict", "reason", "rule")
_SENT = ("event", "reply", "verdict", "rule")
_DUE = frozenset(reason.word for reason in Reason if reason >= Reason.DISABLED)
"""Why a reply was not sent although what it goes out for had come to pass."""


def with_expectations(run: Run) -> Scenario:
    """Return the scenario of a run, expecting what came out: `autoreply-sim check` of its file finds no difference.

    Replies (but not their wording) and tickets exactly, every call, and every decision to send or to hold back a reply
    that was due; not those about what did not come to pass. Raises ValueError if its events were drawn.
    """
    if run.is_drawn:
        raise ValueError(
            f"{run.scenario.title!r} has traffic: what is drawn cannot be foretold event by event"
        )
    tickets = (ticket.as_json() for ticket in run.tickets)
    expect = Expectation(
        replies=tuple(_only(_REPLY, reply.as_json()) for reply in run.replies),
        tickets=tuple(_expected(ticket | {"activity": len(ticket["activity"])}) for ticket in tickets),
        calls=tuple(_expected(call.as_json()) for call in run.calls),
        decisions=tuple(
            _only(_DECISION if decision.reason else _SENT, decision.as_json())
            for decision in run.decisions
            if decision.reason is None or decision.reason in _DUE
        ),
    )
    return replace(run.scenario, expect=expect)


def _only(names: Iterable[str], item: Mapping[str, Any]) -> Expected:
    return _expected({name: item[name] for name in names})


def _expected(item: Mapping[str, Any]) -> Expected:
    return MappingProxyType(dict(item))
