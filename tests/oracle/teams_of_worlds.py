"""The teams of small worlds: overlapping schedules, trees, rules, switches, replies, and saves of them."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any, Protocol, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


class Draw(Protocol):
    """What Hypothesis hands to a composite strategy."""

    def __call__(self, strategy: st.SearchStrategy[T], /) -> T:
        """A value of the strategy."""


def one_of(*values: T) -> st.SearchStrategy[T]:
    """One of some values; a value named twice is twice as likely."""
    return st.sampled_from(values)


def pick(draw: Draw, *values: Any) -> Any:
    """One of some values that are known only while a world is drawn."""
    return values[draw(index_below(len(values)))]


@cache
def index_below(length: int) -> st.SearchStrategy[int]:
    """An index of a sequence; kept, for building a strategy takes longer than drawing from it."""
    return st.sampled_from(range(length))


ADVISORS = ("ana", "ben", "cho")
sometimes = st.booleans()
rarely = st.sampled_from((False, False, False, True))
mostly = st.sampled_from((True, True, True, False))
ADVISORS_ON = one_of(
    ("ana", "ben"), ("ben", "ana"), ("ana",), ("cho", "ana", "ben"), ("ben",), ("ana", "ben", "cho")
)
SHAPES = one_of(  # from, to, repeats
    *[("00:00", "24:00", "FREQ=DAILY")] * 16,
    *[("08:00", "17:00", "FREQ=DAILY")] * 6,
    ("08:00", "17:00", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ("09:00", "12:00", "FREQ=WEEKLY;BYDAY=SA,SU"),
    ("12:00", "12:00", "FREQ=DAILY;COUNT=3"),
    ("12:00", "12:00", None),
    ("22:00", "06:00", "FREQ=DAILY;INTERVAL=2"),
    ("22:00", "06:00", "FREQ=DAILY"),
    ("02:30", "03:30", "FREQ=DAILY"),
    ("01:30", "02:00", "FREQ=DAILY"),
    ("02:30", "03:15", "FREQ=DAILY"),
    ("16:30", "02:15", "UNTIL"),
    ("08:30", "22:00", "UNTIL-TIME"),
    ("09:00", "08:30", "UNTIL-UTC"),
)
HOW_MANY = one_of(1, 1, 1, 2, 2, 0, 2, 3, 3, 3)
ZONES = one_of(None, None, None, None, "Europe/Paris", "America/New_York", "UTC")
TREES = one_of(None, None, None, "main", "main", "short")
BUSINESS_HOURS = st.sampled_from((None, None, True, False, False))
CREATED = one_of(None, None, "2026-01-02T09:00", "2026-01-02T09:00", "2026-01-03T09:00", "2026-01-02T15:00Z")
RINGS = one_of(
    None,
    {"strategy": "sequential", "ring_seconds": 10},
    {"strategy": "sequential", "ring_seconds": 15},
    {"strategy": "round_robin", "ring_seconds": 12},
    {"strategy": "round_robin", "ring_seconds": 5},
    {"strategy": "group", "ring_seconds": 20},
)
TEXT_REPLIES = one_of(
    "after_hours_texts", "after_hours_texts", "after_hours_ticket", "customer_sends_first_chat"
)
CALL_REPLIES = one_of(
    "after_hours_calls",
    "after_hours_calls",
    "customer_leaves_voicemail",
    "customer_hangs_up",
    "missed_customer_call",
    "after_successful_call",
)
ACTION_REPLIES = one_of(
    "capture_advisor_rating",
    "ask_issue_resolved",
    "request_photo_video",
    "share_voicehub",
    "request_approval",
    "request_payment",
)
QUIET_PERIODS = one_of(0, 30, 60, 1440)
SAVED = one_of("rla", "missed", "replies", "replies", "schedules", "schedules", "rules", "trees", "both")
WHAT_AN_ACTION_SENDS: st.SearchStrategy[dict[str, Any]] = one_of(
    {"enabled": False}, {"whatsapp_template_approved": True}
)
RULE_TESTS = one_of(
    ("phone", "starts_with", "+1515"),
    ("phone", "equals", "+1 (515) 555-0199"),
    ("segment", "equals", "gold"),
    ("segment", "starts_with", "G"),
    ("organization", "starts_with", "Moss"),
    ("account", "equals", "A-1"),
)


def all_teams(draw: Draw, day: str) -> dict[str, Any]:
    """`service`, its sub-team `parts`, and `sales` with a number of its own."""
    keys = ("service", "parts", "sales")
    everybody: dict[str, Any] = {}
    for key in keys:
        identity: dict[str, Any] = {"display_name": f"Prairie {key.title()}"}
        if key == "parts":
            identity["communication_team"] = "service"
        else:
            identity["number"] = {"service": "+15155550100", "sales": "+15155550200"}[key]
        everybody[key] = identity | settings(draw, day, key, keys)
    return everybody


def settings(draw: Draw, day: str, key: str, teams: tuple[str, ...]) -> dict[str, Any]:
    """Everything that a team may have saved."""
    saved: dict[str, Any] = {}
    if key != "parts":
        saved["call_trees"] = call_trees(draw, teams)
    if key != "parts" or draw(sometimes):
        saved["schedules"] = draw(schedule_lists(day, key))
    if draw(mostly):
        saved["ring_last_advisor"] = draw(mostly)
    if draw(sometimes):
        saved["tickets_for_missed_calls"] = draw(sometimes)
    if key != "parts" and draw(rarely):
        saved["routing_rules"] = draw(rule_lists(teams))
    if draw(sometimes):
        saved["auto_replies"] = reply_settings(draw)
    return saved


def saves(draw: Draw, day: str, scenario: dict[str, Any]) -> dict[str, Any]:
    """A team presses Save: switches, replies, all of its schedules, its rules or one of its trees."""
    teams = tuple(scenario["teams"])
    key = pick(draw, "service", *teams)
    saved: dict[str, Any] = {"team": key}
    what = draw(SAVED)
    if what in ("rla", "both"):
        saved["ring_last_advisor"] = draw(sometimes)
    if what in ("missed", "both"):
        saved["tickets_for_missed_calls"] = draw(sometimes)
    if what in ("replies", "both"):
        saved["auto_replies"] = reply_settings(draw)
    if what == "schedules":
        saved["schedules"] = draw(schedule_lists(day, key))
    if what == "rules" and key != "parts":
        saved["routing_rules"] = draw(rule_lists(teams))
    if what == "trees" and key != "parts":
        trees = call_trees(draw, teams)
        saved["call_trees"] = {name: trees[name] for name in draw(SOME_TREES)}
    return saved if len(saved) > 1 else saved | {"ring_last_advisor": True}


SOME_TREES = one_of(["main", "short"], ["main"], ["short"])


def call_trees(draw: Draw, teams: tuple[str, ...]) -> dict[str, Any]:
    """Two trees, of which one lacks a key of the other; a save may name one of them and leave the other."""
    main = {"1": draw(choices(teams)), "2": draw(choices(teams))}
    return {"main": {"options": main}, "short": {"options": {"1": draw(choices(teams))}}}


@cache
def choices(teams: tuple[str, ...]) -> st.SearchStrategy[dict[str, Any]]:
    """Where a key of a call tree leads: to a team or to advisors."""
    targets: list[dict[str, Any]] = [{"team": team} for team in teams]
    targets += [{"advisors": list(some)} for some in (("ana",), ("cho", "ben"), ("ben", "ana"))]
    return one_of(*targets)


@cache
def rules(teams: tuple[str, ...]) -> st.SearchStrategy[dict[str, Any]]:
    """A routing rule to a team or to an advisor."""
    targets = [*({"team": team} for team in teams), *({"advisor": advisor} for advisor in ADVISORS)]
    return st.builds(routing_rule, RULE_TESTS, one_of(*targets), CREATED)


@cache
def rule_lists(teams: tuple[str, ...]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Up to three routing rules."""
    return st.lists(rules(teams), max_size=3)


def routing_rule(test: tuple[str, str, str], target: dict[str, Any], created: str | None) -> dict[str, Any]:
    """A routing rule as a file writes it."""
    criterion, operator, value = test
    rule = {"name": "VIP", "criterion": criterion, "operator": operator, "value": value, "target": target}
    return rule if created is None else rule | {"created": created}


@cache
def schedule_lists(day: str, team: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    """No schedule, or up to three that overlap."""
    return st.tuples(HOW_MANY, *[schedules(day, team)] * 3).map(titled)


def titled(drawn: tuple[Any, ...]) -> list[dict[str, Any]]:
    """As many of the schedules as the first item says, each with a title of its own."""
    wanted: int = drawn[0]
    return [{"title": f"Schedule {number}", **drawn[number]} for number in range(1, wanted + 1)]


@cache
def schedules(day: str, team: str) -> st.SearchStrategy[dict[str, Any]]:
    """One schedule that is probably active at some event."""
    return st.builds(
        schedule,
        day=st.just(day),
        first=one_of(-1, -1, -1, 0, 1, 0, -7, -2),
        shape=SHAPES,
        excepted=one_of(*[None] * 8, 0, 1),
        ring=RINGS,
        advisors=ADVISORS_ON,
        others=st.tuples(ZONES, BUSINESS_HOURS, CREATED, one_of(None) if team == "parts" else TREES),
        off=one_of(*[None] * 8, "draft", "disabled", None),
    )


def schedule(
    *,
    day: str,
    first: int,
    shape: tuple[str, str, str | None],
    excepted: int | None,
    ring: dict[str, Any] | None,
    advisors: tuple[str, ...],
    others: tuple[str | None, bool | None, str | None, str | None],
    off: str | None,
) -> dict[str, Any]:
    """A schedule as a file writes it; what is None is absent. `first` and `excepted` are days from `day`."""
    start = date.fromisoformat(day)
    opens, closes, repeats = shape
    optional = dict(zip(("timezone", "business_hours", "created", "call_tree"), others, strict=True))
    entry: dict[str, Any] = {
        "first": (start + timedelta(days=first)).isoformat(),
        "from": opens,
        "to": closes,
        "repeats": with_end(repeats, start + timedelta(days=1)),
        "except": None if excepted is None else [(start + timedelta(days=excepted)).isoformat()],
        "ring": ring,
        "advisors": list(advisors),
        "draft": True if off == "draft" else None,
        "enabled": False if off == "disabled" else None,
        **optional,
    }
    return {key: value for key, value in entry.items() if value is not None}


def with_end(repeats: str | None, last: date) -> str | None:
    """The rule; those that only say UNTIL are daily until a date, a wall-clock time or a time in UTC."""
    ends = {"UNTIL": "", "UNTIL-TIME": "T083000", "UNTIL-UTC": "T140000Z"}
    if repeats not in ends:
        return repeats
    return f"FREQ=DAILY;UNTIL={last:%Y%m%d}{ends[str(repeats)]}"


def reply_settings(draw: Draw) -> dict[str, Any]:
    """What a team saved for one to three of its replies."""
    texts: dict[str, Any] = {"enabled": draw(mostly)}
    if draw(sometimes):
        texts["sender"] = "team"
    name = draw(TEXT_REPLIES)
    if name == "after_hours_texts" and draw(sometimes):
        texts["quiet_period"] = draw(QUIET_PERIODS)
    replies = {name: texts}
    if draw(sometimes):
        replies[draw(CALL_REPLIES)] = {"enabled": draw(rarely)}
    if draw(sometimes):
        replies[draw(ACTION_REPLIES)] = draw(WHAT_AN_ACTION_SENDS)
    return replies
