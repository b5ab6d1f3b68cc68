"""What the replies of the year cost, by a price list that can be exchanged for one's own."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from babel.dates import format_date

from autoreply_sim.analytics.metrics import TEXT_METRICS
from autoreply_sim.analytics.prices import Prices
from autoreply_sim.analytics.segments import costs
from autoreply_sim.errors import InputError
from autoreply_sim.io.prices import load_prices, read_prices
from autoreply_sim.ui.models.phrase import Phrase, phrase
from autoreply_sim.ui.models.year import Lived
from autoreply_sim.ui.models.year_page import Figure, figure_of
from autoreply_sim.ui.models.year_view import YearView

PRICES = "AUTOREPLY_SIM_PRICES"
"""The environment variable that names the price list to begin with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CostsPage:
    """The figures, and the list that they come from."""

    figures: tuple[Figure, ...]
    is_different: bool
    prices: Phrase
    problems: tuple[str, ...]
    """What is wrong with the list that somebody sent; the one before stays in force."""


class CostsView:
    """One visitor's price list."""

    def __init__(self, year: YearView, environment: Mapping[str, str] | None = None) -> None:
        self.year, self.cockpit = year, year.cockpit
        self.problems: tuple[str, ...] = ()
        self.sent = b""
        named = (os.environ if environment is None else environment).get(PRICES)
        try:
            self.prices: Prices = load_prices(named)
        except InputError as error:
            self.prices, self.problems = load_prices(), tuple(map(str, error.problems))

    def take(self, name: str, data: bytes) -> None:
        """Take a price list that somebody sent; what is wrong with it is told, and the one before stays."""
        try:
            self.prices = read_prices(data.decode("utf-8-sig", "replace"), name)
            self.problems, self.sent = (), data
        except InputError as error:
            self.problems = tuple(map(str, error.problems))
        self.cockpit.show()

    def page(self) -> CostsPage:
        """Return the page."""
        saved, tried = self.year.sides()
        language = self.cockpit.language
        before, after = map(self.sums, (saved, tried))
        shown = [metric for metric in TEXT_METRICS if metric.key != "whatsapp_cost"]
        day = format_date(self.prices.day, "long", locale=language)
        return CostsPage(
            figures=tuple(figure_of(metric, before, after, language) for metric in shown),
            is_different=saved is not tried,
            prices=phrase("prices_of", day=day, currency=self.prices.currency),
            problems=self.problems,
        )

    def sums(self, side: Lived) -> Mapping[str, int]:
        """Return what metrics are made of, with segments and costs."""
        return {**side.sums, **side.segments, **costs(side.scope, self.prices, side.segments)}
