"""Who rings, for how long, and who answers (R-CALL-3, -4, -6, -7, -9 to -12)."""

from __future__ import annotations

from collections.abc import Generator

from .clock import SECOND
from .schedules import Schedule
from .state import Call, World

Pauses = Generator[int, None, int]


def ring(world: World, call: Call, now: int) -> Pauses:
    """Rings step after step; returns when somebody answers, the caller hangs up or the last step is over.

    The outcome is then `answered`, `hung_up_ringing` or none yet.
    """
    schedule = call.effective[call.held_by]
    if schedule is None:  # nobody rings (R-CALL-1, R-CALL-6, R-RUL-2)
        return now
    if call.first_choice is not None:
        others = [advisor for advisor in schedule["advisors"] if advisor != call.first_choice]
        now = yield from ring_step(world, call, schedule, now, [call.first_choice], others)
    if not is_over(call):
        order = ring_order(world, call, schedule)  # looked up when these begin to ring
        steps = [order] if strategy(schedule) == "group" else [[advisor] for advisor in order]
        for index, step in enumerate(steps):
            later = [advisor for later_step in steps[index + 1 :] for advisor in later_step]
            now = yield from ring_step(world, call, schedule, now, step, later)
            if is_over(call):
                return now
        if call.rang and wants_to_hang_up(call):
            hang_up(world, call)  # an expected later step found nobody free (R-CALL-11)
    return now


def ring_step(
    world: World, call: Call, schedule: Schedule, now: int, step: list[str], later: list[str]
) -> Pauses:
    """One step: those who are free ring for the schedule's seconds; nobody free, no step (R-CALL-10)."""
    ringing = [advisor for advisor in step if is_free(world, advisor, now)]
    if not ringing:
        return now
    call.rang += [advisor for advisor in ringing if advisor not in call.rang]
    calls_before = len(world.on_calls)
    seconds = int((schedule.get("ring") or {}).get("ring_seconds", 30))
    over = now + seconds * SECOND
    pick_up = min(now + world.timing["pick_up"], over)  # at the latest when the step ends (R-CALL-9)
    halfway = now + seconds * SECOND // 2
    for moment in sorted({pick_up, halfway}):
        yield moment
        taken = [
            advisor for advisor, _, _ in world.on_calls[calls_before:]
        ]  # since the step began (R-CALL-9)
        would = [advisor for advisor in ringing if advisor in call.picks_up and advisor not in taken]
        if moment == pick_up and would:
            answer(world, call, would[0], moment)  # the first in the listed order (R-CALL-4)
            return moment
        awaited = bool(would) and moment < pick_up  # the caller waits for those who would pick up
        last = not any(is_free(world, advisor, over) for advisor in later)  # the last step (R-CALL-11)
        if moment == halfway and last and wants_to_hang_up(call) and not awaited:
            hang_up(world, call)
            return moment
    yield over
    return over


def is_over(call: Call) -> bool:
    """Whether the ringing is: somebody answered, or the caller hung up."""
    return call.outcome != ""


def is_free(world: World, advisor: str, at: int) -> bool:
    """On a call from pick-up (included) to its end (excluded) an advisor is not free (R-CALL-4, R-CALL-9)."""
    return not any(who == advisor and since <= at < until for who, since, until in world.on_calls)


def answer(world: World, call: Call, advisor: str, at: int) -> None:
    """An answer; it counts for the holder's schedule if the advisor is on that (R-CALL-7, R-CALL-12)."""
    call.outcome = "answered"
    call.answered_by = advisor
    world.on_calls.append((advisor, at, at + call.talk))
    schedule = call.effective[call.held_by]
    if schedule is not None and advisor in schedule["advisors"]:
        world.answered_last[(call.held_by, schedule["title"])] = advisor


def wants_to_hang_up(call: Call) -> bool:
    """While it rings, or earlier: in a menu that this call did not reach (scenarios.md, Events)."""
    return call.wants_to_hang_up in ("menu", "ringing")


def hang_up(world: World, call: Call) -> None:
    """The caller gives up while it rings; one who wanted to in a menu that there was not has moved here."""
    call.outcome = "hung_up_ringing"
    if call.wants_to_hang_up == "menu":
        world.notes.append((call.event, "menu", "ringing"))


def ring_order(world: World, call: Call, schedule: Schedule) -> list[str]:
    """The listed order (a tree choice: its own), only those on the schedule, without the first choice.

    Round robin starts after whoever answered last (R-CALL-4); with a tree choice, at the first of its
    advisors who follows, in the schedule's circular order, whoever answered last (R-CALL-12).
    """
    everybody = list(schedule["advisors"])
    order = everybody
    if call.chosen_advisors is not None:  # only those of them who are on, and nobody after them (R-CALL-6)
        order = [advisor for advisor in call.chosen_advisors if advisor in everybody]
    last = world.answered_last.get((call.held_by, schedule["title"]))
    if strategy(schedule) == "round_robin" and last in everybody and order:
        after = everybody.index(last) + 1
        first = next(advisor for advisor in everybody[after:] + everybody[:after] if advisor in order)
        order = order[order.index(first) :] + order[: order.index(first)]
    return [advisor for advisor in order if advisor != call.first_choice]


def strategy(schedule: Schedule) -> str:
    """`group` unless the schedule says otherwise (scenarios.md)."""
    return str((schedule.get("ring") or {}).get("strategy", "group"))
