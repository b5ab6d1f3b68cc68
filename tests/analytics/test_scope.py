"""What a scope finds once: whom persons attended to next, tickets beside open ones; found a second time, slowly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from itertools import product

import numpy as np
import pytest

import autoreply_sim
from autoreply_sim.analytics.attention import NEVER_MS, attention_of
from autoreply_sim.analytics.behind import rows_behind
from autoreply_sim.analytics.beside import beside_open
from autoreply_sim.analytics.measure import measure, sums_of
from autoreply_sim.analytics.scope import Scope
from autoreply_sim.codes import NONE, Action, EventKind, Reason
from autoreply_sim.engine.columns import TICKET
from autoreply_sim.engine.ledger import Ledger
from autoreply_sim.rules.compiler import LAYOUT
from autoreply_sim.units import DAY_MS


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    """A week of a small shop."""
    shop = autoreply_sim.load("data/presets/two_person_shop.yaml")
    return autoreply_sim.simulate(shop, days=7, keep=True).runs[0].ledger


def scope_of(ledger: Ledger, days: int = 0) -> Scope:
    """The scope without some days at the beginning."""
    return Scope(whole=ledger, from_ms=int(ledger.at_ms.min(initial=0)) + days * DAY_MS)


def merged(ledger: Ledger) -> Ledger:
    """The same run, had advisors merged every third ticket into the one after it."""
    tickets = ledger.tickets.copy()
    places = np.arange(0, len(tickets) - 1, 3)
    tickets["merged_into"][places] = places + 1
    return replace(ledger, tickets=tickets)


@pytest.mark.parametrize("days", [0, 3])
def test_sums_do_not_depend_on_what_was_asked_before(ledger: Ledger, days: int) -> None:
    """Events first or sums first: a scope says the same, and the same as `measure`."""
    asked, fresh = scope_of(ledger, days), scope_of(ledger, days)
    keys = "left_without_word", "tickets_beside_open", "replies_sent"
    before = {key: rows_behind(asked, key).tolist() for key in keys}

    assert sums_of(asked) == sums_of(fresh) == measure(ledger, fresh.from_ms)
    assert before == {key: rows_behind(fresh, key).tolist() for key in keys}


@pytest.mark.parametrize("lived", [replace, merged])
def test_the_next_person_is_the_next_row_of_the_ticket_on_which_one_acted(
    ledger: Ledger, lived: Callable[[Ledger], Ledger]
) -> None:
    """A call counts when it is answered, an advisor's act at once; merges bring tickets together."""
    run = lived(ledger)
    attention = attention_of(run, scope_of(run).kinds)
    own_ms = {
        int(row): int(run.at_ms[row])
        for row in np.flatnonzero(run.column("kind") == EventKind.ADVISOR)
        if row in set(run.logged["row"].tolist()) or run.column("action")[row] > Action.SHARE_VOICEHUB
    }
    own_ms |= {
        int(call["row"]): int(call["came_ms"] + call["until_ready_ms"] + call["wait_ms"])
        for call in run.calls
        if call["answered_by"] != NONE
    }
    of_row = [NONE if ticket == NONE else int(run.stays[ticket]) for ticket in run.ticket_of]
    following: dict[int, int] = {}
    next_row = []
    for row in reversed(range(len(of_row))):
        next_row.append(following.get(of_row[row], NONE))
        if row in own_ms and of_row[row] != NONE:
            following[of_row[row]] = row

    assert attention.next_row.tolist() == next_row[::-1]
    assert attention.own_ms.tolist() == [own_ms.get(row, NEVER_MS) for row in range(len(of_row) + 1)]
    assert {NONE} < set(next_row)


def test_a_bit_stands_for_each_reply_that_was_sent(ledger: Ledger) -> None:
    """The lowest for the first reply of the moment; what lies beyond its replies says nothing."""
    bits = [
        sum(1 << slot for slot in range(LAYOUT.slots[moment]) if reasons[slot] == Reason.SENT)
        for moment, reasons in zip(ledger.decided["moment"], ledger.reasons, strict=True)
    ]

    assert scope_of(ledger).sent.tolist() == bits
    assert any(bits)


def test_a_ticket_is_beside_one_that_is_not_closed_when_it_is_made() -> None:
    """Also one that is closed at that very moment is not open any more; other customers and numbers do not matter."""
    cases = list(product((NONE, 5, 6, 9), (NONE, 6, 7, 9), (0, 1), (0, 1)))
    tickets = np.zeros(3 * len(cases), TICKET)
    for place, (first_ms, second_ms, line, joinable) in enumerate(cases):
        ours = tickets[3 * place : 3 * place + 3]
        ours["customer"], ours["created_ms"] = len(cases) - place, (4, 5, 6)
        ours["closed_ms"], ours["line"], ours["joinable"] = (
            (first_ms, second_ms, NONE),
            (0, line, 0),
            (joinable, 1, 1),
        )
    slow = [
        ticket["joinable"] == 1
        and any(
            other["joinable"] == 1
            and other["customer"] == ticket["customer"]
            and other["line"] == ticket["line"]
            and (other["closed_ms"] == NONE or other["closed_ms"] > ticket["created_ms"])
            for other in tickets[:place]
        )
        for place, ticket in enumerate(tickets)
    ]

    assert beside_open(tickets).tolist() == slow
    assert {True, False} == set(slow)


def test_a_run_in_which_nothing_happened_counts_nothing(ledger: Ledger) -> None:
    """Nobody called, nobody wrote: every sum of events is 0."""
    records = {
        field.name: getattr(ledger, field.name)[:0] for field in fields(ledger) if field.name != "plan"
    }
    sums = sums_of(Scope(whole=replace(ledger, **records), from_ms=0))

    assert {name for name, value in sums.items() if value} <= {"staffed_ms"}
