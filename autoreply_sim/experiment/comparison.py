"""What a comparison came to: tables with intervals, and the contacts whose experience changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from autoreply_sim.analytics.metric_estimates import Until, of_difference
from autoreply_sim.analytics.metrics import metric_of
from autoreply_sim.analytics.phrases import say
from autoreply_sim.analytics.precision import replications_needed
from autoreply_sim.analytics.result_notes import CHANGES_NOTHING, ENOUGH, FEW_ONLY, NOT_REACHED, ONE_ONLY
from autoreply_sim.arguments import check_whole
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.errors import did_you_mean
from autoreply_sim.experiment.desk import Desk
from autoreply_sim.experiment.replication import traffic_of
from autoreply_sim.experiment.reporting import report_on
from autoreply_sim.experiment.run import Run

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, kw_only=True, repr=False)
class Comparison:
    """Variants on the same customers, the first of which the others are compared with."""

    variants: Mapping[str, Scenario]
    """By their names."""
    sums: Mapping[str, Sequence[Mapping[str, int]]]
    """What `analytics.measure` counted, by variant and replication."""
    warm_up_days: int = 0
    """Days at the beginning that were left out."""
    confidence: float = 0.95
    until: Until = field(default_factory=dict)
    """How narrow intervals were wanted, if they were: half widths by metric, all of them together."""
    reached: bool | None = None
    """Whether they became so narrow; None where nobody asked."""

    @property
    def names(self) -> tuple[str, ...]:
        """The variants' names; the first is the base."""
        return tuple(self.variants)

    @property
    def replications(self) -> int:
        """How often the customers were drawn."""
        return len(self.sums[self.names[0]])

    def called(self, names: Mapping[str, str]) -> Comparison:
        """Return it with other names for all of its variants; if they are not all different, as it is."""
        if len({names[name] for name in self.variants}) < len(self.variants):
            return self
        return replace(
            self,
            variants={names[name]: variant for name, variant in self.variants.items()},
            sums={names[name]: sums for name, sums in self.sums.items()},
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader has to know before anything else, in sentences in the company's language."""
        return self.notes_in(self.variants[self.names[0]].world.company.language)

    def notes_in(self, language: str) -> tuple[str, ...]:
        """Return what a reader has to know before anything else, in sentences. Raises ValueError for a language."""
        (base, first), *others = self.variants.items()
        same = (name for name, variant in others if variant.world == first.world)
        said = [say(CHANGES_NOTHING, language, name=name, base=base) for name in same]
        if self.replications == 1:
            said.append(say(ONE_ONLY, language))
        elif self.replications < ENOUGH:
            said.append(say(FEW_ONLY, language, replications=self.replications, enough=ENOUGH))
        if self.reached is False:
            said.append(say(NOT_REACHED, language, replications=f"{self.replications:,}"))
        return tuple(said)

    def table(self, metrics: Sequence[str] | str | None = None, *, language: str = "en") -> pd.DataFrame:
        """Return a row per metric and variant: the base's value, the variant's, the difference with its interval.

        `metrics`: keys, None for all. Intervals and p-values allow for all rows of the table together (Bonferroni,
        Holm): ask for few, and each interval is narrower; `table(list(found.until))` has those that were awaited.
        Raises ValueError for a metric that there is not.
        """
        from autoreply_sim.analytics.metric_frames import comparison_frame  # noqa: PLC0415 (pandas)

        return comparison_frame(self.sums, metrics, self.confidence, language)

    def levels(self, metrics: Sequence[str] | str | None = None, *, language: str = "en") -> pd.DataFrame:
        """Return a row per metric and variant: its own value with its interval. Raises ValueError as `table` does."""
        from autoreply_sim.analytics.metric_frames import estimates_frame  # noqa: PLC0415 (pandas)

        return estimates_frame(self.sums, metrics, self.confidence, language)

    def needed(
        self, metric: str, half_width: float, variant: str | None = None, *, comparisons: int = 1
    ) -> int:
        """Return how many replications it takes until half the interval of a metric's difference is so wide.

        In the metric's unit; of a variant, by default the one after the base. `comparisons`: among how many rows of a
        table it will stand, whose intervals hold all together; 1 if it is asked alone. It is as good as the spread
        between the replications that there are. Raises ValueError for a metric or a variant that there is not, and
        where nothing is known about the spread.
        """
        name = self._variant(variant)
        base, other = self.sums[self.names[0]], self.sums[name]
        check_whole("comparisons", comparisons, 1)
        found = of_difference(metric_of(metric), base, other, self.confidence, comparisons=comparisons)
        return replications_needed(found, half_width)

    def replay(self, replication: int = 0) -> dict[str, Run]:
        """Return one replication of every variant as a run with its tables, drawn and decided anew.

        Raises ValueError for a replication that there was not.
        """
        check_whole("replication", replication, 0, self.replications - 1)
        ledgers = Desk(scenarios=tuple(self.variants.values())).decide(replication)
        return {
            name: Run(variant, ledger, variant.world.company.language)
            for (name, variant), ledger in zip(self.variants.items(), ledgers, strict=True)
        }

    def changed(self, variant: str | None = None, *, replication: int = 0, most: int = 100) -> pd.DataFrame:
        """Return the contacts of one replication whose experience the variant changes, both told side by side.

        `variant`: by default the one after the base; `most` rows at most, the first in time. A row is a contact that
        both have: how it ended, who answered, on which kind of ticket it landed, which replies went out, and why those
        that one has and the other has not did or did not. Raises ValueError for a variant that there is not.
        """
        from autoreply_sim.analytics.changed_frames import changed_frame  # noqa: PLC0415 (pandas)

        check_whole("most", most, 1)
        name = self._variant(variant)
        runs = self.replay(replication)
        return changed_frame(runs[self.names[0]].context, runs[name].context, most)

    report = report_on

    def _variant(self, name: str | None) -> str:
        """Return the name of a variant beside the base; of None the first one."""
        if name is not None and name not in self.names[1:]:
            raise ValueError(f"no variant is called {name!r}; {did_you_mean(name, self.names[1:])}")
        return name or self.names[1]

    def __repr__(self) -> str:
        names = " against ".join(map(repr, self.names))
        return f"Comparison({names}: {traffic_of(self.variants[self.names[0]])}, {self.replications} replications)"

    def _repr_html_(self) -> str:
        """Return the comparison as a notebook shows it: what changes, and by how much."""
        from autoreply_sim.analytics.showing_comparison import comparison_html  # noqa: PLC0415 (scipy)

        language = self.variants[self.names[0]].world.company.language
        return comparison_html(self.sums, self.confidence, self.notes, language)
