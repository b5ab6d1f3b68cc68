"""What the oracle remembers between two moments: teams as saved, customers, tickets, calls, results."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

from . import clock, schedules

TIMING = {"greeting": "5s", "menu": "10s", "pick_up": "6s", "voicemail_prompt": "8s", "recording": "20s"}
POLICIES = {
    "after_hours": "not_business_hours",
    "rla_window_hours": 168,
    "missed_call_without_rla": "join_open_ticket",
    "text_after_close": "new_ticket",
    "after_hours_answered": "no_reply",
    "call_replies": "first_match",
}


def save(world: World, team: str, changes: dict[str, Any]) -> None:
    """A save changes only what it names: replies key by key, trees by name, lists whole (R-MSG-27)."""
    saved = world.teams[team]
    for key, value in copy.deepcopy(changes).items():
        if key == "auto_replies":
            for reply, settings in value.items():
                saved.setdefault("auto_replies", {}).setdefault(reply, {}).update(settings)
        elif key == "call_trees":
            saved["call_trees"] = {**saved.get("call_trees", {}), **value}
        else:
            saved[key] = value


@dataclass(kw_only=True)
class Customer:
    """A customer as the company knows them now; a phone of None is withheld or unknown (R-TKT-12)."""

    key: str
    phone: str | None
    landline: bool
    opted_out: bool
    segments: list[str]
    organization: str | None
    account: str | None
    last_whatsapp: int | None = None


@dataclass(kw_only=True)
class Ticket:
    """A ticket. `of_fresh_caller`: a call without a number made it, no contact ever joins it (R-TKT-12)."""

    number: int
    team: str
    voicehub: str
    customer: str
    channel: str
    title: str | None
    advisor: str | None
    created: int
    of_fresh_caller: bool = False
    status: str = "open"
    closed: int | None = None
    closed_by_event: int = 0
    merged_into: int | None = None
    rating_sent: bool = False
    activity: list[tuple[int, str, int]] = field(default_factory=list)  # at, kind, event


@dataclass(kw_only=True)
class Call:
    """One call: what was judged as it came in (R-SCH-6, R-CALL-2), then how it went."""

    event: int
    customer: Customer
    dialled: str
    started: int
    picks_up: list[str]
    choice: str | None
    talk: int
    wants_to_hang_up: str | None
    effective: dict[str, schedules.Schedule | None]  # of every team, as the call came in
    after_hours: bool
    held_by: str
    rla: str = ""
    rla_ticket: Ticket | None = None
    first_choice: str | None = None
    tree: dict[str, Any] | None = None
    chosen_advisors: list[str] | None = None
    rang: list[str] = field(default_factory=list)
    answered_by: str | None = None
    outcome: str = ""
    ended: int = 0
    ticket: Ticket | None = None


@dataclass(kw_only=True)
class World:
    """Everything that the rules look at; `teams` holds the settings saved at this moment (R-MSG-27)."""

    zone: str
    country: str
    policies: dict[str, Any]
    timing: dict[str, int]
    teams: dict[str, dict[str, Any]]
    customers: dict[str, Customer]
    tickets: list[Ticket] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    on_calls: list[tuple[str, int, int]] = field(default_factory=list)  # advisor, from, to (excluded)
    answered_last: dict[tuple[str, str], str] = field(default_factory=dict)  # by team and title of schedule
    after_hours_texts_sent: dict[tuple[str, str], int] = field(default_factory=dict)  # by team and customer
    replies: list[dict[str, Any]] = field(default_factory=list)
    decisions: list[dict[str, Any]] = field(default_factory=list)
    notes: list[tuple[int, str, str]] = field(default_factory=list)
    errors: list[tuple[int, str]] = field(default_factory=list)

    def voicehub(self, team: str) -> str:
        """The number of a team; a sub-team goes through its communication team's (section 1)."""
        settings = self.teams[team]
        return str(settings.get("number") or self.teams[settings["communication_team"]]["number"])

    def effective(self, team: str, at: int) -> schedules.Schedule | None:
        """The effective schedule of a team by the schedules saved now (R-SCH-3)."""
        return schedules.effective_schedule(self.teams[team].get("schedules") or [], at, self.zone)

    def is_after_hours(self, team: str, at: int) -> bool:
        """Whether an instant is after hours for a team (R-SCH-4, R-SCH-5)."""
        return schedules.is_after_hours(self.effective(team, at), self.policies["after_hours"])


def new_world(scenario: dict[str, Any]) -> World:
    """The world as the file describes it, before its first event."""
    return World(
        zone=scenario.get("timezone") or "UTC",
        country=(scenario.get("company") or {}).get("country") or "US",
        policies={**POLICIES, **(scenario.get("policies") or {})},
        timing={k: clock.to_duration(v) for k, v in {**TIMING, **(scenario.get("timing") or {})}.items()},
        teams=copy.deepcopy(scenario["teams"]),
        customers={key: new_customer(key, entry) for key, entry in (scenario.get("customers") or {}).items()},
    )


def new_customer(key: str, entry: dict[str, Any]) -> Customer:
    """A customer of the file; a missing phone is a withheld one (R-TKT-12)."""
    return Customer(
        key=key,
        phone=None if entry.get("phone") in (None, "withheld") else str(entry["phone"]),
        landline=entry.get("line") == "landline",
        opted_out=bool(entry.get("opted_out", False)),
        segments=list(entry.get("segments") or []),
        organization=entry.get("organization"),
        account=entry.get("account"),
    )
