"""Small worlds for the differential test: few people, few instants, many collisions.

Every event happens a few seconds after one of a handful of instants, and those lie half hours, days or a week
apart, so that calls overlap within their ringing, windows end exactly and schedules change sides in between.
All of it is valid input but for tickets that an event names before they exist or after they are closed.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from . import teams_of_worlds as teams
from .events_of_plots import Plot, Plotter
from .teams_of_worlds import ADVISORS, Draw, mostly, one_of, pick, rarely, sometimes

NUMBERS_OF_TICKETS = one_of(1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 6, 5, 4, 3)
CLOCK_CHANGES = one_of(  # zone, a day shortly before a change (or not)
    ("America/Chicago", "2026-03-07"),
    ("America/Chicago", "2026-10-31"),
    ("America/Chicago", "2026-03-03"),
    ("Europe/Paris", "2026-03-28"),
    ("Europe/Paris", "2026-10-24"),
    ("UTC", "2026-06-05"),
    ("Australia/Lord_Howe", "2026-10-03"),
)
ANCHORS = one_of(
    "01:30", "02:00", "02:30", "08:00", "08:30", "09:00", "12:00", "16:30", "17:00", "22:00", "23:30"
)
LATER = one_of(
    timedelta(0),
    timedelta(minutes=30),
    timedelta(hours=1),
    timedelta(hours=1, minutes=30),
    timedelta(hours=9),
    timedelta(hours=23),
    timedelta(hours=24),
    timedelta(hours=25),
    timedelta(hours=48),
    timedelta(hours=168),
)
SECONDS = one_of(0, 0, 0, 0, 0, 5, 5, 7, 11, 11, 15, 16, 20, 21, 25, 35, 36, 41, 63, 600, 611, 1800)
WAYS_TO_WRITE_A_TIME = one_of(" ", " ", " ", "T", "offset")
TICKET = {"channel": "web", "title": "Baler", "body": "It is stuck."}
ADVISOR = one_of(*ADVISORS)
WEB_OR_APP = one_of("web", "app")
HOW_MANY_EVENTS = one_of(2, *range(1, 8), 0)
TICKETS_ARE_NAMED_IN = {"message", "advisor", "respond"}
KINDS = one_of(
    *["call"] * 6, "text", "text", "text", "ticket", "message", *["advisor"] * 5, "respond", "save", "save"
)
HANG_UPS: st.SearchStrategy[str | None] = one_of(
    None, None, "voicemail", "ringing", "ringing", "ringing", "menu", "greeting"
)
TALKS = one_of(None, "10s", "30s", "35s", "1m", "10m", "30m", "30m", "0s")
PICKS_UP = one_of([], [], ["ana"], ["ben"], ["cho"], ["ben", "ana"], ["ana", "ben", "cho"]).map(list)
BODIES = one_of(
    "hello", "hello", "hello", "STOP", " stop ", "YES", "yes", "START", "arrêt", "stop it", "Unstop"
)
ACTIONS = one_of(
    *["request_photo_video", "request_approval", "request_payment", "ask_issue_resolved", "share_voicehub"],
    *["close"] * 4,
    *["take"] * 3,
    *["reassign", "reassign", "merge", "merge"],
)
ANSWERS: st.SearchStrategy[dict[str, Any]] = one_of(
    {"approves": True}, {"pays": False}, {"resolved": True}, {"rates": 4}, {"sends_media": True}
)
COUNTRIES = one_of("US", "US", "CA", "FR")
TODAY_OR_TOMORROW = one_of(timedelta(0), timedelta(days=1))
ODD_LENGTHS = one_of("0s", "0s", "1s", "3s", "7s", "12s", "15s", "30s")
POLICIES = {
    "after_hours": one_of("not_business_hours", "no_active_schedule"),
    "rla_window_hours": one_of(1, 24, 168, 0.5, 0, 1),
    "missed_call_without_rla": one_of("join_open_ticket", "separate_ticket"),
    "text_after_close": one_of("reopen", "reopen", "new_ticket"),
    "after_hours_answered": one_of("no_reply", "reply"),
    "call_replies": one_of("first_match", "all_matches"),
}


@st.composite
def scenarios(draw: Draw, plot: Plotter) -> dict[str, Any]:
    """A scenario that begins with a plot, as plain data: what reading its file would give."""
    zone, day = draw(CLOCK_CHANGES)
    scenario: dict[str, Any] = {
        "version": 1,
        "title": "A small world",
        "timezone": zone,
        "company": {"name": "Prairie Equipment", "country": draw(COUNTRIES)},
        "advisors": {advisor: advisor.title() for advisor in ADVISORS},
        "customers": customers(draw),
        "teams": teams.all_teams(draw, day),
    }
    if draw(mostly):
        scenario["policies"] = {name: draw(values) for name, values in POLICIES.items() if draw(mostly)}
    if draw(rarely):
        phases = ("greeting", "menu", "pick_up", "voicemail_prompt", "recording")
        scenario["timing"] = {phase: draw(ODD_LENGTHS) for phase in phases if draw(sometimes)}
    anchor = datetime.fromisoformat(f"{day}T{draw(ANCHORS)}") + draw(TODAY_OR_TOMORROW)
    instants = [anchor + later for later in sorted(draw(LATER) for _ in range(3))]
    window = scenario.get("policies", {}).get("rla_window_hours", 168)
    scenario["events"] = told(plot(draw, day, window), instants[0], zone)
    for _ in range(draw(HOW_MANY_EVENTS)):
        event = events(draw, day, scenario)
        starts = instants[1:] if TICKETS_ARE_NAMED_IN & event.keys() else instants
        scenario["events"].append({"at": written_times(draw, starts, zone), **event})
    return scenario


def told(plot: Plot, start: datetime, zone: str) -> list[dict[str, Any]]:
    """The events of a plot; its seconds since the world's first instant are elapsed ones."""
    first = start.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return [
        {"at": (first + timedelta(seconds=seconds)).astimezone(ZoneInfo(zone)).isoformat(), **event}
        for seconds, event in plot
    ]


def customers(draw: Draw) -> dict[str, Any]:
    """One with a mobile, one perhaps with a landline or opted out, one who withholds the number."""
    everybody: dict[str, Any] = {"carla": {"name": "Carla Diaz", "phone": "+15155550199"}}
    everybody["dan"] = {
        "name": "Dan Moss",
        "phone": "+15155550142",
        "line": pick(draw, "mobile", "mobile", "landline"),
        "opted_out": draw(rarely),
        "segments": pick(draw, [], ["gold"], ["silver", "gold"]),
        "organization": pick(draw, "Moss Farm", "Moss"),
        "account": pick(draw, "A-1", "A-12"),
    }
    everybody["anon"] = pick(draw, {"phone": "withheld"}, {"name": "Somebody"})
    return everybody


def written_times(draw: Draw, instants: list[datetime], zone: str) -> str:
    """A time of an event as a file writes it: on the wall of the zone, or with an offset."""
    local: datetime = pick(draw, *instants) + timedelta(seconds=draw(SECONDS))
    way = draw(WAYS_TO_WRITE_A_TIME)
    if way == "offset":
        return local.replace(tzinfo=ZoneInfo(zone), fold=1).isoformat()
    return local.isoformat(sep=way, timespec="seconds" if local.second else "minutes")


def events(draw: Draw, day: str, scenario: dict[str, Any]) -> dict[str, Any]:
    """One event of any kind, without its time."""
    kind = draw(KINDS)
    if kind == "save":
        return {"save": teams.saves(draw, day, scenario)}
    if kind == "advisor":
        return {"advisor": actions(draw, scenario)}
    fields: dict[str, Any] = {"from": pick(draw, "carla", "carla", *scenario["customers"])}
    if kind in ("message", "respond"):
        fields["ticket"] = draw(NUMBERS_OF_TICKETS)
        fields |= draw(ANSWERS) if kind == "respond" else {"body": "and more"}
    elif kind == "ticket":
        fields |= {"to": pick(draw, *scenario["teams"]), **TICKET, "channel": draw(WEB_OR_APP)}
    else:
        dialled = [key for key, team in scenario["teams"].items() if "number" in team]
        fields["to"] = pick(draw, "service", *dialled)
        fields |= calls(draw) if kind == "call" else texts(draw)
    return {kind: fields}


def calls(draw: Draw) -> dict[str, Any]:
    """What a caller does and who would pick up."""
    fields: dict[str, Any] = {}
    hang_up = draw(HANG_UPS)
    if hang_up is not None:
        fields["hangs_up"] = hang_up
    elif draw(rarely):
        fields["leaves_voicemail"] = True
    if draw(mostly):
        fields["picks_up"] = draw(PICKS_UP)
        talk = draw(TALKS)
        fields |= {} if talk is None else {"talk": talk}
    if draw(sometimes):
        fields["choice"] = pick(draw, "1", "2")  # of two trees one has no second key
    return fields


def texts(draw: Draw) -> dict[str, Any]:
    """An SMS or a WhatsApp message, sometimes an opt-out or opt-in word."""
    return {"channel": pick(draw, "sms", "sms", "whatsapp"), "body": draw(BODIES)}


def actions(draw: Draw, scenario: dict[str, Any]) -> dict[str, Any]:
    """What an advisor does on a ticket that may or may not be there."""
    action = draw(ACTIONS)
    fields: dict[str, Any] = {"by": draw(ADVISOR), "action": action}
    if action == "share_voicehub" and draw(sometimes):
        return fields | {
            "customer": pick(draw, *scenario["customers"]),
            "team": pick(draw, *scenario["teams"]),
        }
    fields["ticket"] = draw(NUMBERS_OF_TICKETS)
    if action == "request_payment":
        fields["amount"] = 120
    if action == "merge":
        fields["into"] = draw(NUMBERS_OF_TICKETS)
    if action == "reassign" and draw(sometimes):
        fields["to_advisor"] = draw(ADVISOR)
    elif action == "reassign":
        fields["to_team"] = pick(draw, *scenario["teams"])
    return fields
