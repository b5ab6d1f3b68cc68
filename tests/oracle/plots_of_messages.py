"""Plots about messages and tickets: closing, merging, quiet periods, windows, edges of schedules."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from .events_of_plots import HOUR, JUST, PEOPLE, Plot, act, always_open, call, text, ticket
from .teams_of_worlds import Draw, mostly, one_of, pick, sometimes

CHANNELS = one_of("sms", "whatsapp")
REQUESTS = one_of("request_approval", "ask_issue_resolved", "request_payment", "share_voicehub")
NIGHTS = one_of(
    ("01:30", "02:00"), ("02:30", "03:30"), ("02:30", "03:15"), ("01:00", "01:30"), ("02:00", "03:00")
)
ENDS = one_of("", "", "", ";COUNT=3", ";INTERVAL=2")
NIGHT_WALKS = one_of(-3600, -1800, -900, 0, 900, 1799, 1800, 2700, 3600, 5400, 7200)


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
