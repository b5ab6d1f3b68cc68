"""How a small world begins: a few events that bring about what some rule is about, a boundary met or just missed.

The free events that follow may disturb it. A plot gives seconds since the world's first instant, elapsed and not on
the wall, and the event; tickets are numbered as the plot makes them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from .teams_of_worlds import ADVISORS, Draw, mostly, one_of, pick, sometimes

Plot = list[tuple[int, dict[str, Any]]]
Plotter = Callable[[Draw, str, float], Plot]
HOUR = 3600

ADVISOR = one_of(*ADVISORS)
PEOPLE = one_of("carla", "carla", "dan")
JUST = one_of(0, 0, 1, -1)  # on the boundary, or a second beside it
PICKS_UP = one_of([], ["ana"], ["ben"], ["ben", "ana"], ["ana", "ben", "cho"]).map(list)
TALKS = one_of("7s", "10s", "14s", "20s", "24s", "30s", "0s", "5m")
GAPS = one_of(0, 1, 4, 5, 6, 10, 11, 14, 15, 20, 30)
CHANNELS = one_of("sms", "whatsapp")
REQUESTS = one_of("request_approval", "ask_issue_resolved", "request_payment", "share_voicehub")
RINGS = one_of(
    {"strategy": "sequential", "ring_seconds": 10},
    {"strategy": "round_robin", "ring_seconds": 10},
    {"strategy": "sequential", "ring_seconds": 15},
    {"strategy": "group", "ring_seconds": 10},
)
ORDERS = one_of(("ana", "ben"), ("ben", "ana"), ("ana", "ben", "cho"), ("cho", "ben", "ana"), ("ana",))
NIGHTS = one_of(
    ("01:30", "02:00"), ("02:30", "03:30"), ("02:30", "03:15"), ("01:00", "01:30"), ("02:00", "03:00")
)
ENDS = one_of("", "", "", ";COUNT=3", ";INTERVAL=2")
NIGHT_WALKS = one_of(-3600, -1800, -900, 0, 900, 1799, 1800, 2700, 3600, 5400, 7200)


def call(who: str, to: str, **more: Any) -> dict[str, Any]:
    """A call."""
    return {"call": {"from": who, "to": to, **more}}


def text(who: str, to: str = "service", channel: str = "sms") -> dict[str, Any]:
    """A text that is no opt-out word."""
    return {"text": {"from": who, "to": to, "channel": channel, "body": "hello"}}


def ticket(who: str, to: str = "service") -> dict[str, Any]:
    """A ticket created on the web."""
    return {"ticket": {"from": who, "to": to, "channel": "web", "title": "Baler", "body": "It is stuck."}}


def act(by: str, action: str, number: int, **more: Any) -> dict[str, Any]:
    """What an advisor does on a ticket."""
    amount = {"amount": 120} if action == "request_payment" else {}
    return {"advisor": {"by": by, "action": action, "ticket": number, **amount, **more}}


def always_open(day: str, advisors: tuple[str, ...] = ADVISORS, **more: Any) -> list[dict[str, Any]]:
    """Schedules of which one is active at every instant of the world."""
    first = (date.fromisoformat(day) - timedelta(days=2)).isoformat()
    hours: dict[str, Any] = {"from": "00:00", "to": "24:00", "repeats": "FREQ=DAILY", **more}
    return [{"title": "Schedule 1", "first": first, "advisors": list(advisors), **hours}]


def last_advisor(draw: Draw, day: str, hours: float) -> Plot:
    """A ticket is taken, perhaps moved to another team, and its customer calls as the window ends (R-RLA)."""
    who, advisor, team = draw(PEOPLE), draw(ADVISOR), pick(draw, "service", "service", "parts", "sales")
    story: Plot = [
        (0, {"save": {"team": "service", "ring_last_advisor": True, "schedules": always_open(day)}})
    ]
    if team != "service":
        schedules = pick(draw, {}, {"schedules": []}, {"schedules": always_open(day, ("ana",))})
        story.append((0, {"save": {"team": team, "ring_last_advisor": draw(mostly), **schedules}}))
    story.append((0, text(who)))
    if team != "service":
        story.append((1, act("ana", "reassign", 1, to_team=team)))
    story.append((2, act(advisor, "take", 1)))
    later = int(hours * HOUR) + draw(JUST)
    how = pick(draw, {"hangs_up": "ringing"}, {"picks_up": [advisor]}, {"picks_up": list(ADVISORS)}, {})
    return [*story, (max(3, later), call(who, "service", **how))]


def ticket_lost_meanwhile(draw: Draw, day: str, hours: float) -> Plot:
    """The RLA advisor talks while the ticket is closed, merged, merged and closed, or moved (R-TKT-13)."""
    del hours
    opened = {"ring_last_advisor": True, "schedules": always_open(day)}
    story: Plot = [(0, {"save": {"team": "service", **opened}}), (0, text("carla")), (1, text("dan"))]
    story += [(2, act("ana", "take", 1)), (10, call("carla", "service", picks_up=["ana"], talk="10m"))]
    merge = act("ben", "merge", 1, into=2)
    lost: list[list[dict[str, Any]]] = [
        [merge],
        [act("ben", "close", 1)],
        [merge, act("ben", "close", 2)],
        [act("ben", "reassign", 1, to_team="parts")],
        [act("ben", "close", 1), text("carla")],
    ]
    return story + [(15 + 5 * number, event) for number, event in enumerate(pick(draw, *lost))]


def busy_phones(draw: Draw, day: str, hours: float) -> Plot:
    """Calls to two teams with the same advisors begin within each other's ringing (R-CALL-9 to R-CALL-12)."""
    del hours
    story: Plot = []
    for team in ("service", "sales"):
        schedules = always_open(day, draw(ORDERS), ring=draw(RINGS))
        story.append((-60, {"save": {"team": team, "schedules": schedules, "routing_rules": []}}))
    at = 0
    for _ in range(pick(draw, 2, 3, 4, 5)):
        how: dict[str, Any] = {"hangs_up": "ringing"} if draw(sometimes) else {}
        how |= {"picks_up": draw(PICKS_UP), "talk": draw(TALKS)}
        story.append((at, call(draw(PEOPLE), pick(draw, "service", "service", "sales"), **how)))
        at += draw(GAPS)
    return story


def chosen_advisors(draw: Draw, day: str, hours: float) -> Plot:
    """Calls through a tree to advisors in their own order, in turn, or to a team with its own turn (R-CALL-12)."""
    del hours
    targets = [{"advisors": ["cho", "ana", "ben"]}, {"advisors": ["ben", "ana"]}, {"team": "sales"}]
    short = {"options": {"1": {"team": "sales"}}}
    trees = {"short": short, "main": {"options": {"1": pick(draw, *targets), "2": {"team": "sales"}}}}
    schedules = always_open(day, draw(ORDERS), ring=draw(RINGS), call_tree="main")
    story: Plot = [(-60, {"save": {"team": "service", "call_trees": trees, "schedules": schedules}})]
    story.append(
        (-60, {"save": {"team": "sales", "schedules": always_open(day, draw(ORDERS), ring=draw(RINGS))}})
    )
    for number in range(3):
        how: dict[str, Any] = {"picks_up": draw(PICKS_UP), "talk": "10s"}
        how |= pick(draw, {}, {"choice": "1"}, {"choice": "1"}, {"choice": "2"}, {"hangs_up": "menu"})
        story.append((300 * number, call(draw(PEOPLE), "service", **how)))
    return story


def nobody_knows_who(draw: Draw, day: str, hours: float) -> Plot:
    """Calls without a number make tickets that nothing joins, texts of the same entry do join theirs (R-TKT-12)."""
    del day, hours
    story: Plot = [(0, call("anon", "service", picks_up=draw(PICKS_UP)))]
    how = {"hangs_up": pick(draw, "ringing", "greeting")} if draw(sometimes) else {}
    later = [text("anon"), call("anon", "service", **how), act("ana", "close", 1), text("anon")]
    return story + [(600 * number, event) for number, event in enumerate(later, start=1)]


def closed_and_reopened(draw: Draw, day: str, hours: float) -> Plot:
    """Tickets are closed at one instant in some order, or merged; then the customer writes (R-TKT-9, R-TKT-15)."""
    del day, hours
    story: Plot = [
        (0, ticket("carla")),
        (1, ticket("carla")),
        (2, ticket(draw(PEOPLE))),
        (3, act("ben", "take", 1)),
    ]
    closes = [act("ana", "close", 1), act("ana", "close", 2), act("ana", "merge", 3, into=pick(draw, 1, 2))]
    first = pick(draw, 0, 1, 2)
    order = closes[first:] + closes[:first] if draw(sometimes) else closes[first::-1] + closes[:first:-1]
    story += [(600 + pick(draw, 0, 0, 1), event) for event in order]
    story.append((700, text("carla")))
    again = pick(draw, 1, 2)
    story += [(800, act("ben", "take", again)), (810, act("ben", "close", again)), (900, text("carla"))]
    return [*story, (910, act("ben", "close", again))]


def quiet_hours(draw: Draw, day: str, hours: float) -> Plot:
    """Texts after hours as the quiet period ends, the ticket perhaps with another team by then (R-MSG-23, -25)."""
    del hours
    on = {"after_hours_texts": {"enabled": True, "quiet_period": 30}}
    closed: list[dict[str, Any]] = pick(draw, [], always_open(day, business_hours=False))
    story: Plot = [(0, {"save": {"team": "service", "auto_replies": on, "schedules": closed}})]
    story += [(0, text("carla", channel=draw(CHANNELS))), (1800 + draw(JUST), text("carla"))]
    if draw(sometimes):
        here = [] if draw(sometimes) else always_open(day)
        story.append((1900, {"save": {"team": "sales", "auto_replies": on, "schedules": here}}))
        story.append((1901, act("ana", "reassign", 1, to_team="sales")))
    return [*story, (2000, text("carla")), (3600 + draw(JUST), text(draw(PEOPLE)))]


def day_after(draw: Draw, day: str, hours: float) -> Plot:
    """A request on a WhatsApp, SMS or web ticket, 24 hours after the last message (R-SUP-4, R-MSG-26)."""
    del day, hours
    who, request = draw(PEOPLE), draw(REQUESTS)
    story: Plot = []
    if draw(sometimes):
        approved = {request: {"whatsapp_template_approved": draw(mostly)}}
        story.append((0, {"save": {"team": "service", "auto_replies": approved}}))
    story.append((0, pick(draw, text(who, channel="whatsapp"), text(who), ticket(who))))
    if draw(sometimes):
        story.append((60, text(who, pick(draw, "service", "sales"), "whatsapp")))
    return [*story, (24 * HOUR + pick(draw, 0, 60) + draw(JUST), act("ana", request, 1))]


def two_in_one(draw: Draw, day: str, hours: float) -> Plot:
    """Tickets of two customers are merged, perhaps twice; then each writes or answers (R-TKT-10, R-TKT-16)."""
    del day, hours
    story: Plot = [
        (0, ticket("carla")),
        (1, ticket("dan")),
        (2, pick(draw, ticket("dan"), text("dan"))),
    ]
    story.append((600, act("ana", "merge", 1, into=2)))
    if draw(sometimes):
        story.append((601, act("ana", "merge", 2, into=3)))
    for number in range(2):
        fields = {"from": draw(PEOPLE), "ticket": pick(draw, 1, 2, 3)}
        story.append((700 + number, {"message": {**fields, "body": "and more"}}))
    return [*story, (800, {"respond": {"from": draw(PEOPLE), "ticket": pick(draw, 1, 2, 3), "rates": 4}})]


def edges(draw: Draw, day: str, hours: float) -> Plot:
    """Texts around the edges of a schedule that begins or ends when the world does, at night too (R-SCH-2, -7)."""
    del hours
    opens, closes = draw(NIGHTS)
    hours_of_day = {"from": opens, "to": closes, "repeats": f"FREQ=DAILY{draw(ENDS)}"}
    schedule = [{**always_open(day)[0], **hours_of_day}]
    on = {"after_hours_texts": {"enabled": True}}
    story: Plot = [(-7200, {"save": {"team": "service", "schedules": schedule, "auto_replies": on}})]
    for _ in range(3):
        story.append((draw(NIGHT_WALKS), pick(draw, text("carla"), call("carla", "service"))))
    return story


def last_days(draw: Draw, day: str, hours: float) -> Plot:
    """Texts around the end of a rule: UNTIL as a date, on the wall or in UTC, COUNT, an excepted day (R-SCH-7)."""
    del hours
    last = date.fromisoformat(day) + timedelta(days=pick(draw, 0, 1, 2))
    until = f"UNTIL={last:%Y%m%d}{pick(draw, '', 'T080000', 'T075959', 'T080000Z', 'T140000Z', 'T130000Z')}"
    rule = f"FREQ=DAILY;{pick(draw, until, until, until, 'COUNT=3')}"
    [schedule] = always_open(day, repeats=rule, to="17:00")
    schedule |= {"from": "08:00", "except": pick(draw, [], [day], [last.isoformat()])}
    story: Plot = [(-7200, {"save": {"team": "service", "schedules": [schedule]}})]
    return story + [
        (HOUR * pick(draw, 0, 4, 8, 12, 24, 30, 36, 48), call("carla", "service")) for _ in range(3)
    ]


def handed_over(draw: Draw, day: str, hours: float) -> Plot:
    """Rules of equal or no creation lead to a team with other settings, or to an advisor who may be off (R-RUL)."""
    del hours
    rules = [
        routing_rule(draw, target)
        for target in ({"team": "sales"}, {"advisor": draw(ADVISOR)}, {"team": "parts"}, {"advisor": "cho"})
        if draw(sometimes)
    ]
    opened = {"schedules": always_open(day, ("ana", "ben"), call_tree="short"), "routing_rules": rules}
    story: Plot = [(-60, {"save": {"team": "service", "ring_last_advisor": draw(sometimes), **opened}})]
    replies = {reply: {"enabled": draw(sometimes)} for reply in ("customer_hangs_up", "missed_customer_call")}
    other = {"ring_last_advisor": draw(sometimes), "tickets_for_missed_calls": draw(sometimes)}
    story.append((-60, {"save": {"team": "sales", **other, "auto_replies": replies}}))
    if draw(sometimes):
        story.append((-int(25 * HOUR), text("dan")))
    hang_up = pick(draw, "ringing", "voicemail", "greeting", "menu")
    story.append((0, call(draw(PEOPLE), "service", hangs_up=hang_up, choice="1")))
    return [*story, (600, call(draw(PEOPLE), "service", picks_up=draw(PICKS_UP)))]


def routing_rule(draw: Draw, target: dict[str, Any]) -> dict[str, Any]:
    """A rule that every caller with a number matches, or Dan alone."""
    value = pick(draw, "+1515", "+1515", "+1 515 555-0142")
    rule: dict[str, Any] = {
        "name": "VIP",
        "criterion": "phone",
        "operator": "starts_with",
        "value": value,
        "target": target,
    }
    rule |= pick(draw, {}, {"created": "2026-01-02T09:00"}, {"created": "2026-01-02T09:00"})
    return rule


def in_turn(draw: Draw, day: str, hours: float) -> Plot:
    """Somebody answers, then an RLA advisor who need not be on this schedule: the next turn is whose (R-CALL-7)."""
    del hours
    round_robin = {"strategy": "round_robin", "ring_seconds": 10}
    rla = {"ring_last_advisor": True}
    story: Plot = []
    for team in ("service", "sales"):
        schedules = always_open(day, draw(ORDERS), ring=round_robin)
        story.append((-60, {"save": {"team": team, **rla, "schedules": schedules, "routing_rules": []}}))
    story += [
        (0, text("carla")),
        (1, act("ana", "reassign", 1, to_team=pick(draw, "sales", "service", "parts"))),
    ]
    story.append((2, act(draw(ADVISOR), "take", 1)))
    for number, who in enumerate(("dan", "carla", "dan"), start=1):
        story.append((300 * number, call(who, "service", picks_up=draw(PICKS_UP), talk="10s")))
    return story


def busy_until_then(draw: Draw, day: str, hours: float) -> Plot:
    """A caller who hangs up rings Ana, then Ben, who talks until about then, or starts to (R-CALL-11).

    Ana's step lasts from the fifth second to the fifteenth, its half is the tenth.
    """
    del hours
    story: Plot = []
    for team, advisors in (("service", ("ana", "ben")), ("sales", ("ben",))):
        ring = {"strategy": "sequential", "ring_seconds": 10}
        saved = {"schedules": always_open(day, advisors, ring=ring), "routing_rules": []}
        story.append((-60, {"save": {"team": team, **saved}}))
    starts, talk = pick(draw, (-20, 24), (-10, 13), (-1, 60), (0, 60), (2, 1), (4, 60), (-20, 23), (-20, 25))
    story.append((starts, call("dan", "sales", picks_up=["ben"], talk=f"{talk}s")))
    waits_for = pick(draw, [], [], ["ben"], ["ana"])
    story.append((0, call("carla", "service", hangs_up="ringing", picks_up=waits_for)))
    if draw(sometimes):
        story.append((draw(GAPS) - 10, call("dan", "service", picks_up=["ana"], talk=draw(TALKS))))
    return story


PLOTS: tuple[Plotter, ...] = (
    busy_phones,
    busy_until_then,
    chosen_advisors,
    in_turn,
    handed_over,
    last_advisor,
    ticket_lost_meanwhile,
    closed_and_reopened,
    two_in_one,
    nobody_knows_who,
    quiet_hours,
    day_after,
    edges,
    last_days,
)
