"""A call from its arrival to its end (section 3), told as one story that pauses wherever time passes.

`live` yields the instants at which it wants to go on; the run resumes it there, in order of time, then of
event number (R-CALL-13). What other calls did meanwhile is in the world when it wakes up.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from . import replies, routing, tickets
from .clock import to_duration
from .ringing import ring
from .state import Call, World


def live(world: World, event: int, at: int, fields: dict[str, Any]) -> Iterator[int]:
    """Greeting → (call tree) → ringing → voicemail prompt → recording, or → connected → ended (section 3)."""
    call = come_in(world, event, at, fields)
    timing = world.timing
    if call.wants_to_hang_up == "greeting":  # comes before anybody rings, whoever would pick up
        yield at + timing["greeting"] // 2
        end(world, call, "hung_up_greeting", at + timing["greeting"] // 2)
        return
    now = at + timing["greeting"]
    yield now
    if call.tree is not None:
        if call.wants_to_hang_up == "menu":  # has pressed no key (R-CALL-6)
            yield now + timing["menu"] // 2
            end(world, call, "hung_up_menu", now + timing["menu"] // 2)
            return
        now += timing["menu"]
        yield now
        press_key(call)  # when the menu time is over (R-CALL-12)
    now = yield from ring(world, call, now)
    if call.outcome == "answered":
        yield now + call.talk
        end(world, call, "answered", now + call.talk)
    elif call.outcome == "hung_up_ringing":
        end(world, call, "hung_up_ringing", now)
    else:
        yield from voicemail(world, call, now)


def come_in(world: World, event: int, at: int, fields: dict[str, Any]) -> Call:
    """Schedules, after hours, RLA and routing rules are judged as the call comes in (R-SCH-6, R-CALL-2)."""
    dialled = fields["to"]
    call = Call(
        event=event,
        customer=world.customers[fields["from"]],
        dialled=dialled,
        started=at,
        picks_up=list(fields.get("picks_up") or []),
        choice=None if fields.get("choice") is None else str(fields["choice"]),
        talk=to_duration(fields.get("talk", "3m")),
        wants_to_hang_up=fields.get("hangs_up"),
        effective={team: world.effective(team, at) for team in world.teams},
        after_hours=world.is_after_hours(dialled, at),
        held_by=dialled,
    )
    routing.route(world, call)
    world.calls.append(call)
    return call


def press_key(call: Call) -> None:
    """A choice leads to a team, which then holds the call, or to advisors; else no key (R-CALL-6, -12)."""
    options = {str(key): target for key, target in (call.tree or {})["options"].items()}
    target = options.get(call.choice or "")
    if target is None:
        return
    if "team" in target:
        call.held_by = target["team"]
    else:
        call.chosen_advisors = list(target["advisors"])


def voicemail(world: World, call: Call, now: int) -> Iterator[int]:
    """Nobody answered: the prompt, halfway through which the caller hangs up, or the recording (R-CALL-5).

    A hang-up in a phase that the call did not reach has moved here, and a note says so (scenarios.md).
    """
    prompt = world.timing["voicemail_prompt"]
    if call.wants_to_hang_up is None:
        over = now + prompt + world.timing["recording"]
        yield over
        end(world, call, "left_voicemail", over)
        return
    if call.wants_to_hang_up != "voicemail":
        world.notes.append((call.event, call.wants_to_hang_up, "voicemail"))
    yield now + prompt // 2
    end(world, call, "hung_up_voicemail", now + prompt // 2)


def end(world: World, call: Call, outcome: str, at: int) -> None:
    """When a call ends its ticket is made or joined (R-TKT-11), then its replies go out (R-MSG-26)."""
    call.outcome = outcome
    call.ended = at
    call.ticket = tickets.log_call(world, call)
    replies.after_call(world, call)
