"""All errors of a file are reported together, in the order of its lines, and none that is only a consequence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from autoreply_sim.errors import Problem

Spoil = Callable[[str, str], str]
ProblemsOf = Callable[[str], tuple[Problem, ...]]


def wheres(problems: tuple[Problem, ...]) -> list[str]:
    """Return the keys that are blamed."""
    return [problem.where for problem in problems]


def test_mistakes_of_every_kind_are_told_together(story: str, problems_of: ProblemsOf) -> None:
    """A duplicate, an unknown key, a bad value, an unknown name, a bad text, in the order of lines."""
    text = (
        story.replace("  ben: Ben Cole", "  ben: Ben Cole\n  ben: Ben Cole")
        .replace("line: mobile", "lin: mobile")
        .replace("first: 2026-01-05", "first: 2026-13-05")
        .replace("{{ sender_name }}: we", "{{ sender_nam }}: we")
        .replace("to: service, choice: 2", "to: sales, choice: 2")
        .replace("answered_by: ana", "answered_by: eve")
    )
    problems = problems_of(text)

    assert wheres(problems) == [
        "advisors.ben",
        "customers.carla.lin",
        "teams.service.schedules[1].first",
        "teams.service.auto_replies.after_hours_texts.text",
        "events[1].call.to",
        "expect.calls[1].answered_by",
    ]
    assert [problem.line for problem in problems] == sorted(problem.line or 0 for problem in problems)


def test_numbers_and_names_survive_what_is_left_out(story: str, problems_of: ProblemsOf) -> None:
    """An event that cannot be read keeps its number for those after it; a broken team is still known by its name."""
    text = story.replace("at: 2026-03-02 09:00", "at: never").replace(
        "customer: carla, team: parts", "customer: x, team: y"
    )
    text = text.replace("communication_team: service}", "communication_team: 7}")

    assert wheres(problems_of(text)) == [
        "teams.parts.communication_team",
        "events[1].at",
        "events[7].advisor.customer",
        "events[7].advisor.team",
    ]


def test_mistakes_of_one_event_are_told_together(problems_of: ProblemsOf) -> None:
    """A key that an event cannot do without, and that is wrong or missing, hides nothing else of the event."""
    text = """\
version: 1
teams: {a: {number: "+15155550100"}, b: {communication_team: a}}
events:
  - {at: never, call: {from: x, to: y, picks_up: [z]}}
  - {text: {from: x, to: b, channel: fax, body: [z]}}
  - {at: never, ticket: {to: y, channel: fax}}
  - {at: never, message: {from: x, ticket: 9}}
  - {at: never, advisor: {by: x, action: jump, to_team: y, ticket: 9, amount: 5}}
  - {at: never, respond: {from: x, ticket: none, rates: 9}}
  - {at: never, save: {team: y, schedules: [{title: S, advisors: [x]}]}}
"""

    assert wheres(problems_of(text)) == [
        "events[1].at",
        "events[1].call.from",
        "events[1].call.to",
        "events[1].call.picks_up[1]",
        "events[2].at",
        "events[2].text.channel",
        "events[2].text.body",
        "events[2].text.from",
        "events[2].text.to",
        "events[3].at",
        "events[3].ticket.from",
        "events[3].ticket.channel",
        "events[3].ticket.to",
        "events[4].at",
        "events[4].message.from",
        "events[4].message.ticket",
        "events[5].at",
        "events[5].advisor.action",
        "events[5].advisor.by",
        "events[5].advisor.ticket",
        "events[5].advisor.to_team",
        "events[6].at",
        "events[6].respond.ticket",
        "events[6].respond.rates",
        "events[6].respond.from",
        "events[7].at",
        "events[7].save.schedules[1].first",
        "events[7].save.schedules[1].from",
        "events[7].save.schedules[1].to",
        "events[7].save.team",
        "events[7].save.schedules[1].advisors[1]",
    ]


def test_mistakes_of_one_schedule_and_one_rule_are_told_together(problems_of: ProblemsOf) -> None:
    """Whether a rule ever occurs cannot be said without its first date; all else can."""
    text = """\
version: 1
teams:
  a:
    number: "+15155550100"
    schedules:
      - {title: A, first: 2026-02-30, from: 08:00, to: 99:00, repeats: FREQ=HOURLY, advisors: [x], call_tree: t}
      - {title: B, from: 08:00, to: 17:00, repeats: FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29}
    routing_rules:
      - {criterion: fax, operator: is, target: {team: y}}
      - {name: [], criterion: phone, value: abc, operator: is, target: y}
"""

    assert wheres(problems_of(text)) == [
        "teams.a.schedules[1].first",
        "teams.a.schedules[1].to",
        "teams.a.schedules[1].advisors[1]",
        "teams.a.schedules[1].repeats",
        "teams.a.schedules[1].call_tree",
        "teams.a.schedules[2].first",
        "teams.a.routing_rules[1].name",
        "teams.a.routing_rules[1].criterion",
        "teams.a.routing_rules[1].operator",
        "teams.a.routing_rules[1].value",
        "teams.a.routing_rules[1].target.team",
        "teams.a.routing_rules[2].name",
        "teams.a.routing_rules[2].operator",
        "teams.a.routing_rules[2].target",
        "teams.a.routing_rules[2].value",
    ]


def test_a_ticket_that_can_never_be_hides_no_other_wrong_ticket(story: str, problems_of: ProblemsOf) -> None:
    """Its event does nothing, like every event at fault (R-TKT-10)."""
    text = story.replace("ticket: 2, body", "ticket: 1, body").replace(
        "action: close, ticket: 1", "action: close, ticket: 5"
    )

    assert wheres(problems_of(text)) == ["events[4].message.ticket", "events[10].advisor.ticket"]


def test_a_wrong_ticket_is_told_beside_mistakes_that_make_no_tickets(
    story: str, problems_of: ProblemsOf
) -> None:
    """Bad texts, expectations, answers and payments cannot change which tickets there will be (R-TKT-10)."""
    text = (
        story.replace("action: close, ticket: 1", "action: close, ticket: 4")
        .replace("{{ sender_name }}: we", "{{ sender }}: we")
        .replace("verdict: sent", "verdict: perhaps")
        .replace("pays: true", "pays: maybe")
        .replace("amount: 120.50", "amount: much")
        .replace("title: A small world", "title: [x]")
        .replace("timing: {", "colour: blue\ntiming: {")
    )

    assert "events[10].advisor.ticket" in wheres(problems_of(text))
    assert len(problems_of(text)) == 7


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ring_last_advisor: true", "ring_last_adviser: true"),
        ("at: 2026-03-02 14:00", "at: 2026-03-02 99:00"),
        ("tickets_for_missed_calls: true", "tickets_for_missed_calls: perhaps"),
        ("from: anon", "from: nobody"),
    ],
)
def test_a_wrong_ticket_is_not_guessed_at_where_tickets_are_in_doubt(
    old: str, new: str, spoil: Spoil, problems_of: ProblemsOf
) -> None:
    """Ticket 3 is there or not, depending on what the mistake should have been: nothing is said of it."""
    text = spoil(old, new).replace("action: close, ticket: 1", "action: close, ticket: 4")

    assert len(problems_of(text)) == 1


def test_a_ticket_that_can_never_be_is_told_beside_any_mistake(story: str, problems_of: ProblemsOf) -> None:
    """Four events can make tickets: a fifth one cannot be there, whatever the mistake should have been."""
    text = story.replace("action: close, ticket: 1", "action: close, ticket: 5").replace(
        "from: anon", "from: nobody"
    )

    assert wheres(problems_of(text)) == ["events[9].call.from", "events[10].advisor.ticket"]


def test_two_bad_tickets_are_both_told(story: str, problems_of: ProblemsOf) -> None:
    """An event at fault does nothing, so that those after it can be judged."""
    text = story.replace("action: close, ticket: 1", "action: close, ticket: 4").replace(
        "ticket: 2, body", "ticket: 1, body"
    )

    assert wheres(problems_of(text)) == ["events[4].message.ticket", "events[10].advisor.ticket"]


def test_a_part_that_is_missing_is_not_blamed_on_its_whole(spoil: Spoil, problems_of: ProblemsOf) -> None:
    """A team whose number is misspelt is not told, too, that it has none."""
    assert (
        wheres(problems_of(spoil('number: "+15155550100"', 'nummber: "+15155550100"')))[0]
        == "teams.service.nummber"
    )
    assert wheres(problems_of(spoil("ring_last_advisor: false", "ring_lst_advisor: false"))) == [
        "events[8].save.ring_lst_advisor"
    ]


def test_the_same_problem_is_told_once(story: str, problems_of: ProblemsOf) -> None:
    """A number that two checks look at is one problem."""
    assert len(problems_of(story.replace('number: "+15155550100"', "number: x"))) == 1


def test_no_team_at_all_is_told(problems_of: ProblemsOf) -> None:
    """A world needs one."""
    assert wheres(problems_of("version: 1\nteams: {}\n")) == ["teams"]


def test_a_missing_top_is_told_alone(story: str, problems_of: ProblemsOf) -> None:
    """Without teams nothing else can be looked at."""
    text = story.replace("teams:\n", "teems:\n")

    assert wheres(problems_of(text)) == ["teams", "teems"]


TICKETS = """\
version: 1
advisors: {ana: Ana Ruiz}
customers: {carla: {phone: "+15155550199"}}
teams: {a: {number: "+15155550100"}}
events:
  - {at: 2026-03-02 09:00, ticket: {from: carla, to: a, channel: web}}
  - {at: 2026-03-02 09:01, advisor: {by: ana, action: close, ticket: 1}}
  - {at: 2026-03-02 09:02, advisor: {by: ana, action: close, ticket: 1}}
"""
"""The third event names a ticket that is closed at that moment."""
CLOSED = "events[3].advisor.ticket"


@pytest.mark.parametrize(
    ("mistake", "where"),
    [
        ("{at: 2026-03-02 09:03, text: {from: nobody, to: a, channel: sms}}", "events[4].text.from"),
        ("{at: 2026-03-02 09:03, call: {from: carla, to: a, talk: forever}}", "events[4].call.talk"),
        ("{at: 2026-03-02 09:03, advisor: {by: eve, action: close, ticket: 1}}", "events[4].advisor.by"),
        ("{at: 2026-03-02 09:03, save: {team: a, call_tres: {}}}", "events[4].save.call_tres"),
        ("{at: 2026-03-02 09:03, save: {team: a, schedules: 5}}", "events[4].save.schedules"),
        ("{at: 2026-03-02T15:03Z, text: {from: nobody, to: a, channel: sms}}", "events[4].text.from"),
        ("{at: 2026-03-02 09:02, text: {from: nobody, to: a, channel: sms}}", "events[4].text.from"),
        ("{at: 2026-03-02 09:03, fax: {from: carla}}", "events[4].fax"),
    ],
)
def test_a_mistake_in_an_event_hides_no_wrong_ticket_before_it(
    mistake: str, where: str, problems_of: ProblemsOf
) -> None:
    """Whatever the event should have been, nothing before it depends on it; at equal times the file's order counts."""
    found = wheres(problems_of(f"{TICKETS}  - {mistake}\n"))

    assert found[0] == CLOSED
    assert where in found


@pytest.mark.parametrize(
    "mistake",
    [
        "{at: 2026-03-02 09:01:30, text: {from: nobody, to: a, channel: sms}}",
        "{at: 2026-03-02 09:01:30, call: {from: carla, to: a, talk: forever}}",
        "{at: 2026-03-02 09:01:30, advisor: {by: eve, action: close, ticket: 1}}",
        "{at: 2026-03-02 10:01:59-05:00, text: {from: nobody, to: a, channel: sms}}",
        "{at: whenever, text: {from: carla, to: a, channel: sms}}",
        "{text: {from: carla, to: a, channel: sms}}",
        "{at: 2026-03-02 09:03, at: 2026-03-02 09:00, text: {from: carla, to: a, channel: sms}}",
        "5",
    ],
)
def test_a_wrong_ticket_after_a_mistake_in_an_event_is_not_guessed_at(
    mistake: str, problems_of: ProblemsOf
) -> None:
    """Nor one after a mistake whose time nobody knows: it may come first of all."""
    text = TICKETS.replace("version: 1", "version: 1\ntimezone: America/Chicago")

    assert CLOSED not in wheres(problems_of(f"{text}  - {mistake}\n"))


def test_the_first_doubtful_event_in_time_counts(problems_of: ProblemsOf) -> None:
    """Whichever stands first in the file."""
    late = "  - {at: 2026-03-02 12:00, text: {from: nobody, to: a, channel: sms}}\n"
    early = "  - {at: 2026-03-02 08:00, text: {from: nobody, to: a, channel: sms}}\n"

    assert wheres(problems_of(TICKETS + late)) == [CLOSED, "events[4].text.from"]
    assert wheres(problems_of(TICKETS + late + early)) == ["events[4].text.from", "events[5].text.from"]


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("customers: {carla: {", "customers: {carla: {opted_out: perhaps, ", "customers.carla.opted_out"),
        ("teams: {a: {", "teams: {a: {schedules: 5, ", "teams.a.schedules"),
        ("events:", "policies: {text_after_close: x}\nevents:", "policies.text_after_close"),
        ("events:", "timezone: Mars\nevents:", "timezone"),
    ],
)
def test_a_doubtful_world_is_no_place_to_judge_tickets_in(
    old: str, new: str, where: str, problems_of: ProblemsOf
) -> None:
    """What the world should have been may change everything that happens in it."""
    assert wheres(problems_of(TICKETS.replace(old, new))) == [where]


PRESSED = """\
version: 1
advisors: {ana: Ana Ruiz}
customers: {carla: {phone: "+15155550199"}}
teams: {a: {number: "+15155550100"}, b: {number: "+15155550101"}}
events:
  - {at: 2026-03-02 09:00, call: {from: carla, to: a, choice: 1}}
"""
SCHEDULE = "{title: S, first: 2026-01-05, from: 08:00, to: 17:00, call_tree: m}"
TREE = "call_trees: {m: {options: {1: {advisors: [ana]}}}}"


@pytest.mark.parametrize(
    ("settings", "save", "where"),
    [
        ("call_trees: {m: {options: []}}", None, "teams.a.call_trees.m.options"),
        ("call_trees: [m]", None, "teams.a.call_trees"),
        (TREE.replace("call_trees", "call_tres"), None, "teams.a.call_tres"),
        ("tickets_for_missed_calls: true", f"{{team: a, {TREE.replace('ana', 'eve')}}}", "events[2].save."),
        ("tickets_for_missed_calls: true", f"{{team: c, {TREE}}}", "events[2].save.team"),
        ("tickets_for_missed_calls: true", f"{{taem: a, {TREE}}}", "events[2].save.t"),
        ("tickets_for_missed_calls: true", f"{{team: a, {TREE.replace('[ana]', '5')}}}", "events[2].save."),
    ],
)
def test_a_key_that_a_broken_tree_may_have_is_not_missed(
    settings: str, save: str | None, where: str, problems_of: ProblemsOf
) -> None:
    """Which keys there are can be said once the tree, or the save that brings it, can be read."""
    text = PRESSED.replace("teams: {a: {", f"teams: {{a: {{{settings}, schedules: [{SCHEDULE}], ")
    text = text if save is None else f"{text}  - {{at: 2026-03-01 09:00, save: {save}}}\n"
    found = wheres(problems_of(text.replace(", call_tree: m", "") if save else text))

    assert found
    assert all(one.startswith(where) for one in found)


def test_a_broken_tree_of_one_team_hides_no_key_that_another_lacks(problems_of: ProblemsOf) -> None:
    """Only the broken team's keys are in doubt; and neither is a mistake elsewhere in the same team an excuse."""
    other = PRESSED.replace("b: {", "b: {call_trees: {m: {options: []}}, ")
    elsewhere = PRESSED.replace("teams: {a: {", "teams: {a: {ring_last_advisor: perhaps, ")

    assert wheres(problems_of(other)) == ["teams.b.call_trees.m.options", "events[1].call.choice"]
    assert wheres(problems_of(elsewhere)) == ["teams.a.ring_last_advisor", "events[1].call.choice"]
