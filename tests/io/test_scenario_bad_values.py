"""Every kind of bad input is refused with its file, line, key, the value that was found, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from autoreply_sim.errors import Problem

Spoil = Callable[[str, str], str]
ProblemsOf = Callable[[str], tuple[Problem, ...]]

SCHEDULE = "teams.service.schedules[1]"
REPLY = "teams.service.auto_replies.after_hours_texts"

# What stands in the sound story, what is put in its place, the key that is blamed, and parts of what is said.
BAD = [
    # the file as a whole
    ("version: 1", "version: 2", "version", ["'2'", "write 1"]),
    (
        "title: A small world",
        "titel: A small world",
        "titel",
        ["unknown key 'titel'", "did you mean 'title'?"],
    ),
    ("timezone: America/Chicago", "timezone: Chicago", "timezone", ["'Chicago'", "America/Chicago"]),
    (
        "timezone: America/Chicago",
        "timezone: america/chicago",
        "timezone",
        ["did you mean 'America/Chicago'?"],
    ),
    ("timezone: America/Chicago", "timezone: CST", "timezone", ["'CST' is no time zone; write an IANA"]),
    ("timezone: America/Chicago", "timezone: ../../etc/passwd", "timezone", ["no time zone", "IANA"]),
    ("country: US", "country: XX", "company.country", ["'XX'", "ISO 3166-1"]),
    ("language: en", "language: de", "company.language", ["'de'", "en"]),
    ("title: A small world", "title: [A, B]", "title", ["a list of 2", "write a single"]),
    ("title: A small world", 'title: " "', "title", ["blank", "leave the key out"]),
    ("title: A small world", f"title: {'x' * 201}", "title", ["x…'", "201 characters; at most 200"]),
    ("title: A small world", r'title: "A\tB"', "title", [r"'A\tB'", "one plain line"]),
    # people
    ("  ana: Ana Ruiz", "  ana: {name: Ana}", "advisors.ana", ["a group of keys ('name')", "single"]),
    ('phone: "+15155550199"', "phone: 12", "customers.carla.phone", ["'12'", "write it with +"]),
    ('phone: "+15155550199"', "phone: call me", "customers.carla.phone", ["'call me'", "phone number"]),
    ("line: mobile", "line: fax", "customers.carla.line", ["'fax'", "mobile, landline"]),
    ("opted_out: false", "opted_out: no", "customers.carla.opted_out", ["'no'", "true nor false"]),
    ("segments: [gold]", "segments: gold", "customers.carla.segments", ["'gold'", "[first, second]"]),
    ("anon: {phone: withheld}", "anon: withheld", "customers.anon", ["'withheld'", "group of keys"]),
    # teams
    ('number: "+15155550100"', "number: 5550100", "teams.service.number", ["'5550100'", "country code"]),
    (
        "communication_team: service}",
        "number: '+15155550100'}",
        "teams.parts.number",
        ["'service'", "already"],
    ),
    (
        "communication_team: service}",
        "communication_team: servic}",
        "teams.parts.communication_team",
        ["service"],
    ),
    ("communication_team: service}", "communication_team: parts}", "teams.parts.communication_team", ["own"]),
    (
        "communication_team: service}",
        "number: '+15155550101', communication_team: service}",
        "teams.parts",
        ["one"],
    ),
    (", communication_team: service}", "}", "teams.parts", ["communication_team", "write one of the two"]),
    # schedules
    ("business_hours: true", "business_hours: yes", f"{SCHEDULE}.business_hours", ["'yes'", "neither true"]),
    ("first: 2026-01-05", "first: 2026-02-30", f"{SCHEDULE}.first", ["'2026-02-30'", "calendar"]),
    ("first: 2026-01-05", "first: 5 January", f"{SCHEDULE}.first", ["'5 January'", "2026-03-02"]),
    ("first: 2026-01-05", "first: 1926-01-05", f"{SCHEDULE}.first", ["'1926-01-05'", "1971 to 2099"]),
    ("from: 08:00", "from: 24:00", f"{SCHEDULE}.from", ["'24:00'", "08:00"]),
    ("from: 08:00", "from: 8", f"{SCHEDULE}.from", ["'8'", "hours and minutes"]),
    ('to: "17:00"', 'to: "17:60"', f"{SCHEDULE}.to", ["'17:60'", "hours and minutes"]),
    ("FREQ=WEEKLY", "FREQ=HOURLY", f"{SCHEDULE}.repeats", ["HOURLY", "DAILY"]),
    ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "weekly", f"{SCHEDULE}.repeats", ["'WEEKLY'", "NAME=VALUE"]),
    (
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        f"{SCHEDULE}.repeats",
        ["BYMONTHDAY=30", "never occurs"],
    ),
    ("except: [2026-07-03]", "except: 2026-07-03", f"{SCHEDULE}.except", ["'2026-07-03'", "a list"]),
    ("created: 2026-01-01T09:00", "created: soon", f"{SCHEDULE}.created", ["'soon'", "2026-03-02"]),
    (
        "advisors: [ana, ben]",
        "advisors: [ana, benn]",
        f"{SCHEDULE}.advisors[2]",
        ["'benn'", "did you mean 'ben'?"],
    ),
    ("advisors: [ana, ben]", "advisors: [ana, ana]", f"{SCHEDULE}.advisors[2]", ["'ana'", "twice", "once"]),
    ("strategy: group", "strategy: random", f"{SCHEDULE}.ring.strategy", ["'random'", "round_robin"]),
    ("ring_seconds: 30", "ring_seconds: 0", f"{SCHEDULE}.ring.ring_seconds", ["'0'", "from 1 to"]),
    ("call_tree: main", "call_tree: mian", f"{SCHEDULE}.call_tree", ["'mian'", "did you mean 'main'?"]),
    # call trees and routing rules
    (
        '"1": {team: parts}',
        '"A": {team: parts}',
        "teams.service.call_trees.main.options.A",
        ["'A'", "0, 1, 2"],
    ),
    (
        "{team: parts}, ",
        "{team: prats}, ",
        "teams.service.call_trees.main.options.1.team",
        ["'prats'", "'parts'"],
    ),
    (
        "{team: parts}, ",
        "{}, ",
        "teams.service.call_trees.main.options.1",
        ["team or to advisors", "name one"],
    ),
    (
        "{advisors: [ana]}",
        "{advisors: []}",
        "teams.service.call_trees.main.options.2.advisors",
        ["at least one"],
    ),
    (
        "criterion: segment",
        "criterion: name",
        "teams.service.routing_rules[1].criterion",
        ["'name'", "account"],
    ),
    (
        "operator: equals",
        "operator: like",
        "teams.service.routing_rules[1].operator",
        ["'like'", "starts_with"],
    ),
    (
        "target: {advisor: ben}",
        "target: {}",
        "teams.service.routing_rules[1].target",
        ["name one of the two"],
    ),
    (
        "target: {advisor: ben}",
        "target: {advisor: x}",
        "teams.service.routing_rules[1].target.advisor",
        ["'x'", "ana"],
    ),
    ("operator: equals, ", "", "teams.service.routing_rules[1].operator", ["is missing", "add operator"]),
    # replies
    (
        "after_hours_texts:",
        "after_hour_texts:",
        "teams.service.auto_replies.after_hour_texts",
        ["'after_hours_texts'"],
    ),
    ("        sender: team", "        sender: me", f"{REPLY}.sender", ["'me'", "company, team"]),
    ("{{ sender_name }}: we", "{{ sender }}: we", f"{REPLY}.text", ["'sender'", "sender_name"]),
    ("{{ sender_name }}: we", "{{ sender_name.x }}: we", f"{REPLY}.text", ["attribute", "sender_name"]),
    ("{{ sender_name }}: we", "{% for x in y %}: we", f"{REPLY}.text", ["'for'"]),
    (
        "      after_hours_texts:",
        "      after_hours_calls: {quiet_period: 5}\n      after_hours_texts:",
        "teams.service.auto_replies.after_hours_calls.quiet_period",
        ["only 'after_hours_texts' has one", "remove this key"],
    ),
    ("quiet_period: 30", "quiet_period: -1", f"{REPLY}.quiet_period", ["'-1'", "from 0"]),
    ("quiet_period: 30", "quiet_period: .nan", f"{REPLY}.quiet_period", ["'.nan'", "no number"]),
    (
        "show: {next_opening: true}",
        "show: {advisor: true}",
        f"{REPLY}.show.advisor",
        ["'advisor'", "next_opening"],
    ),
    ("show: {next_opening: true}", "show: {next_opening: 1}", f"{REPLY}.show.next_opening", ["'1'", "true"]),
    # policies and timing
    (
        "after_hours: not_business_hours",
        "after_hours: x",
        "policies.after_hours",
        ["'x'", "no_active_schedule"],
    ),
    ("rla_window_hours: 168", "rla_window_hours: -1", "policies.rla_window_hours", ["'-1'", "from 0"]),
    ("policies: {", "policies: {rla: true, ", "policies.rla", ["unknown key 'rla'", "known: after_hours"]),
    ("greeting: 5s", "greeting: -5s", "timing.greeting", ["'-5s'", "4m"]),
    ("greeting: 5s", "greeting: 3 days", "timing.greeting", ["'3 days'", "30s"]),
    ("greeting: 5s", "greting: 5s", "timing.greting", ["did you mean 'greeting'?"]),
    # events
    ("at: 2026-03-02 09:00", "at: 2026-03-02", "events[1].at", ["'2026-03-02'", "2026-03-02 09:00"]),
    ("at: 2026-03-02 09:00", "at: 2026-03-02 25:00", "events[1].at", ["'25:00'", "08:00"]),
    ("at: 2026-03-02 09:00", "at: 2026-03-02 09:00+99:00", "events[1].at", ["'+99:00'", "-06:00"]),
    ("at: 2026-03-02 09:00, ", "", "events[1].at", ["'at' is missing", "add at: 2026-03-02 09:00"]),
    ("call: {from: carla", "cal: {from: carla", "events[1].cal", ["did you mean 'call'?"]),
    (
        "from: carla, to: service, choice",
        "from: karla, to: service, choice",
        "events[1].call.from",
        ["'carla'"],
    ),
    (
        "to: service, choice",
        "to: servce, choice",
        "events[1].call.to",
        ["'servce'", "did you mean 'service'?"],
    ),
    (
        "to: service, choice",
        "to: parts, choice",
        "events[1].call.to",
        ["'parts'", "no number", "write 'service'"],
    ),
    ("choice: 2", "choice: 3", "events[1].call.choice", ["'3'", "known: 1, 2"]),
    ("picks_up: [ana]", "picks_up: [anna]", "events[1].call.picks_up[1]", ["'anna'", "did you mean 'ana'?"]),
    ("talk: 4m", "talk: long", "events[1].call.talk", ["'long'", "4m"]),
    ("talk: 4m", "talk: -4m", "events[1].call.talk", ["'-4m'", "duration"]),
    ("talk: 4m", "talk: 25h", "events[1].call.talk", ["'25h'", "longer than a day"]),
    ("hangs_up: ringing", "hangs_up: never", "events[9].call.hangs_up", ["'never'", "greeting, menu"]),
    (
        "hangs_up: ringing",
        "hangs_up: ringing, leaves_voicemail: true",
        "events[9].call.leaves_voicemail",
        ["hangs up", "write one of the two"],
    ),
    ("body: Hello", f"body: {'x' * 10_001}", "events[2].text.body", ["10,001 characters; at most 10,000"]),
    ("channel: sms", "channel: fax", "events[2].text.channel", ["'fax'", "sms, whatsapp"]),
    ("channel: web", "channel: sms", "events[3].ticket.channel", ["'sms'", "web, app"]),
    ("ticket: 2, body", "ticket: two, body", "events[4].message.ticket", ["'two'", "whole number"]),
    (
        "by: ana, action: request_payment",
        "by: eve, action: request_payment",
        "events[5].advisor.by",
        ["'eve'"],
    ),
    (
        "action: request_payment",
        "action: request_pay",
        "events[5].advisor.action",
        ["did you mean 'request_payment'?"],
    ),
    ("amount: 120.50", "amount: 0", "events[5].advisor.amount", ["'0'", "120.50"]),
    ("amount: 120.50", "amount: 1e999", "events[5].advisor.amount", ["'1e999'", "120.50"]),
    ("amount: 120.50", "into: 2", "events[5].advisor.into", ["'into'", "merge", "remove it"]),
    ("pays: true", "pays: true, approves: true", "events[6].respond", ["approves and pays", "write one"]),
    ("pays: true", "comment: no", "events[6].respond", ["here is none", "write one"]),
    ("pays: true", "rates: 6", "events[6].respond.rates", ["'6'", "from 1 to 5"]),
    ("pays: true", "sends_media: false", "events[6].respond.sends_media", ["only be true"]),
    ("customer: carla, team: parts", "customer: carla", "events[7].advisor", ["a customer and a team"]),
    (
        "customer: carla, team: parts",
        "customer: carla, team: parts, ticket: 1",
        "events[7].advisor",
        ["one or the"],
    ),
    (", ring_last_advisor: false", "", "events[8].save", ["names no setting", "add one"]),
    ("save: {team: service", "save: {team: sales", "events[8].save.team", ["'sales'", "service"]),
    (
        "action: close, ticket: 1",
        "action: close",
        "events[10].advisor",
        ["'close' needs a ticket", "add ticket"],
    ),
    ("action: close", "action: merge", "events[10].advisor", ["add into"]),
    ("action: close", "action: merge, into: 1", "events[10].advisor.into", ["into itself"]),
    ("action: close", "action: reassign", "events[10].advisor", ["to_advisor or to_team"]),
    (
        "criterion: segment, operator: equals, value: silver",
        "criterion: phone, operator: equals, value: silver",
        "teams.service.routing_rules[1].value",
        ["'silver'", "number", "such as '+1515'"],
    ),
    # tickets, as the run finds them
    ("action: close, ticket: 1", "action: close, ticket: 4", "events[10].advisor.ticket", ["4", "numbered"]),
    (
        "action: close, ticket: 1",
        "action: close, ticket: 99",
        "events[10].advisor.ticket",
        ["ticket 99", "at most"],
    ),
    ("action: close", "action: merge, into: 9", "events[10].advisor.into", ["ticket 9", "numbered from 1"]),
    ("ticket: 2, body", "ticket: 1, body", "events[4].message.ticket", ["ticket 1", "web"]),
    ("message: {from: carla", "message: {from: anon", "events[4].message.ticket", ["ticket 2"]),
    # what is expected
    ("{event: 1, outcome", "{event: 11, outcome", "expect.calls[1].event", ["event 11", "has 10"]),
    ("outcome: answered,", "outcome: won,", "expect.calls[1].outcome", ["'won'", "left_voicemail"]),
    ("answered_by: ana", "answered_by: eve", "expect.calls[1].answered_by", ["'eve'", "ana, ben"]),
    ("answered_by: ana", "answerd_by: ana", "expect.calls[1].answerd_by", ["did you mean 'answered_by'?"]),
    ("reply: after_successful_call", "reply: after_call", "expect.decisions[1].reply", ["'after_call'"]),
    ("verdict: sent", "verdict: sent, reason: bored", "expect.decisions[1].reason", ["'bored'", "disabled"]),
    ("verdict: sent", "verdict: sent, rule: R-X-1", "expect.decisions[1].rule", ["'R-X-1'", "coverage"]),
    (
        "  calls:",
        "  tickets: [{ticket: 1}, {ticket: 1}]\n  calls:",
        "expect.tickets[2]",
        ["ticket 1", "twice", "one item"],
    ),
    ("    - {event: 1, outcome: answered, answered_by: ana}", "    - {}", "expect.calls[1]", ["no field"]),
]


@pytest.mark.parametrize(
    ("old", "new", "blamed"),
    [(old, new, (where, said)) for old, new, where, said in BAD],
    ids=[f"{where}: {new}" for _, new, where, _ in BAD],
)
def test_a_bad_value_is_named_with_its_line_and_what_to_do(
    old: str, new: str, blamed: tuple[str, list[str]], spoil: Spoil, problems_of: ProblemsOf, story: str
) -> None:
    """A single mistake yields a single problem: file, line, key, what was found, remedy."""
    where, said = blamed
    problems = problems_of(spoil(old, new))

    assert [problem.where for problem in problems] == [where], [str(problem) for problem in problems]
    line = story[: story.index(old)].count("\n") + 1
    assert str(problems[0]).startswith(f"story.yaml:{line}: {where}: ")
    for part in said:
        assert part in problems[0].message


def test_twenty_six_schedules_are_one_too_many(spoil: Spoil, problems_of: ProblemsOf) -> None:
    """A team has at most 25 schedules (R-SCH-1)."""
    one = "      - {title: More, first: 2026-01-05, from: 08:00, to: 09:00}\n"
    problems = problems_of(spoil("    call_trees:\n", one * 25 + "    call_trees:\n"))

    assert [problem.where for problem in problems] == ["teams.service.schedules"]
    assert "25" in problems[0].message
    assert "26" in problems[0].message


def test_twenty_six_schedules_cannot_be_saved_either(spoil: Spoil, problems_of: ProblemsOf) -> None:
    """The limit of R-SCH-1 holds for saves, too."""
    many = ", ".join(["{title: A, first: 2026-01-05, from: 08:00, to: 09:00}"] * 26)
    problems = problems_of(spoil("ring_last_advisor: false", f"schedules: [{many}]"))

    assert [problem.where for problem in problems] == ["events[8].save.schedules"]


def test_a_closed_ticket_cannot_be_acted_on(story: str, problems_of: ProblemsOf) -> None:
    """Naming a ticket that is closed at that moment is an error of the input (R-TKT-10)."""
    late = "  - {at: 2026-03-02 16:00, advisor: {by: ana, action: take, ticket: 1}}\nexpect:\n"
    problems = problems_of(story.replace("expect:\n", late))

    assert [problem.where for problem in problems] == ["events[11].advisor.ticket"]
    assert "ticket 1 is closed at this moment; name an open one" in problems[0].message


@pytest.mark.parametrize(
    ("ticket", "into", "key"), [(1, 2, "ticket"), (2, 1, "into"), (3, 2, "ticket"), (2, 3, "into")]
)
def test_a_bad_merge_blames_the_ticket_that_is_bad(
    ticket: int, into: int, key: str, story: str, problems_of: ProblemsOf
) -> None:
    """Of a merge's two tickets the closed (1) or the unknown one (3) is named."""
    merge = (
        f"  - {{at: 2026-03-02 16:00, advisor: {{by: ana, action: merge, ticket: {ticket}, into: {into}}}}}\n"
    )
    without_third = story.replace("tickets_for_missed_calls: true", "tickets_for_missed_calls: false")
    problems = problems_of(without_third.replace("expect:\n", f"{merge}expect:\n"))

    assert [problem.where for problem in problems] == [f"events[11].advisor.{key}"]
