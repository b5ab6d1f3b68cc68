"""The equal model as users of SimPy and of heapq would write it; Ciw is in `queue_ciw`.

Callers wait in one line for one of a few advisors, and give up when their patience ends. Then the call is put on a
ticket: a new one if it was answered, otherwise the newest open one of the customer, if there is any.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Any

import numpy as np
import simpy

from benchmarks.queue_draws import ADVISORS, Queue, Waits


@dataclass(slots=True)
class Tickets:
    """The newest open ticket of every customer, and the ticket of every call: both named by the call that made it."""

    of_call: list[int]
    newest: dict[int, int] = field(default_factory=dict)

    def answered(self, call: int, customer: int) -> None:
        """Make a ticket for a call."""
        self.newest[customer] = self.of_call[call] = call

    def missed(self, call: int, customer: int) -> None:
        """Put a call on the customer's newest ticket, or make one."""
        self.of_call[call] = self.newest.setdefault(customer, call)


def by_simpy(queue: Queue, *, tickets: bool = True) -> Waits:
    """Return what SimPy makes of a queue; without `tickets`, of nothing but the queue."""
    environment = simpy.Environment()
    advisors = simpy.Resource(environment, ADVISORS)
    talk, patience = queue.talk_ms.tolist(), queue.patience_ms.tolist()
    customers = queue.customer.tolist()
    waits, answered = [0] * len(queue), [False] * len(queue)
    kept = Tickets([-1] * len(queue))

    def call(number: int) -> Generator[simpy.Event, Any, None]:
        came = environment.now
        with advisors.request() as request:
            outcome = yield request | environment.timeout(patience[number])
            waits[number] = int(environment.now - came)
            if request in outcome:
                answered[number] = True
                yield environment.timeout(talk[number])
        if tickets:
            (kept.answered if answered[number] else kept.missed)(number, customers[number])

    def arrivals() -> Generator[simpy.Event, Any, None]:
        for number, at in enumerate(queue.at_ms.tolist()):
            yield environment.timeout(at - environment.now)
            environment.process(call(number))

    environment.process(arrivals())
    environment.run()
    return waits_of_lists(waits, answered, kept.of_call if tickets else None)


def by_heap(queue: Queue) -> Waits:  # noqa: PLR0915 (tuned: calling functions would take most of the time)
    """Return what a plain loop over heapq makes of a queue, everything in local variables.

    The heap holds who is talking and who waits, as (moment, number): numbers of those who wait are negative.
    """
    talk, patience = queue.talk_ms.tolist(), queue.patience_ms.tolist()
    customers, at = queue.customer.tolist(), queue.at_ms.tolist()
    waits, answered = [0] * len(queue), [False] * len(queue)
    of_call = [-1] * len(queue)
    newest: dict[int, int] = {}
    due: list[tuple[int, int]] = []
    line: deque[int] = deque()
    free, count, number = ADVISORS, len(queue), 0
    while number < count or due:
        if due and (number == count or due[0][0] <= at[number]):
            now, who = heappop(due)
            if who >= 0:
                newest[customers[who]] = of_call[who] = who
                while line:
                    following = line.popleft()
                    if not answered[following] and of_call[following] < 0:
                        waits[following] = now - at[following]
                        answered[following] = True
                        heappush(due, (now + talk[following], following))
                        break
                else:
                    free += 1
            elif not answered[~who]:
                who = ~who
                waits[who] = patience[who]
                of_call[who] = newest.setdefault(customers[who], who)
        else:
            if free:
                free -= 1
                answered[number] = True
                heappush(due, (at[number] + talk[number], number))
            else:
                line.append(number)
                heappush(due, (at[number] + patience[number], ~number))
            number += 1
    return waits_of_lists(waits, answered, of_call)


def waits_of_lists(waits: list[int], answered: list[bool], joined: list[int] | None) -> Waits:
    """Return what came of the calls as arrays."""
    return Waits(
        wait_ms=np.array(waits).astype(np.int64),
        answered=np.array(answered),
        joined=None if joined is None else np.array(joined),
    )
