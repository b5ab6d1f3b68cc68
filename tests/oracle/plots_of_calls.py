"""Plots about calls: who rings, whose turn it is, who holds the call, which ticket it meets."""

from __future__ import annotations

from typing import Any

from .events_of_plots import HOUR, JUST, PEOPLE, Plot, act, always_open, call, text
from .teams_of_worlds import ADVISORS, Draw, mostly, one_of, pick, sometimes

ADVISOR = one_of(*ADVISORS)
PICKS_UP = one_of([], ["ana"], ["ben"], ["ben", "ana"], ["ana", "ben", "cho"]).map(list)
TALKS = one_of("7s", "10s", "14s", "20s", "24s", "30s", "0s", "5m")
GAPS = one_of(0, 1, 4, 5, 6, 10, 11, 14, 15, 20, 30)
RINGS = one_of(
    {"strategy": "sequential", "ring_seconds": 10},
    {"strategy": "round_robin", "ring_seconds": 10},
    {"strategy": "sequential", "ring_seconds": 15},
    {"strategy": "group", "ring_seconds": 10},
)
ORDERS = one_of(("ana", "ben"), ("ben", "ana"), ("ana", "ben", "cho"), ("cho", "ben", "ana"), ("ana",))


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


def in_turn(draw: Draw, day: str, hours: float) -> Plot:
    """Somebody answers, then an RLA advisor who need not be on this schedule: the next turn is whose (R-CALL-7)."""
    del hours
    round_robin = {"strategy": "round_robin", "ring_seconds": 10}
    rla = {"ring_last_advisor": True}
    story: Plot = []
    for team in ("service", "sales"):
        order = (
            ("cho", "ben", "ana") if team == "sales" else pick(draw, ("ana", "ben"), ("ben", "ana", "cho"))
        )
        schedules = always_open(day, order, ring=round_robin)
        story.append((-60, {"save": {"team": team, **rla, "schedules": schedules, "routing_rules": []}}))
    story += [
        (0, text("carla")),
        (1, act("ana", "reassign", 1, to_team=pick(draw, "sales", "sales", "parts"))),
    ]
    story.append((2, act(pick(draw, "cho", "cho", "ben"), "take", 1)))
    for number, who in enumerate(("dan", "carla", "dan"), start=1):
        story.append((300 * number, call(who, "service", picks_up=draw(PICKS_UP), talk="10s")))
    return story


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


def last_advisor(draw: Draw, day: str, hours: float) -> Plot:
    """A ticket is taken, perhaps moved to another team, and its customer calls as the window ends (R-RLA)."""
    who, advisor, team = draw(PEOPLE), draw(ADVISOR), pick(draw, "service", "sales", "parts", "sales")
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


def nobody_knows_who(draw: Draw, day: str, hours: float) -> Plot:
    """Calls without a number make tickets that nothing joins, texts of the same entry do join theirs (R-TKT-12)."""
    del day, hours
    story: Plot = [(0, call("anon", "service", picks_up=draw(PICKS_UP)))]
    how = {"hangs_up": pick(draw, "ringing", "greeting")} if draw(sometimes) else {}
    later = [text("anon"), call("anon", "service", **how), act("ana", "close", 1), text("anon")]
    return story + [(600 * number, event) for number, event in enumerate(later, start=1)]
