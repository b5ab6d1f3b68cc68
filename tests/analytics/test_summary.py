"""What a drawn run came to: counts, waits and occupancy, checked against stories that a reader can add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import numpy as np
import pytest

from autoreply_sim.analytics.digest import RECORDS, digest, digest_of
from autoreply_sim.analytics.occupancy import worked
from autoreply_sim.analytics.scope import Scope
from autoreply_sim.analytics.summary import ORIGINS, Summary
from autoreply_sim.analytics.summary_lines import count_in, number_in, sections
from autoreply_sim.analytics.tally import summarize
from autoreply_sim.codes import NONE, Channel, EventKind, Phase
from autoreply_sim.domain.schedules import RingSchedule
from autoreply_sim.domain.settings import TeamSettings
from autoreply_sim.domain.world import Advisor, Company, Customer, Team, World
from autoreply_sim.engine.ledger import Ledger, decide_drawn
from autoreply_sim.rules.catalog import REPLY_KEYS, default_replies
from autoreply_sim.timeline.columns import CALLER, EMPTY_EVENT, EVENT, Timeline
from autoreply_sim.units import HOUR_MS, MINUTE_MS, SECOND_MS

MIDNIGHT_MS = 1_772_409_600_000
"""2 March 2026 in UTC, a Monday."""
NEXT_MIDNIGHT_MS = MIDNIGHT_MS + 24 * HOUR_MS
NOON_MS = MIDNIGHT_MS + 12 * HOUR_MS


def schedule(start: int, end: int, *advisors: str) -> RingSchedule:
    """Return a schedule that is active every day between two hours."""
    return RingSchedule(
        title=f"From {start} to {end}",
        timezone="UTC",
        first=date(2026, 1, 1),
        start=time(start),
        end=time(end),
        repeats="FREQ=DAILY",
        advisors=advisors,
    )


def world(*schedules: tuple[RingSchedule, ...]) -> World:
    """Return a world with a team for each list of schedules, two advisors and a customer."""
    return World(
        company=Company(),
        teams=tuple(
            Team(
                key=f"team{place}",
                display_name=f"Team {place}",
                number=f"+1515555010{place}",
                settings=TeamSettings(replies=default_replies(), schedules=own),
            )
            for place, own in enumerate(schedules)
        ),
        advisors=(Advisor(key="ana", name="Ana"), Advisor(key="ben", name="Ben")),
        customers=(Customer(key="carla", name="Carla", phone="+15155550142"),),
    )


def decided(where: World, *events: dict[str, int]) -> Ledger:
    """Return the ledger of calls and breaks at minutes after noon; a call talks two minutes and rings six seconds."""
    rows = np.full(len(events), np.array([EMPTY_EVENT], EVENT), EVENT)
    callers = np.zeros(len(events), CALLER)
    for place, (row, event) in enumerate(zip(rows, events, strict=True)):
        row["at_ms"] = NOON_MS + event.pop("minute") * MINUTE_MS
        row["kind"], row["other"], row["customer"], row["team"] = EventKind.CALL, place, 0, 0
        row["channel"] = Channel.CALL
        caller = {"talk_ms": 2 * MINUTE_MS, "patience_ms": HOUR_MS, "pick_up_ms": 6 * SECOND_MS, "ignores": 0}
        caller |= {
            "after_call_ms": 30 * SECOND_MS,
            "again_ms": NONE,
            "key": NONE,
            "unanswered": Phase.VOICEMAIL,
        }
        for name, value in (caller | {name: event[name] for name in event if name in caller}).items():
            callers[place][name] = value
        for name, value in event.items():
            if name not in caller:
                row[name] = value
    nobody = np.empty(0, np.int32)
    timeline = Timeline(events=rows, callers=callers, picks=nobody, until_ms=NEXT_MIDNIGHT_MS)
    return decide_drawn(where, timeline, compiled=False)


def summed(where: World, *events: dict[str, int]) -> Summary:
    """Return the summary of such a day."""
    return summarize(decided(where, *events), MIDNIGHT_MS)


NINE_TO_FIVE = (schedule(9, 17, "ana", "ben"),)


def test_waits_count_from_the_first_ring() -> None:
    """Greeting and menu are no waiting: an answered call waits as long as it rings (ASA)."""
    summary = summed(world(NINE_TO_FIVE), {"minute": 0}, {"minute": 10, "pick_up_ms": 10 * SECOND_MS})

    assert summary.calls == 2
    assert summary.outcomes["answered"] == 2
    assert summary.asa_s == 8.0
    assert summary.wait_mean_s == 8.0
    assert summary.service_level == 1.0


def test_a_call_that_reaches_nobody_neither_rang_nor_waited() -> None:
    """After hours the voicemail answers at once, which would flatter every mean."""
    summary = summed(world(NINE_TO_FIVE), {"minute": 0}, {"minute": 600})

    assert summary.outcomes["hung_up_voicemail"] == 1
    assert summary.rang_or_waited == 1
    assert summary.wait_mean_s == 6.0
    assert summary.abandoned_share == 0.5


def test_a_caller_who_gives_up_counts_for_the_mean_and_not_for_the_speed_of_answer() -> None:
    """Who hangs up has waited, and was not answered."""
    summary = summed(world(NINE_TO_FIVE), {"minute": 0}, {"minute": 10, "patience_ms": 4_000})

    assert summary.outcomes["hung_up_ringing"] == 1
    assert summary.asa_s == 6.0
    assert summary.wait_mean_s == 5.0
    assert summary.service_level == 0.5


def test_occupancy_is_work_over_time_on_schedules() -> None:
    """Talk and after-call work, over two advisors' eight hours."""
    summary = summed(world(NINE_TO_FIVE), {"minute": 0})

    assert summary.busy_ms == 2 * MINUTE_MS + 30 * SECOND_MS
    assert summary.staffed_ms == 2 * 8 * HOUR_MS
    assert summary.occupancy == summary.busy_ms / summary.staffed_ms


def test_who_is_on_two_teams_schedules_is_there_once() -> None:
    """Per advisor it is the union of all schedules that are effective: 9 to 17 and 15 to 20 are eleven hours."""
    both = world((schedule(9, 17, "ana"),), (schedule(15, 20, "ana"),))

    assert summed(both, {"minute": 0}).staffed_ms == 11 * HOUR_MS


def test_a_schedule_that_is_hidden_counts_for_nothing() -> None:
    """Of two schedules of a team that are active at once one is effective: its advisors are there (R-SCH-3)."""
    hiding = world((schedule(9, 17, "ana"), schedule(12, 13, "ben")))
    shown = summed(hiding, {"minute": 0}).staffed_ms

    assert shown == 8 * HOUR_MS


def test_a_schedule_is_effective_before_the_first_event() -> None:
    """An advisor who waits for the first call of the day is there."""
    assert summed(world(NINE_TO_FIVE), {"minute": 290}).staffed_ms == 16 * HOUR_MS


def test_breaks_are_taken_off_while_there_is_a_schedule() -> None:
    """Of an hour's break that begins half an hour before closing time half an hour counts."""
    lunch = {"minute": 0, "kind": EventKind.BREAK, "advisor": 0, "other": HOUR_MS}
    late = {"minute": 270, "kind": EventKind.BREAK, "advisor": 1, "other": HOUR_MS}

    assert summed(world(NINE_TO_FIVE), lunch, late).staffed_ms == int((16 - 1.5) * HOUR_MS)


def test_a_break_that_falls_due_during_a_call_begins_after_its_after_call_work() -> None:
    """Put off so, this one lasts until after closing time: until it began the advisor was there."""
    call = {"minute": 0}
    until_five = 5 * HOUR_MS - MINUTE_MS
    pause = {"minute": 1, "kind": EventKind.BREAK, "advisor": 0, "other": until_five}
    ledger = decided(world((schedule(9, 17, "ana"),)), call, pause)

    work = worked(Scope(whole=ledger, from_ms=MIDNIGHT_MS), NEXT_MIDNIGHT_MS)
    ends_ms = int(ledger.calls["ended_ms"][0]) + 30 * SECOND_MS
    assert work.staffed_ms == ends_ms - MIDNIGHT_MS - 9 * HOUR_MS


def test_breaks_that_overlap_are_taken_off_once() -> None:
    """Two breaks of half an hour that share a quarter are three quarters."""
    breaks = [
        {"minute": minute, "kind": EventKind.BREAK, "advisor": 0, "other": HOUR_MS // 2} for minute in (0, 15)
    ]

    assert summed(world(NINE_TO_FIVE), *breaks).staffed_ms == 16 * HOUR_MS - 45 * MINUTE_MS


def test_work_outside_of_the_period_does_not_count() -> None:
    """A call that runs into the next day counts until midnight."""
    open_day_and_night = (replace(schedule(0, 0, "ana"), end=time(0)),)
    summary = summed(world(open_day_and_night), {"minute": 719, "talk_ms": HOUR_MS})

    assert summary.outcomes["answered"] == 1
    assert summary.busy_ms < MINUTE_MS
    assert summary.staffed_ms == 24 * HOUR_MS


def test_all_keys_are_there_even_if_nothing_happened() -> None:
    """All fourteen replies, all origins, all outcomes; ratios of nothing are None, not zero."""
    nothing = Summary.empty()

    assert tuple(nothing.replies) == REPLY_KEYS
    assert set(nothing.as_json()["tickets"]) == set(ORIGINS)
    assert len(nothing.outcomes) == 6
    assert len(nothing.suppressed) == 14
    ratios = ("asa_s", "wait_mean_s", "abandoned_share", "service_level", "occupancy")
    assert [nothing.as_json()[ratio] for ratio in ratios] == [None] * 5


def test_the_sum_with_nothing_is_the_same() -> None:
    """`empty` is the zero of the addition, so that any number of replications can be added up."""
    summary = summed(world(NINE_TO_FIVE), {"minute": 0}, {"minute": 600})

    assert summary + Summary.empty() == summary
    assert (summary + summary).calls == 2 * summary.calls
    assert (summary + summary).asa_s == summary.asa_s
    assert (summary + summary).replies["after_successful_call"] == 2


def test_a_call_is_decided_once_per_reply() -> None:
    """Every reply that could concern it has one reason, sent or not."""
    summary = summed(world(NINE_TO_FIVE), {"minute": 0})

    assert summary.replies["after_successful_call"] == 1
    assert sum(summary.replies.values()) == 1
    assert sum(summary.suppressed.values()) == 4


@pytest.mark.parametrize("records", RECORDS)
def test_a_digest_notices_any_difference(records: str) -> None:
    """One bit anywhere, in whichever record, gives another digest."""
    ledger = decided(world(NINE_TO_FIVE), {"minute": 0}, {"minute": 600})
    found = getattr(ledger, records)
    changed = np.zeros(1, found.dtype) if not len(found) else found.copy()
    changed.view(np.uint8).reshape(-1)[0] ^= 1

    other: dict[str, Any] = {records: changed}
    assert digest(replace(ledger, **other)) != digest(ledger)


def test_a_digest_is_of_the_columns_and_not_of_what_lies_between_them() -> None:
    """Memory between columns may hold anything: equal columns are equal runs."""
    ledger = decided(world(NINE_TO_FIVE), {"minute": 0})
    calls = ledger.calls.copy()
    used = np.zeros(calls.dtype.itemsize, np.bool_)
    for column, offset in (field[:2] for field in (calls.dtype.fields or {}).values()):
        used[offset : offset + column.itemsize] = True
    assert not used.all()
    calls.view(np.uint8).reshape(len(calls), -1)[:, ~used] ^= 255

    assert digest(replace(ledger, calls=calls)) == digest(ledger)


def test_several_digests_have_one_in_their_order() -> None:
    """One replication's digest is its ledger's; of several the order counts."""
    assert digest_of(["a"]) == "a"
    assert digest_of(["a", "b"]) != digest_of(["b", "a"])


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_summary_is_told_in_both_languages(language: str) -> None:
    """Every section has its lines, and figures are written as the language does."""
    told = sections(summed(world(NINE_TO_FIVE), {"minute": 0}), language)

    assert len(told) == 5
    assert [len(section.lines) for section in told] == [7, 3, 1, 14, 7]
    assert count_in(1_234_567, language) == {"en": "1,234,567", "fr": "1\u202f234\u202f567"}[language]
    assert number_in(1234.56, language) == {"en": "1,234.6", "fr": "1\u202f234,6"}[language]
