"""Simulate a scenario's traffic: draw and decide each replication, and keep what it came to.

Replications share nothing but the scenario and its population. They are dealt out in lots, to processes if there are
several workers; what comes back is put in order, so that it is the same bytes however the work was cut.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from autoreply_sim.analytics.metric_estimates import Until, narrow_enough
from autoreply_sim.analytics.prices import Prices
from autoreply_sim.arguments import check_kind, check_whole
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.experiment.bounds import (
    LOADED,
    MOST_UNTIL,
    check,
    check_prices,
    is_worth_compiling,
    with_traffic,
)
from autoreply_sim.experiment.crew import parcel_here
from autoreply_sim.experiment.parcels import packed, unpacked
from autoreply_sim.experiment.replication import Order, Replication, Visit, carry_out, traffic_of
from autoreply_sim.experiment.simulation import Simulation
from autoreply_sim.experiment.workshop import Progress, carried_out, workshop
from autoreply_sim.generate.draw import populate


def simulate(  # noqa: PLR0913 (each of them is something else that can be asked for)
    scenario: Scenario,
    *,
    days: int | None = None,
    seed: int | None = None,
    replications: int | None = None,
    workers: int = 1,
    compiled: bool | None = None,
    keep: bool = False,
    measured: bool = True,
    warm_up_days: int = 0,
    until: Until | None = None,
    prices: Prices | None = None,
    progress: Progress | None = None,
    visit: Visit | None = None,
    clock: Callable[[], float] | None = None,
) -> Simulation:
    """Return what came of a scenario's traffic, replication by replication.

    `days`, `seed` and `replications` replace those of the file. `workers`: processes; the result is the same whatever
    their number. `keep`: the runs, too, with their tables; a year takes some 200 MB. `measured`: count what
    `metrics` needs, too, from `warm_up_days` on. `compiled`: machine code or plain
    Python, the same bytes; None takes what is quicker.
    `until`: metrics and how wide half of their intervals may be, in their units: replications go on until all are so
    narrow at two looks in a row, ten more before each; `replications` is then the most, 1,000 unless it is said, and
    the result's `reached` says whether they became so narrow.
    `prices`: with a price list (`load_prices`), the segments and the costs of the replies that were sent are measured.
    `visit` is called with the number and the run of each replication where it was decided, `clock` tells the time in
    seconds; with several workers, both are sent to other processes. Raises ValueError for a number out of its bounds,
    and for a scenario that tells a story.

    Example:
        >>> from autoreply_sim import load, simulate
        >>> week = simulate(load("data/presets/two_person_shop.yaml"), days=7, replications=3)
        >>> week.metrics("answered_share")[["value", "low", "high"]].round(3).to_dict("records")
        [{'value': 0.499, 'low': 0.401, 'high': 0.597}]

    """
    check_kind("simulate", scenario, (Scenario,), [LOADED])
    check_prices("simulate", prices)
    check("workers", workers)
    check_whole("warm_up_days", warm_up_days, 0)
    is_narrow = _narrow_enough(until) if until else None
    if until and replications is None:
        replications = MOST_UNTIL
    asked = with_traffic(scenario, days=days, seed=seed, replications=replications)
    check_whole("warm_up_days", warm_up_days, 0, traffic_of(asked).days - 1)
    order = Order(
        scenario=asked,
        world=populate(asked),
        compiled=is_worth_compiling(asked) if compiled is None else compiled,
        keep=keep,
        measured=measured or bool(until),
        warm_up_days=warm_up_days,
        prices=prices,
        visit=visit,
        clock=clock,
    )
    each, reached = _all_of(order, workers, progress or _ignore, is_narrow)
    done = with_traffic(asked, replications=len(each))
    return Simulation(
        scenario=done,
        each=tuple(each),
        warm_up_days=warm_up_days,
        until=dict(until or {}),
        reached=reached,
    )


def _all_of(
    order: Order, workers: int, progress: Progress, is_narrow: Callable[[Sequence[Replication]], bool] | None
) -> tuple[list[Replication], bool | None]:
    most = traffic_of(order.scenario).replications

    def here(numbers: range, hear: Progress) -> list[Replication]:
        return carry_out(order, numbers, lambda done: hear(done / len(numbers)))

    with workshop(here, _carry_out_here, order, min(workers, most)) as carry_out_numbers:
        return carried_out(carry_out_numbers, most, progress, is_narrow)


def _narrow_enough(until: Until) -> Callable[[Sequence[Replication]], bool]:
    is_narrow = narrow_enough(until)
    return lambda done: is_narrow([one.sums or {} for one in done])


def lots_of(order: Order) -> Callable[[range], bytes]:
    """Return what carries out lots of an order wherever it is sent: the order goes along with every lot."""
    return partial(_carry_out_lot, packed(order))


def _carry_out_here(numbers: range) -> bytes:
    return packed(carry_out(_order_here(), numbers))


@lru_cache(maxsize=1)
def _order_here() -> Order:
    order: Order = unpacked(parcel_here())
    return order


def _carry_out_lot(parcel: bytes, numbers: range) -> bytes:
    return packed(carry_out(unpacked(parcel), numbers))


def _ignore(_share: float) -> None:
    """Nobody wants to hear."""
