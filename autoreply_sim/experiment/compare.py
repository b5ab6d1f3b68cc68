"""Compare settings on the same customers, so that what differs is what the settings did.

Every variant meets the same calls, texts and patience, replication by replication.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from autoreply_sim.analytics.metric_estimates import Sums, Until, differences_narrow_enough
from autoreply_sim.analytics.prices import Prices
from autoreply_sim.arguments import check_confidence, check_kind, check_whole
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.experiment.bounds import LOADED, MOST_UNTIL, check, check_prices, with_traffic
from autoreply_sim.experiment.comparison import Comparison
from autoreply_sim.experiment.crew import parcel_here
from autoreply_sim.experiment.desk import Desk
from autoreply_sim.experiment.parcels import packed, unpacked
from autoreply_sim.experiment.replication import begins_ms, measured, traffic_of
from autoreply_sim.experiment.workshop import Progress, carried_out, workshop
from autoreply_sim.units import DAY_MS

REPLICATIONS, MOST_VARIANTS = 30, 12
"""How many replications are compared unless somebody asks for others, and how many variants at most."""


def compare(  # noqa: PLR0913 (each of them is something else that can be asked for)
    base: Scenario,
    *others: Scenario,
    names: Sequence[str] = (),
    days: int | None = None,
    seed: int | None = None,
    replications: int | None = None,
    warm_up_days: int = 0,
    confidence: float = 0.95,
    until: Until | None = None,
    workers: int = 1,
    prices: Prices | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Return what the same customers come to under several settings, the first of which the others are compared with.

    `names`: of the variants, in their order; by default `base`, and `variant` or `variant 1`, `variant 2` … `days` and
    `seed` replace those of the files; `warm_up_days` at the beginning are drawn and decided, but not counted.
    `confidence` of the intervals. `replications`: 30 unless it is said. `until`: metrics and how wide half of the
    intervals of their differences may be, in their units: replications go on until all are so narrow at two looks in a
    row, ten more before each; `replications` is then the most, 1,000 unless it is said, and the result's `reached` says
    whether they became so narrow. `workers`: processes; the result is the same whatever their number. `prices`: with a
    price list (`load_prices`), segments and costs, too.

    Raises ValueError for a story, for variants of different traffic, for names that are too few, too many or twice the
    same, and for numbers out of their bounds.

    Example:
        >>> from autoreply_sim import compare, load
        >>> desk = load("data/presets/two_person_shop.yaml")
        >>> quiet = desk.but(teams={"shop": {"auto_replies": {"customer_hangs_up": {"enabled": False}}}})
        >>> week = compare(desk, quiet, days=7, replications=5)
        >>> week.table("sent_customer_hangs_up")[["base", "value"]].to_dict("records")
        [{'base': 6.8, 'value': 0.0}]

    """
    for scenario in (base, *others):
        check_kind("compare", scenario, (Scenario,), [LOADED, "name each on its own: compare(desk, variant)"])
    check_prices("compare", prices)
    check("workers", workers)
    most = replications if replications is not None else MOST_UNTIL if until else REPLICATIONS
    alike = _alike([base, *others], days, seed, most)
    variants = dict(zip(_names(names, len(others)), alike, strict=True))
    _check(variants, warm_up_days, confidence)
    scenarios = tuple(variants.values())
    order = _Order(
        scenarios=scenarios, from_ms=begins_ms(scenarios[0]) + warm_up_days * DAY_MS, prices=prices
    )
    is_narrow = differences_narrow_enough(until, confidence) if until else None
    with workshop(order.carry_out, _carry_out_here, order, min(workers, most)) as carry_out:
        each, reached = carried_out(
            carry_out,
            most,
            progress or (lambda _share: None),
            is_narrow and (lambda done: is_narrow(list(zip(*done, strict=True)))),
        )
    sums = dict(zip(variants, zip(*each, strict=True), strict=True))
    return Comparison(
        variants=variants,
        sums=sums,
        warm_up_days=warm_up_days,
        confidence=confidence,
        until=dict(until or {}),
        reached=reached,
    )


@dataclass(frozen=True, kw_only=True)
class _Order:
    """What to compare: the same for every replication."""

    scenarios: tuple[Scenario, ...]
    from_ms: int
    prices: Prices | None

    @cached_property
    def desk(self) -> Desk:
        return Desk(scenarios=self.scenarios)

    def carry_out(self, numbers: range, progress: Progress) -> list[tuple[Sums, ...]]:
        """Return what was counted of each replication, variant by variant."""
        done: list[tuple[Sums, ...]] = []
        for number in numbers:
            done.append(
                tuple(measured(ledger, self.from_ms, self.prices) for ledger in self.desk.decide(number))
            )
            progress(len(done) / len(numbers))
        return done


def _carry_out_here(numbers: range) -> bytes:
    return packed(_order_here().carry_out(numbers, lambda _share: None))


@lru_cache(maxsize=1)
def _order_here() -> _Order:
    order: _Order = unpacked(parcel_here())
    return order


def _names(asked: Sequence[str], others: int) -> list[str]:
    """Return a name for the base and for each of the others."""
    if not 1 <= others < MOST_VARIANTS:
        raise ValueError(f"{others + 1} scenarios cannot be compared; name from 2 to {MOST_VARIANTS}")
    numbered = ["variant"] if others == 1 else [f"variant {number}" for number in range(1, others + 1)]
    names = list(asked) or ["base", *numbered]
    if len(names) != others + 1 or len(set(names)) != len(names):
        raise ValueError(
            f"names: {names} are no names of {others + 1} variants; write one for each, all different"
        )
    return names


def _alike(
    scenarios: Sequence[Scenario], days: int | None, seed: int | None, replications: int
) -> list[Scenario]:
    """Return the scenarios with what was asked for. Raises ValueError where their traffic differs."""
    asked = [with_traffic(each, days=days, seed=seed, replications=replications) for each in scenarios]
    if any(each.traffic != asked[0].traffic for each in asked):
        raise ValueError("the scenarios differ in their traffic; compare settings of one and the same")
    return asked


def _check(variants: Mapping[str, Scenario], warm_up_days: int, confidence: float) -> None:
    days = traffic_of(next(iter(variants.values()))).days
    check_whole("warm_up_days", warm_up_days, 0, days - 1)
    check_confidence(confidence)
