"""The run: the moments of all events in order of time, then of event number (R-CALL-13), and the result."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from typing import Any

from . import calls, contacts
from .clock import to_instant, to_text
from .state import Call, Ticket, World, new_world, save

INSTANT = {
    "text": contacts.text,
    "ticket": contacts.created_ticket,
    "message": contacts.message,
    "advisor": contacts.advisor,
    "respond": contacts.respond,
}


def decide(scenario: dict[str, Any]) -> dict[str, Any]:
    """What a scenario leads to, with the keys of `run --json`.

    A reference to a ticket that is not there, or not open, is collected under `errors` as (event, code); that
    event does nothing and the run goes on. `notes` are hang-ups that moved: (event, from phase, to phase).
    """
    world = new_world(scenario)
    moments: list[tuple[int, int, Iterator[int]]] = []
    for event, entry in enumerate(scenario.get("events") or [], start=1):
        at = to_instant(entry["at"], world.zone)
        heapq.heappush(moments, (at, event, happen(world, event, at, entry)))
    while moments:
        _, event, story = heapq.heappop(moments)
        next_moment = next(story, None)
        if next_moment is not None:
            heapq.heappush(moments, (next_moment, event, story))  # one pending moment an event: no ties
    return outcome(world)


def happen(world: World, event: int, at: int, entry: dict[str, Any]) -> Iterator[int]:
    """One event, which yields the instants at which it wants to go on; only a call takes time."""
    if "call" in entry:
        yield from calls.live(world, event, at, entry["call"])
    elif "save" in entry:
        changes = {key: value for key, value in entry["save"].items() if key != "team"}
        save(world, entry["save"]["team"], changes)
    else:
        kind = next(key for key in entry if key in INSTANT)
        INSTANT[kind](world, event, at, entry[kind])


def outcome(world: World) -> dict[str, Any]:
    """Replies in the order of sending, then by event; the other lists by number or event (scenarios.md)."""
    return {
        "replies": sorted(world.replies, key=lambda reply: (instant_of(reply), reply["event"])),
        "tickets": [ticket_row(ticket) for ticket in world.tickets],
        "calls": [call_row(call) for call in sorted(world.calls, key=lambda call: call.event)],
        "decisions": sorted(world.decisions, key=lambda decision: int(decision["event"])),
        "errors": sorted(world.errors),
        "notes": sorted(world.notes),
    }


def instant_of(reply: dict[str, Any]) -> int:
    """When a reply was sent; texts of times with and without a fraction do not sort."""
    return to_instant(reply["at"], "UTC")


def ticket_row(ticket: Ticket) -> dict[str, Any]:
    """A ticket as `run --json` prints it."""
    activity = [{"at": to_text(at), "kind": kind, "event": event} for at, kind, event in ticket.activity]
    return {
        "ticket": ticket.number,
        "team": ticket.team,
        "number": ticket.voicehub,
        "customer": ticket.customer,
        "channel": ticket.channel,
        "title": ticket.title,
        "advisor": ticket.advisor,
        "status": ticket.status,
        "created_at": to_text(ticket.created),
        "closed_at": None if ticket.closed is None else to_text(ticket.closed),
        "merged_into": ticket.merged_into,
        "activity": activity,
    }


def call_row(call: Call) -> dict[str, Any]:
    """A call as `run --json` prints it."""
    return {
        "event": call.event,
        "outcome": call.outcome,
        "rang": call.rang,
        "answered_by": call.answered_by,
        "held_by": call.held_by,
        "ticket": call.ticket.number if call.ticket else None,
        "after_hours": call.after_hours,
        "started_at": to_text(call.started),
        "ended_at": to_text(call.ended),
        "rla": call.rla,
    }
