"""What the explorer gives to take away beside the story's files: its table, a report, its timeline as a picture.

The timeline is drawn when somebody asks for it, and follows what is tried on the story from then on.
"""

from __future__ import annotations

import ipywidgets

from autoreply_sim.io.report import charts_of
from autoreply_sim.ui.components.downloads import file_name
from autoreply_sim.ui.components.drawing import draw
from autoreply_sim.ui.components.live import Done, Live
from autoreply_sim.ui.components.plots import plot_pieces
from autoreply_sim.ui.components.reports import Subject, hand_over_when_written, write_report
from autoreply_sim.ui.components.sheets import Offer, offer_sheet
from autoreply_sim.ui.components.story_sheet import story_sheet
from autoreply_sim.ui.guard import Guard
from autoreply_sim.ui.models.work import Work
from autoreply_sim.ui.models.writer import Writer


class StoryTakeaway:
    """The piece at the end of the explorer's page."""

    def __init__(self, writer: Writer, offer: Offer, work: Work, guard: Guard) -> None:
        self._writer, self._offer, self._work = writer, offer, work
        self._drawn: str | None = None  # the story whose timeline is asked for, by its name
        self._box = ipywidgets.VBox([])
        self._box.add_class("plots")
        actions: dict[str, Done] = {
            "table": lambda kind, _: self._offer_table(kind),
            "report": lambda *_: self._write(),
            "cancel": lambda *_: work.cancel(),
            "timeline": lambda *_: self._draw_timeline(),
        }
        self._live = Live("takeaway", {name: guard(action) for name, action in actions.items()})
        hand_over_when_written(work, offer, guard)
        work.observe(guard.beside(self._show), ["state", "share"])
        writer.explorer.observe(guard.beside(self._follow), ["page", "language"])
        self._show()

    def widget(self) -> ipywidgets.Box:
        """Return the buttons with the place of the timeline beneath."""
        page = ipywidgets.VBox([self._live, self._box])
        page.add_class("part-story-takeaway")
        return page

    def html(self) -> str:
        """Return the buttons, and how far the report is; nothing where no story is open."""
        explorer = self._writer.explorer
        return draw(
            "story_takeaway",
            explorer.language,
            is_open=explorer.page.told is not None,
            work=self._work,
            is_drawn=self._drawn is not None,
            has_timeline=self._drawn is None or bool(self._box.children),
        )

    def _show(self, _: object = None) -> None:
        self._live.html = self.html()

    def _offer_table(self, kind: str) -> None:
        found = story_sheet(self._writer.explorer, file_name(self._writer))
        if found is not None:
            offer_sheet(self._offer, found, kind)

    def _write(self) -> None:
        explorer = self._writer.explorer
        if explorer.saved is not None:
            against = explorer.saved if explorer.changed else None
            subject = Subject(of=explorer.changed or explorer.saved, against=against)
            write_report(self._work, file_name(self._writer), subject, explorer.language)

    def _draw_timeline(self) -> None:
        self._drawn = self._writer.explorer.name
        self._follow()

    def _follow(self, _: object = None) -> None:
        """Draw the timeline of what is shown now; it is not asked for of another story."""
        explorer = self._writer.explorer
        if self._drawn != explorer.name or explorer.saved is None:
            self._drawn, self._box.children = None, ()
        else:
            name = f"{file_name(self._writer)}-timeline"
            charts = charts_of(explorer.changed or explorer.saved, explorer.language)
            self._box.children = [
                piece for chart in charts for piece in plot_pieces(chart, name, explorer.language)
            ]
        self._show()
