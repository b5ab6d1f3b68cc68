"""One team's line against SimPy: on the same draws every wait and every hang-up is the same.

At one instant our order is: advisors become free, then callers come in, then patience ends. SimPy is told so in ticks
of a quarter of a second, departures one before the full second, the end of patience one after it.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any

import numpy as np
import pytest
import simpy
from hypothesis import given, settings
from hypothesis import strategies as st

from .queues import Caller, Fate, fates

TICKS = 4
"""Of SimPy's clock in a second."""

CALLERS = st.builds(
    Caller,
    at_s=st.integers(0, 20),
    talk_s=st.integers(0, 6),
    patience_s=st.integers(0, 8),
    after_call_s=st.integers(0, 2),
)


@settings(max_examples=300, derandomize=True, database=None, deadline=None)
@given(callers=st.lists(CALLERS, min_size=1, max_size=12), agents=st.integers(1, 3))
def test_in_small_worlds_where_much_falls_together_all_waits_are_simpys(
    callers: list[Caller], agents: int
) -> None:
    """R-SIM-2, R-SIM-3, R-SIM-4: any times, also none."""
    callers.sort(key=lambda caller: caller.at_s)
    assert fates(callers, [range(agents)]) == simpys(callers, agents)


@pytest.mark.compiled
@pytest.mark.parametrize(("agents", "load"), [(1, 0.7), (5, 4.5), (5, 7.0), (30, 28.0)])
def test_of_twenty_thousand_callers_all_waits_are_simpys(agents: int, load: float) -> None:
    """R-SIM-2: lognormal talk, after-call work, exponential patience; under little load, nearly all, and too much."""
    draws = np.random.default_rng([agents, round(load * 10)])
    count = 20_000
    gaps = draws.exponential(200 / load, count)
    columns = zip(
        np.cumsum(gaps).astype(int).tolist(),
        draws.lognormal(np.log(120), 0.95, count).astype(int).tolist(),
        draws.exponential(300, count).astype(int).tolist(),
        strict=True,
    )
    callers = [
        Caller(at_s=at, talk_s=talk, patience_s=patience, after_call_s=20) for at, talk, patience in columns
    ]
    found = fates(callers, [range(agents)], compiled=True)
    assert found == simpys(callers, agents)
    assert len({fate.gave_up for fate in found}) == 2, (
        "a world without hang-ups, or of nothing else, shows little"
    )


def simpys(callers: Sequence[Caller], agents: int) -> list[Fate]:
    """Return what SimPy makes of callers who wait for one of so many advisors."""
    environment = simpy.Environment()
    advisors = simpy.Resource(environment, agents)
    found: dict[int, Fate] = {}

    def call(number: int, caller: Caller) -> Generator[simpy.Event, Any, None]:
        patient_until = TICKS * (caller.at_s + caller.patience_s) + 1
        with advisors.request() as request:
            yield request | environment.timeout(patient_until - environment.now)
            seconds = -(-environment.now // TICKS)
            if not request.triggered:
                found[number] = Fate(caller.patience_s, gave_up=True)
                return
            found[number] = Fate(int(seconds - caller.at_s), gave_up=False)
            free = TICKS * (seconds + caller.talk_s + caller.after_call_s) - 1
            yield environment.timeout(max(0, free - environment.now))

    def arrivals() -> Generator[simpy.Event, Any, None]:
        for number, caller in enumerate(callers):
            yield environment.timeout(TICKS * caller.at_s - environment.now)
            environment.process(call(number, caller))

    environment.process(arrivals())
    environment.run()
    return [found[number] for number in range(len(callers))]
