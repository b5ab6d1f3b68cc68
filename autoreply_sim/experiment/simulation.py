"""What a simulation came to: its replications, their figures, and how sure these are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from autoreply_sim.analytics.digest import digest_of
from autoreply_sim.analytics.metric_estimates import Sums, Until, of_metric
from autoreply_sim.analytics.metrics import metric_of
from autoreply_sim.analytics.phrases import say
from autoreply_sim.analytics.precision import replications_needed
from autoreply_sim.analytics.result_notes import ENOUGH, FEW_ONLY, NOT_REACHED
from autoreply_sim.analytics.showing_summary import summary_html
from autoreply_sim.analytics.summary import Summary
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.domain.traffic import Traffic
from autoreply_sim.experiment.replication import Replication, traffic_of
from autoreply_sim.experiment.reporting import report_on
from autoreply_sim.experiment.run import Run

if TYPE_CHECKING:
    import pandas as pd


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

    report = report_on

    def __repr__(self) -> str:
        often = f", {len(self.each)} replications" if len(self.each) > 1 else ""
        counts = f"{self.summary.calls:,} calls, {sum(self.summary.replies.values()):,} replies sent"
        return f"Simulation({self.scenario.title!r}: {self.traffic}{often}: {counts})"

    def _repr_html_(self) -> str:
        """Return the figures as a notebook shows them, in the company's language."""
        language = self.scenario.world.company.language
        return summary_html(self.summary, self.scenario.title, str(self.traffic), language)
