"""Simulate a scenario's traffic: draw and decide each replication, and keep what it came to.

Replications share nothing but the scenario and its population. They are dealt out in lots, to processes if there are
several workers; what comes back is put in order, so that it is the same bytes however the work was cut.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache, partial
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from autoreply_sim.analytics.digest import digest_of
from autoreply_sim.analytics.metric_estimates import Sums, Until, narrow_enough, of_metric
from autoreply_sim.analytics.metrics import metric_of
from autoreply_sim.analytics.phrases import say
from autoreply_sim.analytics.precision import replications_needed
from autoreply_sim.analytics.prices import Prices
from autoreply_sim.analytics.result_notes import ENOUGH, FEW_ONLY, NOT_REACHED
from autoreply_sim.analytics.showing_summary import summary_html
from autoreply_sim.analytics.summary import Summary
from autoreply_sim.arguments import check_kind, check_whole
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.domain.traffic import MAX_DAYS, Traffic
from autoreply_sim.engine.ledger import pays
from autoreply_sim.experiment.crew import parcel_here
from autoreply_sim.experiment.parcels import packed, unpacked
from autoreply_sim.experiment.replication import Order, Replication, Visit, carry_out, traffic_of
from autoreply_sim.experiment.run import Run
from autoreply_sim.experiment.workshop import Progress, carried_out, workshop
from autoreply_sim.generate.capacity import expected_rows
from autoreply_sim.generate.draw import populate

if TYPE_CHECKING:
    import pandas as pd

BOUNDS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "days": (1, MAX_DAYS),
        "seed": (0, 999_999_999),
        "replications": (1, 10_000),
        "workers": (1, 256),
    }
)
"""Least and most of what `simulate` takes."""

LOADED = "load a file first: load('desk.yaml')"
"""What to do about a path, or anything else, in place of a scenario."""

MOST_UNTIL = 1_000
"""How many replications there are at most with `until`, unless somebody asks for others."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Simulation:
    """A scenario's traffic, drawn and decided as often as was asked for."""

    scenario: Scenario
    """As it was simulated: with the days, the seed and the replications that were asked for."""
    each: tuple[Replication, ...]
    """The replications, in order."""
    warm_up_days: int = 0
    """Days at the beginning that its metrics leave out."""
    until: Until = field(default_factory=dict)
    """How narrow intervals were wanted, if they were: half widths by metric."""
    reached: bool | None = None
    """Whether they became so narrow; None where nobody asked."""

    @property
    def traffic(self) -> Traffic:
        """The period, the seed, the replications and everything else that was drawn from."""
        return traffic_of(self.scenario)

    def notes_in(self, language: str) -> tuple[str, ...]:
        """Return what a reader has to know before anything else, in sentences. Raises ValueError for a language."""
        said = []
        if 1 < len(self.each) < ENOUGH:
            said.append(say(FEW_ONLY, language, replications=len(self.each), enough=ENOUGH))
        if self.reached is False:
            said.append(say(NOT_REACHED, language, replications=f"{len(self.each):,}"))
        return tuple(said)

    @cached_property
    def summary(self) -> Summary:
        """The figures of all replications together."""
        return sum((one.summary for one in self.each), Summary.empty())

    @cached_property
    def digest(self) -> str:
        """The digest of the ledgers: of one replication its own, of several the SHA-256 of theirs in order."""
        return digest_of([one.digest for one in self.each])

    @property
    def runs(self) -> tuple[Run, ...]:
        """The replications as runs, if they were kept: `runs[0].frames.calls`. Raises ValueError if they were not."""
        if not self.has_runs:
            raise ValueError("no run was kept; simulate with keep=True")
        return tuple(one.run for one in self.each if one.run is not None)

    @property
    def has_runs(self) -> bool:
        """Whether its runs were kept."""
        return all(one.run is not None for one in self.each)

    def metrics(
        self, names: Sequence[str] | str | None = None, *, confidence: float = 0.95, language: str = "en"
    ) -> pd.DataFrame:
        """Return a row per metric: its value over the replications with its interval (`low`, `high`).

        `names`: keys, None for all. With one replication there is no interval, and the column `no_interval` says so.
        Raises ValueError for a metric that there is not, an impossible confidence, and where nothing was measured.
        """
        from autoreply_sim.analytics.metric_frames import estimates_frame  # noqa: PLC0415 (pandas)

        return estimates_frame({self.scenario.title: self._sums()}, names, confidence, language)

    def needed(self, metric: str, half_width: float, *, confidence: float = 0.95) -> int:
        """Return how many replications it takes until half of a metric's interval is so wide, in its unit.

        It is as good as the spread between the replications that there are. Raises ValueError for a metric that there
        is not, and where nothing is known about the spread.
        """
        return replications_needed(of_metric(metric_of(metric), self._sums(), confidence), half_width)

    def _sums(self) -> list[Sums]:
        sums = [one.sums for one in self.each if one.sums is not None]
        if not sums:
            raise ValueError("nothing was measured; simulate with measured=True")
        return sums

    def report(
        self,
        path: str | Path,
        *,
        language: str | None = None,
        overwrite: bool = False,
        progress: Callable[[float], None] | None = None,
    ) -> Path:
        """Write a report on the simulation to an HTML file, and return where it is, as `autoreply_sim.report` does."""
        # By name, as nothing here imports a layer above; so it is with `Scenario.but`.
        write = import_module("autoreply_sim.io.report").report
        written: Path = write(self, path, language=language, overwrite=overwrite, progress=progress)
        return written

    def __repr__(self) -> str:
        often = f", {len(self.each)} replications" if len(self.each) > 1 else ""
        counts = f"{self.summary.calls:,} calls, {sum(self.summary.replies.values()):,} replies sent"
        return f"Simulation({self.scenario.title!r}: {self.traffic}{often}: {counts})"

    def _repr_html_(self) -> str:
        """Return the figures as a notebook shows them, in the company's language."""
        language = self.scenario.world.company.language
        return summary_html(self.summary, self.scenario.title, str(self.traffic), language)


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


def with_traffic(
    scenario: Scenario,
    *,
    days: int | None = None,
    seed: int | None = None,
    replications: int | None = None,
) -> Scenario:
    """Return the scenario with other days, another seed, more replications. Raises ValueError as `simulate` does."""
    asked = {"days": days, "seed": seed, "replications": replications}
    changes: dict[str, Any] = {name: value for name, value in asked.items() if value is not None}
    for name, value in changes.items():
        check(name, value)
    return replace(scenario, traffic=replace(traffic_of(scenario), **changes))


def is_worth_compiling(scenario: Scenario) -> bool:
    """Say whether machine code pays for its start: all replications count, because it is loaded once."""
    traffic = traffic_of(scenario)
    return pays(expected_rows(traffic, scenario.world) * traffic.replications)


def check_prices(function: str, prices: object) -> None:
    """Raise TypeError with a sentence if prices are given that are no price list."""
    if prices is not None:
        check_kind(
            f"{function}(prices=…)", prices, (Prices,), ["take load_prices(), or load_prices('mine.yaml')"]
        )


def check(name: str, value: object) -> None:
    """Raise ValueError with a sentence if what `simulate` takes is no whole number, or out of its bounds."""
    least, most = BOUNDS[name]
    check_whole(name, value, least, most)


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
