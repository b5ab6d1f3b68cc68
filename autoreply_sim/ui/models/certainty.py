"""How sure the first numbers of the year are: its customers drawn several times, beside the page's own work.

What is being drawn for a draft that has changed since is given up, so that no switch waits for it. What was drawn
stays, marked as outdated, until somebody asks again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from autoreply_sim.analytics.metric_estimates import of_difference, of_metric
from autoreply_sim.analytics.metric_lines import difference_in, estimate_in
from autoreply_sim.analytics.metrics import Metric, metric_of
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.experiment.compare import compare
from autoreply_sim.experiment.comparison import Comparison
from autoreply_sim.experiment.workshop import Progress
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.work import Post, Work
from autoreply_sim.ui.models.year_page import TILES

REPLICATIONS = 10
"""How often the customers are drawn: enough for an interval, and soon there."""

_SAVED, _DRAFT = "saved", "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A number over all drawings, with its interval or why it has none."""

    saved: str
    tried: str
    difference: str
    """Empty where the draft changes nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranges:
    """What the drawings came to, by metric."""

    by_key: Mapping[str, Range]
    is_outdated: bool
    """Whether other settings are shown by now."""


_Settings = tuple[Scenario, Scenario]


@dataclass(frozen=True, slots=True)
class _Found:
    settings: _Settings
    comparison: Comparison


class Certainty:
    """One visitor's question how sure the year is."""

    def __init__(self, cockpit: Cockpit, post: Post) -> None:
        self.cockpit, self.work = cockpit, Work(post)
        self._asked: tuple[str, _Settings] | None = None

    def start(self) -> None:
        """Draw the year's customers again and again, for what is saved and for the draft."""
        settings = saved, tried = self._settings()
        self._asked = (self._account(), settings)

        def do(tell: Progress) -> _Found:
            names = [_SAVED, _DRAFT]
            found = compare(saved, tried, names=names, replications=REPLICATIONS, progress=tell)
            return _Found(settings, found)

        self.work.start(do)

    def keep_up(self) -> None:
        """Give up what is being drawn for settings that are not shown any more."""
        if self.work.state == "running" and self.is_overtaken:
            self.work.cancel()

    @property
    def is_overtaken(self) -> bool:
        """Whether other settings are shown than those that were asked for."""
        return self._asked is None or self.cockpit.base is None or self._asked[1] != self._settings()

    def ranges(self) -> Ranges | None:
        """Return what the drawings came to; None as long as there are none of the account that is open."""
        found: _Found | None = self.work.result if self.work.state == "done" else None
        if found is None or self._asked is None or self._asked[0] != self._account():
            return None
        language, is_same = self.cockpit.language, found.settings[0] == found.settings[1]
        told = {key: _range(metric_of(key), found.comparison, language, is_same=is_same) for key in TILES}
        return Ranges(by_key=told, is_outdated=self.is_overtaken)

    def _settings(self) -> _Settings:
        return self.cockpit.saved, self.cockpit.tried

    def _account(self) -> str:
        return "" if self.cockpit.account is None else self.cockpit.account.name


def _range(metric: Metric, found: Comparison, language: str, *, is_same: bool) -> Range:
    saved, tried = found.sums[_SAVED], found.sums[_DRAFT]
    apart = of_difference(metric, saved, tried, found.confidence, comparisons=len(TILES))
    return Range(
        saved=estimate_in(metric, of_metric(metric, saved, found.confidence), language),
        tried=estimate_in(metric, of_metric(metric, tried, found.confidence), language),
        difference="" if is_same else difference_in(metric, apart, language),
    )
