"""What the replies of the year cost, by a price list that can be exchanged for one's own."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.dates import format_date

from autoreply_sim.analytics.metrics import TEXT_METRICS
from autoreply_sim.analytics.prices import Prices
from autoreply_sim.analytics.segments import costs
from autoreply_sim.errors import InputError
from autoreply_sim.io.prices import load_prices, read_prices
from autoreply_sim.ui.models.cockpit import MAX_SHARED
from autoreply_sim.ui.models.own_prices import KEPT_AS, in_one_line, kept_text, read_kept_prices
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
    is_own: bool
    """Whether it is the visitor's own list."""
    is_too_long: bool
    """Whether that fits into no address."""
    problems: tuple[str, ...]
    """What is wrong with the list that somebody sent, or of a link; the one before stays in force."""


class CostsView:
    """One visitor's price list: the usual one, or their own, which the cockpit has."""

    def __init__(self, year: YearView, environment: Mapping[str, str] | None = None) -> None:
        self.year, self.cockpit = year, year.cockpit
        self.problems: tuple[str, ...] = ()
        self._sent = b""
        self._kept = ""
        named = (os.environ if environment is None else environment).get(PRICES)
        try:
            self._usual = load_prices(named)
        except InputError as error:
            self._usual, self.problems = load_prices(), tuple(map(str, error.problems))

    @property
    def prices(self) -> Prices:
        """The list in force."""
        return self.cockpit.own_prices or self._usual

    def take(self, name: str, data: bytes) -> None:
        """Take a price list that somebody sent; what is wrong with it is told, and the one before stays."""
        self._use(data, name)
        self.cockpit.show()

    def reset(self) -> None:
        """Go back to the usual list."""
        self.cockpit.own_prices, self.problems = None, ()
        self.cockpit.show()

    def begin(self, linked: str, found: Iterable[Mapping[str, str]]) -> None:
        """Go on with the list of an address, or else with one that the browser kept."""
        kept = read_kept_prices(found)
        text = linked or next((one.text for one in kept), "")
        if text:
            self._use(text.encode(), "link" if linked else "")
        # A link does not make up for what waits here, unless that is the same.
        done = [one for one in kept if not linked or one.text == linked]
        self.cockpit.drafts.shelf.gone += [one.place for one in done]

    def texts(self) -> dict[str, str]:
        """Return what the browser is to keep."""
        return {KEPT_AS: self._kept} if self.cockpit.own_prices else {}

    def query(self) -> dict[str, str]:
        """Return what an address says of prices, on the page that shows costs: the visitor's own list."""
        own = self.cockpit.own_prices
        if own is None or self.cockpit.page != "year" or self._is_too_long:
            return {}
        return {"prices": in_one_line(own)}

    def file(self) -> bytes:
        """Return the list in force as a file, as it was sent if it was."""
        is_own = self.cockpit.own_prices is not None
        return self._sent if is_own else Path(self._usual.origin).read_bytes()

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
            is_own=self.cockpit.own_prices is not None,
            is_too_long=self._is_too_long,
            problems=self.problems,
        )

    def sums(self, side: Lived) -> Mapping[str, int]:
        """Return what metrics are made of, with segments and costs."""
        return {**side.sums, **side.segments, **costs(side.scope, self.prices, side.segments)}

    def _use(self, data: bytes, name: str) -> None:
        try:
            own = read_prices(data.decode("utf-8-sig", "replace"), name)
        except InputError as error:
            self.problems = tuple(map(str, error.problems))
        else:
            self.cockpit.own_prices, self.problems, self._sent = own, (), data
            self._kept = kept_text(own, self.cockpit.clock_ms())

    @property
    def _is_too_long(self) -> bool:
        own, draft = self.cockpit.own_prices, self.cockpit.address()["draft"]
        return own is not None and len(draft) + len(in_one_line(own)) > MAX_SHARED
