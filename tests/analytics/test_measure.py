"""The sums of metrics, counted a second time: slowly, one call, message and ticket after the other."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

import autoreply_sim
from autoreply_sim.analytics.measure import measure
from autoreply_sim.analytics.metrics import METRICS
from autoreply_sim.codes import NONE, Action, EventKind, Item, Outcome, Reason, Rla, TicketRule
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.engine.ledger import Ledger
from autoreply_sim.experiment.replication import begins_ms
from autoreply_sim.rules.catalog import CATALOG
from autoreply_sim.rules.compiler import LAYOUT
from autoreply_sim.rules.moments import Moment
from autoreply_sim.units import DAY_MS

PRESETS = ("two_person_shop", "contact_centre", "french_group", "call_centre_1999")
DAYS = 6
OF_CALLS = (
    *("offered", "missed", "rang_or_waited", "wait_ms", "wait_answered_ms", "answered_in_time", "talk_ms"),
    *(
        "rings",
        "rings_in_vain",
        "rla_applied",
        "rla_answered_by_last",
        "rla_not_answered_by_last",
        "rla_rescued",
    ),
)
OF_CONTACTS = (
    *("contacts", "contacts_with_word", "left_without_word", "first_word_ms", "replies_to_contacts"),
    *("tickets_waiting", "tickets_responded", "response_ms"),
)


@pytest.fixture(scope="module", params=PRESETS)
def lived(request: pytest.FixtureRequest) -> tuple[Scenario, Ledger]:
    """Some days of a preset."""
    scenario = autoreply_sim.load(Path("data/presets") / f"{request.param}.yaml")
    if request.param == "contact_centre":
        scenario = scenario.but(policies={"text_after_close": "reopen"})
    done = autoreply_sim.simulate(scenario, days=DAYS, keep=True)
    return done.scenario, done.runs[0].ledger


@pytest.mark.parametrize("warm_up_days", [0, 2])
def test_every_sum_is_what_somebody_counts_who_goes_through_the_rows(
    lived: tuple[Scenario, Ledger], warm_up_days: int
) -> None:
    """And what came before the end of the warm-up is in none of them."""
    scenario, ledger = lived
    from_ms = begins_ms(scenario) + warm_up_days * DAY_MS
    found = measure(ledger, from_ms)
    slow = {
        **calls(ledger, from_ms),
        **replies(ledger, from_ms),
        **tickets(ledger, from_ms),
        **words(ledger, from_ms),
    }

    assert {name: found[name] for name in slow} == slow
    assert set(found) - set(slow) == {"busy_ms", "staffed_ms"}


def test_every_metric_names_sums_that_are_counted(lived: tuple[Scenario, Ledger]) -> None:
    """A part and a whole that `measure` knows; so a metric that is declared has a value."""
    scenario, ledger = lived
    found = measure(ledger, begins_ms(scenario))
    named = {name for metric in METRICS for name in (metric.part, metric.whole) if name is not None}

    assert named <= set(found)
    assert all(metric.value(found) is None or metric.value(found) >= 0 for metric in METRICS)  # type: ignore[operator]


def test_every_sum_counts_something_in_one_preset_or_another() -> None:
    """A sum that is nothing everywhere may be counted wrong, and nobody would see it."""
    totals: dict[str, int] = defaultdict(int)
    for name, days in (("seed_time", 40), ("contact_centre", 20)):
        scenario = autoreply_sim.load(f"data/presets/{name}.yaml").but(
            policies={"text_after_close": "reopen"}
        )
        for sums in (one.sums for one in autoreply_sim.simulate(scenario, days=days).each):
            for key, value in (sums or {}).items():
                totals[key] += value

    # Both presets are in the US.
    assert {key for key, value in totals.items() if not value} == {"held:payments_unavailable"}


def calls(ledger: Ledger, from_ms: int) -> dict[str, int]:
    """Count calls one by one."""
    sums: dict[str, int] = dict.fromkeys([*(outcome.word for outcome in Outcome), *OF_CALLS], 0)
    talk_ms = ledger.plan.machine.callers["talk_ms"]
    for call in ledger.calls:
        if call["came_ms"] < from_ms:
            continue
        outcome, answered = Outcome(int(call["outcome"])), call["outcome"] == Outcome.ANSWERED
        sums["offered"] += 1
        sums[outcome.word] += 1
        sums["missed"] += outcome.word.startswith("hung_up")
        if call["rang"] or call["wait_ms"] > 0 or outcome == Outcome.HUNG_UP_RINGING:
            sums["rang_or_waited"] += 1
            sums["wait_ms"] += int(call["wait_ms"])
        sums["rings"] += int(call["rang"])
        sums["rings_in_vain"] += int(call["rang"]) - bool(answered)
        if answered:
            sums["wait_answered_ms"] += int(call["wait_ms"])
            sums["answered_in_time"] += bool(call["wait_ms"] <= 20_000)
            sums["talk_ms"] += int(talk_ms[ledger.plan.machine.events["other"][call["event"]]])
        if call["rla"] == Rla.APPLIED:
            by_last = answered and call["answered_by"] == call["first_choice"]
            sums["rla_applied"] += 1
            sums["rla_answered_by_last" if by_last else "rla_not_answered_by_last"] += 1
            sums["rla_rescued"] += bool(answered and not by_last)
    return sums


def replies(ledger: Ledger, from_ms: int) -> dict[str, int]:
    """Count decisions one by one."""
    sums = {f"sent:{trigger.key}": 0 for trigger in CATALOG}
    sums |= {f"held:{reason.word}": 0 for reason in Reason if reason != Reason.SENT}
    sums |= {"replies_sent": 0, "sms_sent": 0}
    for decision in ledger.decisions:
        if ledger.at_ms[decision["row"]] < from_ms:
            continue
        reason = Reason(int(decision["reason"]))
        if reason != Reason.SENT:
            sums[f"held:{reason.word}"] += 1
            continue
        sums[f"sent:{CATALOG[decision['reply']].key}"] += 1
        sums["replies_sent"] += 1
        sums["sms_sent"] += bool(decision["channel"] == 1)
    return sums


def tickets(ledger: Ledger, from_ms: int) -> dict[str, int]:
    """Count tickets one by one, each beside all that were made before it."""
    origins = {(0, 0): "answered_call", (0, 1): "voicemail", (0, 2): "missed_call"}
    origins |= {(1, 0): "sms", (2, 0): "whatsapp", (3, 0): "web", (4, 0): "app"}
    sums = {f"tickets:{origin}": 0 for origin in origins.values()}
    sums |= dict.fromkeys(("tickets_made", "tickets_beside_open", "missed_joined", "reopened"), 0)
    before: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place, ticket in enumerate(ledger.tickets):
        whose = int(ticket["customer"]), int(ticket["line"])
        others = [ledger.tickets[other] for other in before[whose]]
        if ledger.at_ms[ticket["row"]] >= from_ms:
            sums["tickets_made"] += 1
            sums[f"tickets:{origins[int(ticket['channel']), int(ticket['title'])]}"] += 1
            sums["tickets_beside_open"] += any(
                other["closed_ms"] == NONE or other["closed_ms"] > ticket["created_ms"] for other in others
            )
        if ticket["joinable"]:
            before[whose].append(place)
    for item in ledger.logged:
        if ledger.at_ms[item["row"]] >= from_ms:
            sums["missed_joined"] += bool(
                item["item"] == Item.MISSED_CALL and item["rule"] == TicketRule.TKT_4
            )
            sums["reopened"] += bool(item["rule"] == TicketRule.TKT_9)
    return sums


def words(ledger: Ledger, from_ms: int) -> dict[str, int]:
    """Follow each contact and each ticket to the first person and the first reply, row by row."""
    answered_ms = {
        int(call["row"]): int(call["came_ms"]) + int(call["until_ready_ms"]) + int(call["wait_ms"])
        for call in ledger.calls
        if call["answered_by"] != NONE
    }
    after = attended_after(ledger, answered_ms)
    done_ms = dict(enumerate(ledger.at_ms.tolist()))
    done_ms |= {int(call["row"]): int(call["ended_ms"]) for call in ledger.calls}
    sums = dict.fromkeys(OF_CONTACTS, 0)
    for moment, reasons in zip(ledger.decided, ledger.reasons, strict=True):
        row = int(moment["row"])
        if ledger.at_ms[row] < from_ms or moment["moment"] > Moment.MESSAGE_CAME:
            continue
        sent = sum(reason == Reason.SENT for reason in reasons[: LAYOUT.slots[moment["moment"]]])
        heard = [answered_ms.get(row), after[row], done_ms[row] if sent else None]
        first_ms = min((at_ms for at_ms in heard if at_ms is not None), default=None)
        sums["contacts"] += 1
        sums["replies_to_contacts"] += int(sent)
        sums["left_without_word" if first_ms is None else "contacts_with_word"] += 1
        sums["first_word_ms"] += 0 if first_ms is None else first_ms - int(ledger.at_ms[row])
    for row in (int(ticket["row"]) for ticket in ledger.tickets):
        if ledger.at_ms[row] >= from_ms and row not in answered_ms:
            person_ms = after[row]
            sums["tickets_waiting"] += 1
            sums["tickets_responded"] += person_ms is not None
            sums["response_ms"] += 0 if person_ms is None else person_ms - done_ms[row]
    return sums | {"customers": customers(ledger, from_ms)}


def customers(ledger: Ledger, from_ms: int) -> int:
    """Count who got in touch; an unknown caller is somebody else every time."""
    whose = ledger.column("customer").tolist()
    rows = [int(each["row"]) for each in ledger.decided if each["moment"] <= Moment.MESSAGE_CAME]
    of = [whose[row] for row in rows if ledger.at_ms[row] >= from_ms]
    unknown = [customer for customer in of if ledger.plan.machine.customers["unknown"][customer]]
    return len(set(of) - set(unknown)) + len(unknown)


def at_the_end(ledger: Ledger, ticket: int) -> int:
    """Return where what is on a ticket is at the end."""
    while ticket != NONE and ledger.tickets[ticket]["merged_into"] != NONE:
        ticket = int(ledger.tickets[ticket]["merged_into"])
    return ticket


def requests_not_sent(ledger: Ledger) -> set[int]:
    """Return the rows of requests whose reply was not sent: nobody hears of them (R-TKT-11)."""
    actions = ledger.column("action").tolist()
    return {
        int(each["row"])
        for each in ledger.decisions
        if each["reason"] != Reason.SENT
        and ledger.column("kind")[each["row"]] == EventKind.ADVISOR
        and actions[each["row"]] <= Action.SHARE_VOICEHUB
    }


def attended_after(ledger: Ledger, answered_ms: dict[int, int]) -> list[int | None]:
    """Return when a person next attended to the ticket of each row, or None."""
    found: list[int | None] = []
    kinds, tickets_of = ledger.column("kind").tolist(), ledger.ticket_of.tolist()
    unsent = requests_not_sent(ledger)
    next_ms: dict[int, int] = {}
    for row in reversed(range(len(kinds))):
        ticket = at_the_end(ledger, tickets_of[row])
        found.append(next_ms.get(ticket))
        if ticket != NONE and kinds[row] == EventKind.ADVISOR and row not in unsent:
            next_ms[ticket] = int(ledger.at_ms[row])
        elif ticket != NONE and row in answered_ms:
            next_ms[ticket] = answered_ms[row]
    return found[::-1]
