"""Seats of pages that are gone without a goodbye: given to somebody who waits, and to nobody else."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

from autoreply_sim.ui.server.kernels import _GONE_S, DashboardKernels
from autoreply_sim.ui.server.presence import Presence


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        """Return its time."""
        return self.now_s


class Seats(DashboardKernels):
    """Kernels that do not run: which there are, which compute, and which were ended."""

    def __init__(self, clock: Clock, *kernels: str) -> None:
        super().__init__()
        self.there, self.busy, self.ended = list(kernels), set[str](), list[str]()
        self._presence = Presence(clock)
        for kernel in kernels:
            self.notify_connect(kernel)

    def session_ids(self) -> set[str]:
        """Return those that are there."""
        return set(self.there)

    def get_kernel(self, kernel_id: str) -> Any:
        """Return what is asked of a kernel."""
        return SimpleNamespace(execution_state="busy" if kernel_id in self.busy else "idle")

    async def shutdown_kernel(self, kernel_id: str, **_: Any) -> None:  # type: ignore[override]
        """Remember that it was ended."""
        self.there.remove(kernel_id)
        self.ended.append(kernel_id)


def make_room(seats: Seats) -> list[str]:
    """Let somebody wait for a seat; return what was ended so far."""
    with ThreadPoolExecutor(1) as thread:  # tests of pages leave a loop behind that runs in this one
        thread.submit(lambda: asyncio.run(seats.make_room())).result()
    return seats.ended


def test_the_seat_of_a_page_that_is_gone_goes_to_somebody_who_waits() -> None:
    """After a while, in which it may come back; of several, the one that is gone longest."""
    clock = Clock()
    seats = Seats(clock, "ana", "ben", "carla")
    seats.notify_disconnect("ben")
    assert make_room(seats) == []
    clock.now_s += _GONE_S
    seats.notify_disconnect("ana")
    clock.now_s += _GONE_S
    assert make_room(seats) == ["ben"]
    assert make_room(seats) == ["ben", "ana"]
    assert make_room(seats) == ["ben", "ana"]


def test_whoever_comes_back_in_time_stays() -> None:
    """A network that was gone, a machine that slept."""
    clock = Clock()
    seats = Seats(clock, "ana")
    seats.notify_disconnect("ana")
    clock.now_s += _GONE_S - 1
    seats.notify_connect("ana")
    clock.now_s += 2 * _GONE_S
    assert make_room(seats) == []


def test_as_long_as_one_connection_is_left_nobody_is_gone() -> None:
    """A page may connect again before its first connection is known to be dead."""
    clock = Clock()
    seats = Seats(clock, "ana")
    seats.notify_connect("ana")
    seats.notify_disconnect("ana")
    clock.now_s += _GONE_S
    assert make_room(seats) == []
    seats.notify_disconnect("ana")
    clock.now_s += _GONE_S
    assert make_room(seats) == ["ana"]


def test_what_computes_is_waited_for() -> None:
    """A comparison of many minutes is not lost because a network was."""
    clock = Clock()
    seats = Seats(clock, "ana")
    seats.busy = {"ana"}
    seats.notify_disconnect("ana")
    clock.now_s += _GONE_S
    assert make_room(seats) == []
    seats.busy = set()
    assert make_room(seats) == ["ana"]


def test_what_no_page_has_reached_yet_is_not_gone() -> None:
    """Nor what another server's page says goodbye to."""
    presence = Presence(Clock())
    presence.leave("nobody")
    assert not presence.has_come("nobody")
    assert presence.alone(["nobody"], 0) == []


def test_a_kernel_that_is_not_there_any_more_is_forgotten() -> None:
    """Servers run for weeks."""
    presence = Presence(Clock())
    for kernel in ("ana", "ben"):
        presence.come(kernel)
    presence.leave("ana")
    presence.forget_others([])
    assert not presence.has_come("ana")
    assert not presence.has_come("ben")
    assert presence.alone(["ana", "ben"], 0) == []
