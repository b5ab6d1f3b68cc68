"""The analysts' figures on a page: drawn when somebody asks for them, each with the numbers behind it, and as a PNG.

They take the second or two that a year's tables take. So they are of the settings that were shown when they were asked
for, and go as soon as others are. In another language they are drawn anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import anywidget
import ipywidgets
import traitlets

from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.experiment.comparison import Comparison
from autoreply_sim.experiment.run import Run
from autoreply_sim.io.report import charts_of
from autoreply_sim.io.reports.view import Chart
from autoreply_sim.ui.bridge import safe_name
from autoreply_sim.ui.components.drawing import draw
from autoreply_sim.ui.components.live import Live
from autoreply_sim.ui.guard import Guard
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.work import Work
from autoreply_sim.ui.words import words

_LOOK: Final = Path(__file__).parents[1] / "look"

Of = Callable[[], "Run | Comparison | None"]
"""Returns what the figures are of; None where there is nothing yet."""


class Plot(anywidget.AnyWidget):
    """A figure, drawn by Plotly in the browser's own look."""

    _esm = _LOOK / "plot.js"

    looks = traitlets.Dict(help="Plotly's JSON by theme.").tag(sync=True)
    label = traitlets.Unicode(help="What a screen reader says in its place.").tag(sync=True)
    name = traitlets.Unicode(help="What the PNG is called.").tag(sync=True)
    save_words = traitlets.Unicode().tag(sync=True)


OF_YEAR: Final = ("year", "settings", "check_up")
"""The pages that are about the year: each can draw its figures."""
OF_COMPARISON: Final = ("compare",)


class Plots:
    """The figures of some pages, and the button that has them drawn."""

    def __init__(self, cockpit: Cockpit, pages: tuple[str, ...], of: Of, work: Work) -> None:
        self.cockpit, self.pages, self.of, self.work = cockpit, pages, of, work
        self._drawn_for: tuple[object, str] | None = None
        self.box = ipywidgets.VBox([])
        self.box.add_class("plots")

    def widget(self, guard: Guard) -> ipywidgets.Box:
        """Return the button with the place of the figures beneath."""
        actions = {"draw": lambda *_: self.start(), "cancel": lambda *_: self.cancel()}
        head = Live("plots", {name: guard(action) for name, action in actions.items()})

        def show(_: object = None) -> None:
            self._forget_others()
            head.html = self.html()

        def drawn(change: Mapping[str, object]) -> None:
            if change["new"] == "done":
                self._draw()

        self.work.observe(guard.beside(drawn), "state")
        self.work.observe(guard.beside(show), ["state", "share"])
        self.cockpit.observe(show, ["drawn", "language"])
        show()
        return ipywidgets.VBox([head, self.box])

    def follow(self, guard: Guard) -> None:
        """Have everything drawn again when they are asked for and there: the address says so."""

        def show(_: object) -> None:
            self.cockpit.show()

        self.work.observe(guard.beside(show), "state")

    def html(self) -> str:
        """Return the button, or how far the work is; nothing where there is nothing to draw."""
        page = self.cockpit.page
        if page not in self.pages or self.cockpit.base is None or not self._is_ready():
            return ""
        has_plots = bool(self.box.children)
        return draw("plots", self.cockpit.language, work=self.work, has_plots=has_plots, page=page)

    def start(self) -> None:
        """Have the figures drawn of what is shown now."""
        of, language = self.of(), self.cockpit.language
        if of is not None:
            self._drawn_for = self._shown()
            self.work.start(lambda tell: charts_of(of, language, tell))

    def cancel(self) -> None:
        """Have none drawn after all."""
        self._drawn_for = None
        self.work.cancel()

    @property
    def is_asked_for(self) -> bool:
        """Whether they are shown, or about to be."""
        return self._drawn_for is not None

    def _shown(self) -> tuple[object, str]:
        settings: Scenario | None = None if self.cockpit.base is None else self.cockpit.tried
        return (settings if self.pages == OF_YEAR else self.of(), self.cockpit.language)

    def _is_ready(self) -> bool:
        return self.pages == OF_YEAR or self.of() is not None

    def _forget_others(self) -> None:
        """Take away figures that are of something else than what is shown now."""
        if self._drawn_for is None:
            return
        elsewhere = self.cockpit.page not in self.pages or self.cockpit.base is None
        settings, language = self._shown()
        if elsewhere or self._drawn_for[0] != settings:
            self.cancel()
            self.box.children = ()
        elif self._drawn_for[1] != language:
            self.start()

    def _draw(self) -> None:
        charts: tuple[Chart, ...] = self.work.result
        self.box.children = [
            piece
            for chart in charts
            for piece in plot_pieces(chart, f"{self.pages[0]}-{chart.key}", self.cockpit.language)
        ]


def plot_pieces(chart: Chart, name: str, language: str) -> list[ipywidgets.Widget]:
    """Return a figure with what it says and the numbers behind it; `name`: of its PNG, without the ending."""
    head = Live("plot-head", {})
    head.html = draw("plot", language, chart=chart)
    plot = Plot(
        looks={theme: chart.looks[theme] for theme in ("light", "dark")},
        label=chart.description,
        name=safe_name(name),
        save_words=words(language)["save_png"],
    )
    plot.layout.min_height = f"{chart.height_px}px"
    return [head, plot]
