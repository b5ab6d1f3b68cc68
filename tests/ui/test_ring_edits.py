"""Edits of schedules, call trees and routing rules: pure functions on the settings document."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autoreply_sim.domain.recurrence_rules import WEEKDAYS as DAYS
from autoreply_sim.ui.components.drawing import in_words
from autoreply_sim.ui.models.calendar_files import Imported, export_ics, import_ics
from autoreply_sim.ui.models.routing_edits import add_rule, delete_rule, edit_rule
from autoreply_sim.ui.models.routing_form import RoutingEditor, routing_editor
from autoreply_sim.ui.models.schedule_edits import (
    add_schedule,
    delete_schedule,
    duplicate_schedule,
    edit_schedule,
    insert_schedules,
    move_schedule,
    schedules_of,
)
from autoreply_sim.ui.models.schedule_form import ScheduleForm, schedule_editor
from autoreply_sim.ui.models.tree_edits import add_tree, delete_tree, edit_choice, rename_tree
from autoreply_sim.ui.models.weekly_rule import WeeklyRule, read_weekly, write_weekly
from tests.ui.ring_desk import NIGHTS, TEAM, WEEKDAYS, scenario

WORLD = scenario(TEAM).world
texts = st.text(max_size=20)
scalars = st.sampled_from(["title", "timezone", "first", "from", "to", "repeats", "call_tree", "created"])


def form(team: Any, index: int = 0) -> ScheduleForm:
    """The form of a schedule."""
    found = schedule_editor(team, WORLD, index).form
    assert found is not None
    return found


def routing(team: Any) -> RoutingEditor:
    """The editors of trees and rules."""
    return routing_editor(team, WORLD)


def titles(team: Any) -> list[str]:
    """The schedules' titles in order."""
    return [schedule["title"] for schedule in schedules_of(team)]


@given(scalars, texts)
def test_what_is_typed_is_what_the_form_shows_right_or_wrong(key: str, text: str) -> None:
    """And the document before stays as it was."""
    before = copy.deepcopy(TEAM)
    after = edit_schedule(TEAM, 0, key, text)

    assert form(after).values[key] == text
    assert before == TEAM
    json.dumps(after)


@given(
    st.lists(st.tuples(st.sampled_from(["add", "copy", "delete", "up", "down", "edit"]), st.integers(-1, 30)))
)
def test_no_row_of_clicks_changes_what_was_or_passes_25(clicks: list[tuple[str, int]]) -> None:
    """An index that is not there changes nothing."""
    team: Any = TEAM
    for what, index in clicks:
        before = copy.deepcopy(team)
        click: Callable[[Any, int], Any] = {
            "add": lambda t, _: add_schedule(t, title="New", first=date(2026, 3, 2)),
            "copy": lambda t, i: duplicate_schedule(t, i, title="Copy"),
            "delete": delete_schedule,
            "up": lambda t, i: move_schedule(t, i, -1),
            "down": lambda t, i: move_schedule(t, i, 1),
            "edit": lambda t, i: edit_schedule(t, i, "title", "Edited"),
        }[what]
        after = click(team, index)
        assert team == before
        team = after

    assert len(schedules_of(team)) <= 25


@given(
    st.sets(st.sampled_from(DAYS)),
    st.integers(1, 99),
    st.dates(date(2026, 1, 1), date(2099, 1, 1)) | st.none(),
)
def test_the_weekly_picker_reads_what_it_writes(days: set[str], interval: int, until: date | None) -> None:
    """Every choice in it makes one rule, and that rule shows the same choice."""
    weekly = WeeklyRule(
        days=tuple(day for day in DAYS if day in days),
        interval=str(interval),
        until=until.isoformat() if until else "",
    )

    assert read_weekly(write_weekly(weekly)) == weekly


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=1MO",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=WEEKLY;COUNT=3",
        "FREQ=WEEKLY;WKST=SU;INTERVAL=2",
        "FREQ=WEEKLY;UNTIL=20261230T073000Z",
        "FREQ=WEEKLY;BYDAY",
        "nonsense",
    ],
)
def test_what_the_picker_cannot_say_is_left_to_the_rule_itself(rule: str) -> None:
    """It is shown as it stands, and nothing of it is lost."""
    shown = form(edit_schedule(TEAM, 0, "repeats", rule))

    assert (shown.kind, shown.values["repeats"]) == ("rule", rule)


def test_weekdays_interval_and_end_are_picked() -> None:
    """Each click changes its part of the rule alone."""
    team = edit_schedule(TEAM, 0, "weekday/WE", value=False)
    team = edit_schedule(team, 0, "interval", "2")
    team = edit_schedule(team, 0, "until", "2026-12-31")

    assert form(team).values["repeats"] == "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,TH,FR;UNTIL=20261231"
    assert form(edit_schedule(team, 0, "kind", "once")).kind == "once"
    assert form(edit_schedule(team, 0, "kind", "rule")).kind == "rule"


@pytest.mark.parametrize(
    ("key", "value", "field", "english"),
    [
        ("title", " ", "title", "Write a text of one line"),
        ("timezone", "CST", "timezone", "“CST” is no time zone"),
        ("first", "2026-02-30", "first", "“2026-02-30” is no date"),
        ("from", "8", "from", "“8” is no time of day"),
        ("except", "2026-07-03, soon", "except", "“soon” is no date"),
        ("repeats", "FREQ=HOURLY", "repeats", "The recurrence cannot be used"),
        ("interval", "0", "repeats", "The recurrence cannot be used"),
        ("ring_seconds", "0", "ring_seconds", "“0” is no whole number"),
        ("strategy", "loudest", "strategy", "“loudest” is no order"),
        ("call_tree", "other", "call_tree", "no call tree “other”"),
        ("advisor/zoe", True, "advisors", "Nobody here has these keys: zoe"),
        ("created", "yesterday", "created", "no date and time"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_in_both_languages(
    key: str, value: Any, field: str, english: str
) -> None:
    """And only there."""
    problems = form(edit_schedule(TEAM, 0, key, value)).problems

    assert list(problems) == [field]
    assert english in in_words(problems[field].said, "en").striptags()
    assert in_words(problems[field].said, "fr") != in_words(problems[field].said, "en")


def test_a_box_has_three_states_and_advisors_an_order() -> None:
    """Unset is no key at all; an advisor who is added rings last until moved."""
    ticked = edit_schedule(TEAM, 0, "business_hours", "true")
    team = edit_schedule(edit_schedule(TEAM, 0, "advisor/cleo", value=True), 0, "advisor_up/cleo", "")

    assert ticked["schedules"][0]["business_hours"] is True
    assert "business_hours" not in edit_schedule(ticked, 0, "business_hours", "")["schedules"][0]
    assert [member.key for member in form(team).members if member.place] == ["ana", "cleo", "ben"]
    assert edit_schedule(team, 0, "advisor/cleo", value=False)["schedules"][0]["advisors"] == ["ana", "ben"]


def test_schedules_are_added_copied_moved_and_deleted() -> None:
    """A copy is a draft, so that two do not ring at once; a team has 25 at most (R-SCH-1)."""
    copied = duplicate_schedule(TEAM, 1, title="Nights (copy)")
    full = insert_schedules(TEAM, [WEEKDAYS] * 40)

    assert titles(copied)[1:3] == ["Nights", "Nights (copy)"]
    assert copied["schedules"][2]["draft"] is True
    assert titles(move_schedule(TEAM, 0, 1))[:2] == ["Nights", "Weekdays"]
    assert titles(delete_schedule(TEAM, 0))[0] == "Nights"
    assert len(schedules_of(full)) == 25
    assert not schedule_editor(full, WORLD, None).can_add
    assert duplicate_schedule(full, 0, title="One more") == full


def test_an_edited_team_is_one_that_the_scenario_format_takes() -> None:
    """What the editors make can be saved."""
    team = add_schedule(TEAM, title="New", first=date(2026, 3, 2), created="2026-03-02T15:00Z")
    team = edit_schedule(team, 5, "ring_seconds", "20")
    team = edit_choice(add_tree(team, "main"), "main 2", "*", "team:parts")
    team = edit_rule(add_rule(team, name="Paris"), 2, "target", "advisor:ana")
    team = edit_rule(team, 2, "value", "+33")
    own = scenario(team).world.teams[0].settings

    assert own.schedules[5].ring_ms == 20_000
    assert own.call_trees["main 2"]["*"].team == "parts"
    assert (own.routing_rules[2].advisor, own.routing_rules[2].value) == ("ana", "+33")


def test_a_key_of_a_tree_leads_to_a_team_or_to_advisors_or_nowhere() -> None:
    """A key without anybody says so until somebody is ticked."""
    nobody = edit_choice(TEAM, "main", "5", "advisors")
    somebody = edit_choice(nobody, "main", "5/ben", value=True)

    assert routing(nobody).trees[0].keys[5].problem is not None
    assert routing(somebody).trees[0].keys[5].problem is None
    assert edit_choice(somebody, "main", "5", "") == TEAM
    assert edit_choice(TEAM, "elsewhere", "5", "advisors") == TEAM
    with pytest.raises(ValueError, match="a phone has no key 'A'"):
        edit_choice(TEAM, "main", "A", "advisors")


def test_a_trees_name_changes_wherever_it_is_named() -> None:
    """A schedule follows the new name; when the tree is deleted, it rings its own advisors."""
    used = edit_schedule(TEAM, 0, "call_tree", "main")
    renamed = rename_tree(used, "main", "menu")

    assert renamed["schedules"][0]["call_tree"] == "menu"
    assert routing(renamed).trees[0].used_by == ("Weekdays",)
    assert "call_tree" not in delete_tree(renamed, "menu")["schedules"][0]
    assert rename_tree(used, "nowhere", "menu") == used


def test_a_trees_name_is_never_that_of_another_and_a_blank_one_is_told() -> None:
    """A taken name gets a number, so that no tree is lost; a blank one stays to be mended."""
    two = add_tree(TEAM, "night")
    blank = routing(rename_tree(TEAM, "main", " ")).trees[0]

    assert list(rename_tree(two, "night", "main")["call_trees"]) == ["main", "main 2"]
    assert (blank.name, blank.problem is not None) == (" ", True)


def test_a_time_of_creation_can_be_taken_back() -> None:
    """Without one, a rule or a schedule is older than those with one."""
    ruled = edit_rule(TEAM, 0, "created", "")
    scheduled = edit_schedule(edit_schedule(TEAM, 0, "created", "2026-01-01"), 0, "created", "")

    assert "created" not in ruled["routing_rules"][0]
    assert "created" in TEAM["routing_rules"][0]
    assert scheduled == TEAM


def test_the_newest_rule_stands_first() -> None:
    """R-RUL-1: without a time of creation a rule is older than those with one; of these the later wins."""
    team = add_rule(TEAM, name="Newest", created="2026-03-02T15:00Z")

    assert [rule.values["name"] for rule in routing(team).rules] == ["Newest", "VIP", "Fleet"]
    assert list(routing(team).rules[0].problems) == ["value", "target"]
    assert delete_rule(team, 2) == TEAM
    with pytest.raises(ValueError, match="no field 'colour'"):
        edit_rule(TEAM, 0, "colour", "red")
    with pytest.raises(ValueError, match="no field 'colour'"):
        edit_schedule(TEAM, 0, "colour", "red")


def said_by(imported: Imported) -> list[str]:
    """What an import says that it did."""
    return [in_words(one, "en").striptags() for one in imported.said]


def test_what_is_exported_comes_back_as_it_was() -> None:
    """Advisors, box, order and all."""
    imported = import_ics(export_ics(WORLD.teams[0].settings, WORLD), WORLD, {})

    assert imported.remarks == ()
    assert said_by(imported) == ["5 schedules added: Weekdays, Nights, Saturdays, Training, Summer."]
    assert scenario({**TEAM, **imported.team}).world.teams[0].settings == WORLD.teams[0].settings


def test_ones_own_export_taken_in_again_changes_nothing() -> None:
    """Nothing is doubled, and no schedule is worded otherwise than before."""
    imported = import_ics(export_ics(WORLD.teams[0].settings, WORLD), WORLD, TEAM)

    assert imported.team == TEAM
    assert said_by(imported) == [
        "5 schedules were the same already: Weekdays, Nights, Saturdays, Training, Summer."
    ]


def test_an_export_brings_back_what_was_changed_since_and_keeps_what_is_new() -> None:
    """What was replaced, added and unchanged is said; what the calendar does not know stays."""
    calendar = export_ics(WORLD.teams[0].settings, WORLD)
    later = edit_schedule(delete_schedule(TEAM, 3), 1, "from", "21:00")
    later = edit_schedule(later, 1, "business_hours", "")
    later = add_schedule(later, title="Harvest", first=date(2026, 8, 1))
    imported = import_ics(calendar, WORLD, later)

    assert [one["title"] for one in imported.team["schedules"]] == [
        "Weekdays",
        "Nights",
        "Saturdays",
        "Summer",
        "Harvest",
        "Training",
    ]
    assert imported.team["schedules"][1] == NIGHTS
    assert said_by(imported) == [
        "1 schedule added: Training.",
        "1 schedule replaced: Nights.",
        "3 schedules were the same already: Weekdays, Saturdays, Summer.",
    ]


def test_another_programs_calendar_says_only_when_somebody_rings() -> None:
    """Advisors, box and ring of what it replaces stay; a new title is known by its UID, a first date rings."""
    calendar = export_ics(WORLD.teams[0].settings, WORLD, name="Service")
    foreign = b"\r\n".join(line for line in calendar.split(b"\r\n") if not line.startswith(b"X-AUTO"))
    moved = foreign.replace(b"T220000", b"T210000").replace(b"SUMMARY:Nights", b"SUMMARY:Evenings")
    imported = import_ics(moved, WORLD, TEAM)

    assert imported.team["schedules"][1] == {**NIGHTS, "title": "Evenings", "from": "21:00"} | {
        "first": "2026-01-09"
    }
    assert said_by(imported)[0] == "2 schedules replaced: Nights, Saturdays."
    assert len(imported.team["schedules"]) == 5


def test_schedules_of_one_title_are_replaced_one_by_one() -> None:
    """Each is one of them at most, the same one first; what was mistyped is replaced by what can be read."""
    twice = {"schedules": [WEEKDAYS, {**WEEKDAYS, "from": "09:00"}]}
    world = scenario(twice).world
    calendar = export_ics(world.teams[0].settings, world)
    swapped = {"schedules": twice["schedules"][::-1]}
    broken = edit_schedule(swapped, 0, "to", "soon")

    assert import_ics(calendar, world, swapped).team == swapped
    mended = import_ics(calendar, world, broken).team["schedules"]
    assert [one["to"] for one in mended] == ["17:00", "17:00"]
    assert [one["from"] for one in mended] == ["09:00", "08:00"]


def test_an_import_says_what_it_cannot_take() -> None:
    """Too large, no calendar, no room."""
    full = insert_schedules({}, [WEEKDAYS] * 40)
    calendar = export_ics(WORLD.teams[0].settings, WORLD)
    said = [
        in_words(import_ics(data, WORLD, team).remarks[0].said, "en")
        for data, team in ((b"x" * 1_000_001, TEAM), (b"\x89PNG", TEAM), (calendar, full))
    ]

    assert said == [
        "The file is larger than 1 MB: export fewer events.",
        "This is no calendar file: export the calendar as .ics and choose that file.",
        "4 schedules found no room: a team has at most 25.",
    ]
