"""Compare settings on the same customers, so that what differs is what the settings did.

Every variant meets the same calls, texts and patience, replication by replication.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from autoreply_sim.analytics.measure import measure
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.experiment.comparison import Comparison
from autoreply_sim.experiment.desk import Desk
from autoreply_sim.experiment.replication import begins_ms, traffic_of
from autoreply_sim.experiment.simulate import Progress, with_traffic
from autoreply_sim.units import DAY_MS

REPLICATIONS, MOST_VARIANTS = 30, 12
"""How many replications are compared unless somebody asks for others, and how many variants at most."""


def compare(  # noqa: PLR0913 (each of them is something else that can be asked for)
    base: Scenario,
    *others: Scenario,
    names: Sequence[str] = (),
    days: int | None = None,
    seed: int | None = None,
    replications: int = REPLICATIONS,
    warm_up_days: int = 0,
    confidence: float = 0.95,
    progress: Progress | None = None,
) -> Comparison:
    """Return what the same customers come to under several settings, the first of which the others are compared with.

    `names`: of the variants, in their order; by default `base`, and `variant` or `variant 1`, `variant 2` … `days` and
    `seed` replace those of the files; `warm_up_days` at the beginning are drawn and decided, but not counted.
    `confidence` of the intervals. Raises ValueError for a story, for variants of different traffic, for names that are
    too few, too many or twice the same, and for numbers out of their bounds.
    """
    variants = dict(
        zip(_names(names, len(others)), _alike([base, *others], days, seed, replications), strict=True)
    )
    _check(variants, warm_up_days, confidence)
    sums: dict[str, list[Mapping[str, int]]] = {name: [] for name in variants}
    scenarios = list(variants.values())
    from_ms = begins_ms(scenarios[0]) + warm_up_days * DAY_MS
    desk = Desk(scenarios=scenarios)
    for replication in range(replications):
        for name, ledger in zip(variants, desk.decide(replication), strict=True):
            sums[name].append(measure(ledger, from_ms))
        if progress is not None:
            progress((replication + 1) / replications)
    return Comparison(variants=variants, sums=sums, warm_up_days=warm_up_days, confidence=confidence)


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
    if not 0 <= warm_up_days < days:
        raise ValueError(f"warm_up_days: {warm_up_days} cannot be; choose from 0 to {days - 1}")
    if not 0 < confidence < 1:
        raise ValueError(f"confidence: {confidence} cannot be; choose a share between 0 and 1, such as 0.95")
