"""Hand-worked stories of calls (section 3 of the rulebook): greeting 5 s, pick-up 6 s, prompt 8 s."""

from __future__ import annotations

import pytest

from .stories import RLA, TREE, column, tell

ORDERED = "schedules: [{title: W, first: 2026-01-05, from: '08:00', to: '17:00', repeats: FREQ=DAILY,"
SEQUENTIAL = ORDERED + " advisors: [ana, ben], ring: {strategy: sequential, ring_seconds: 10}}]"
ROUND_ROBIN = ORDERED + " advisors: [ana, ben, cho], ring: {strategy: round_robin, ring_seconds: 10}}]"


def test_with_no_active_schedule_nobody_rings() -> None:
    """R-CALL-1, R-CALL-8: greeting, prompt, recording; RLA is not looked at."""
    story = tell("Sat 09:00, call: {from: carla, to: service, picks_up: [ana]}", service=RLA)
    [call] = story["calls"]
    assert (call["outcome"], call["rang"], call["held_by"]) == ("left_voicemail", [], "service")
    assert (call["rla"], call["after_hours"]) == ("no_active_schedule", True)
    assert call["ended_at"] == "2026-03-07T09:00:33Z"  # 5 + 8 + 20


def test_in_a_group_the_first_in_the_listed_order_answers() -> None:
    """R-CALL-4: both ring, both would pick up; the order of `picks_up` means nothing."""
    story = tell("Mon 09:00, call: {from: carla, to: service, picks_up: [ben, ana], talk: 4m}")
    [call] = story["calls"]
    assert (call["outcome"], call["rang"], call["answered_by"]) == ("answered", ["ana", "ben"], "ana")
    assert call["ended_at"] == "2026-03-02T09:04:11Z"  # 5 + 6 + 240


def test_in_sequence_each_rings_for_its_seconds() -> None:
    """R-CALL-4, R-CALL-9: Ana for 10 s, then Ben, who answers 6 s after his own step began."""
    story = tell("Mon 09:00, call: {from: carla, to: service, picks_up: [ben], talk: 0s}", service=SEQUENTIAL)
    assert column(story, "calls", "rang") == [["ana", "ben"]]
    assert column(story, "calls", "ended_at") == ["2026-03-02T09:00:21Z"]


def test_whoever_picks_up_does_so_at_the_latest_when_the_step_ends() -> None:
    """R-CALL-9: a step of 10 s and a pick-up of 12 s."""
    story = tell(
        "Mon 09:00, call: {from: carla, to: service, picks_up: [ana], talk: 1m}",
        service=SEQUENTIAL,
        timing="pick_up: 12s",
    )
    assert column(story, "calls", "ended_at") == ["2026-03-02T09:01:15Z"]


def test_round_robin_starts_after_whoever_answered_last() -> None:
    """R-CALL-4: Ana answered, so Ben is first, then Cho, then Ana."""
    story = tell(
        "Mon 09:00, call: {from: carla, to: service, picks_up: [ana], talk: 10s}",
        "Mon 10:00, call: {from: carla, to: service}",
        service=ROUND_ROBIN,
    )
    assert column(story, "calls", "rang") == [["ana"], ["ben", "cho", "ana"]]


def test_answered_last_survives_a_save() -> None:
    """R-CALL-12: it belongs to the schedule of that title."""
    story = tell(
        "Mon 09:00, call: {from: carla, to: service, picks_up: [ben], talk: 10s}",
        "Mon 09:30, save: {team: service, " + ROUND_ROBIN.replace("[ana, ben, cho]", "[cho, ben, ana]") + "}",
        "Mon 10:00, call: {from: carla, to: service}",
        service=ROUND_ROBIN,
    )
    assert column(story, "calls", "rang") == [["ana", "ben"], ["ana", "cho", "ben"]]


def test_an_advisor_on_another_call_does_not_ring() -> None:
    """R-CALL-4, R-CALL-9: busy from the pick-up (included) to the end of the call (excluded)."""
    story = tell(
        "Mon 09:00, call: {from: carla, to: service, picks_up: [ana], talk: 1m}",
        "Mon 09:00:06, call: {from: lena, to: service}",  # its ringing starts at :11, as Ana picks up
        "Mon 09:01:06, call: {from: lena, to: service}",  # its ringing starts at :11, as Ana is done
    )
    assert column(story, "calls", "rang") == [["ana", "ben"], ["ben"], ["ana", "ben"]]


def test_an_advisor_who_took_another_call_since_the_step_began_does_not_answer() -> None:
    """R-CALL-9: Ana rings in both, answers the first; in the second the next who would pick up does."""
    story = tell(
        "Mon 09:00, call: {from: carla, to: service, picks_up: [ana]}",
        "Mon 09:00, call: {from: lena, to: service, picks_up: [ana, ben]}",
    )
    assert column(story, "calls", "answered_by") == ["ana", "ben"]
    assert column(story, "calls", "rang") == [["ana", "ben"], ["ana", "ben"]]


def test_a_step_rings_on_to_its_end_if_nobody_else_would_pick_up() -> None:
    """R-CALL-9: the second caller's only hope took the first call; 5 + 30 + 8 + 20 s."""
    story = tell(
        "Mon 09:00, call: {from: carla, to: service, picks_up: [ana]}",
        "Mon 09:00, call: {from: lena, to: service, picks_up: [ana]}",
    )
    assert column(story, "calls", "outcome") == ["answered", "left_voicemail"]
    assert story["calls"][1]["ended_at"] == "2026-03-02T09:01:03Z"


def test_a_busy_advisor_is_skipped_for_good_and_takes_no_time() -> None:
    """R-CALL-10: Ana is busy when her turn comes; Ben's step begins at once and Ana has no second chance."""
    story = tell(
        "Mon 09:00, call: {from: carla, to: service, picks_up: [ana], talk: 10s}",
        "Mon 09:00:10, call: {from: lena, to: service, picks_up: [ana]}",
        service=SEQUENTIAL,
    )
    assert column(story, "calls", "rang") == [["ana"], ["ben"]]
    assert story["calls"][1]["ended_at"] == "2026-03-02T09:00:53Z"  # 10 + 5 + 10 + 28


def test_a_caller_hangs_up_halfway_through_the_last_step() -> None:
    """R-CALL-11: 5 s, Ana's 10 s, then half of Ben's 10 s."""
    story = tell("Mon 09:00, call: {from: carla, to: service, hangs_up: ringing}", service=SEQUENTIAL)
    assert column(story, "calls", "outcome") == ["hung_up_ringing"]
    assert column(story, "calls", "ended_at") == ["2026-03-02T09:00:20Z"]


def test_the_last_step_is_the_one_after_which_nobody_will_be_free() -> None:
    """R-CALL-11: Ben talks to Lena until long after Ana's step ends, so Ana's is the last: 5 + 5 s."""
    story = tell(
        "Mon 09:00, call: {from: lena, to: service, picks_up: [ben]}",
        "Mon 09:00:30, call: {from: carla, to: service, hangs_up: ringing}",
        service=SEQUENTIAL,
    )
    assert story["calls"][1]["ended_at"] == "2026-03-02T09:00:40Z"


def test_a_later_candidate_whose_call_ends_just_then_is_free() -> None:
    """R-CALL-11: Ben's call (09:00:21 to :45) ends as Ana's step does, so he rings too."""
    story = tell(
        "Mon 09:00, call: {from: lena, to: service, picks_up: [ben], talk: 24s}",
        "Mon 09:00:30, call: {from: carla, to: service, hangs_up: ringing}",
        service=SEQUENTIAL,
    )
    assert story["calls"][1]["rang"] == ["ana", "ben"]
    assert story["calls"][1]["ended_at"] == "2026-03-02T09:00:50Z"


def test_a_caller_hangs_up_when_an_expected_step_finds_nobody_free() -> None:
    """R-CALL-11: Ana rings for Carla from :05; Ben answers Lena at :12, before his own step at :15."""
    story = tell(
        "Mon 09:00, call: {from: carla, to: service, hangs_up: ringing}",
        "Mon 09:00:01, call: {from: lena, to: sales, picks_up: [ben]}",
        service=SEQUENTIAL,
        sales="schedules: [{title: S, first: 2026-03-02, from: '08:00', to: '17:00', advisors: [ben]}]",
    )
    assert column(story, "calls", "outcome") == ["hung_up_ringing", "answered"]
    assert story["calls"][0]["ended_at"] == "2026-03-02T09:00:15Z"
    assert story["calls"][0]["rang"] == ["ana"]


def test_a_caller_waits_for_those_who_would_pick_up() -> None:
    """Scenarios.md: a pick-up after 6 s comes later than half of 10 s, yet the call is answered."""
    story = tell(
        "Mon 09:00, call: {from: carla, to: service, hangs_up: ringing, picks_up: [ben]}", service=SEQUENTIAL
    )
    assert column(story, "calls", "answered_by") == ["ben"]
    assert story["notes"] == []


@pytest.mark.parametrize(
    ("phase", "outcome", "ended"),
    [("greeting", "hung_up_greeting", "02.500"), ("menu", "hung_up_menu", "10")],
)
def test_a_hang_up_in_greeting_or_menu_comes_before_anybody_rings(
    phase: str, outcome: str, ended: str
) -> None:
    """Scenarios.md: whoever would pick up; halfway through 5 s, or 5 s and half of 10 s."""
    story = tell(
        f"Mon 09:00, call: {{from: carla, to: service, hangs_up: {phase}, picks_up: [ana], choice: '1'}}",
        service=TREE,
    )
    [call] = story["calls"]
    assert (call["outcome"], call["rang"], call["held_by"]) == (outcome, [], "service")
    assert call["ended_at"] == f"2026-03-02T09:00:{ended}Z"


def test_a_tree_choice_of_a_team_hands_the_call_over() -> None:
    """R-CALL-6: Sales holds it and rings by its own schedule; 5 + 10 + 6 s and 3 minutes."""
    story = tell("Mon 09:00, call: {from: carla, to: service, choice: '1', picks_up: [cho]}", service=TREE)
    [call] = story["calls"]
    assert (call["held_by"], call["answered_by"], call["rang"]) == ("sales", "cho", ["cho"])
    assert call["ended_at"] == "2026-03-02T09:03:21Z"
    assert column(story, "tickets", "team") == ["sales"]
    assert column(story, "tickets", "number") == ["+15155550100"]  # the dialled one (R-TKT-11)


def test_a_chosen_team_without_an_active_schedule_still_holds_the_call() -> None:
    """R-CALL-6: nobody rings."""
    story = tell("Mon 09:00, call: {from: carla, to: service, choice: '3', picks_up: [ana]}", service=TREE)
    [call] = story["calls"]
    assert (call["held_by"], call["rang"], call["outcome"]) == ("parts", [], "left_voicemail")


def test_a_tree_choice_of_advisors_rings_only_those_on_schedule_and_nobody_after() -> None:
    """R-CALL-6: Cho is not on, Ana was not chosen."""
    story = tell("Mon 09:00, call: {from: carla, to: service, choice: '2', picks_up: [ana]}", service=TREE)
    [call] = story["calls"]
    assert (call["held_by"], call["rang"], call["outcome"]) == ("service", ["ben"], "left_voicemail")


@pytest.mark.parametrize("choice", ["", ", choice: '9'"])
def test_with_no_key_of_the_tree_the_schedules_own_advisors_ring(choice: str) -> None:
    """R-CALL-6, R-CALL-12: after the whole menu; 5 + 10 + 6 s and 3 minutes."""
    story = tell(f"Mon 09:00, call: {{from: carla, to: service, picks_up: [ana]{choice}}}", service=TREE)
    assert column(story, "calls", "rang") == [["ana", "ben"]]
    assert column(story, "calls", "ended_at") == ["2026-03-02T09:03:21Z"]


def test_a_round_robin_choice_starts_with_the_first_that_follows_whoever_answered_last() -> None:
    """R-CALL-12: after Ana comes Ben in the schedule's circle; so [cho, ana, ben] starts at Ben."""
    tree = ROUND_ROBIN.replace("{title", "{call_tree: m, title")
    story = tell(
        "Mon 09:00, call: {from: carla, to: service, picks_up: [ana], talk: 10s}",
        "Mon 10:00, call: {from: carla, to: service, choice: '1'}",
        service=tree + "\ncall_trees: {m: {options: {'1': {advisors: [cho, ana, ben]}}}}",
    )
    assert story["calls"][1]["rang"] == ["ben", "cho", "ana"]
