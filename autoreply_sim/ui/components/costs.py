"""The piece of the year that says what its replies cost. It comes after the others, which are quicker."""

from __future__ import annotations

from autoreply_sim.ui.components.drawing import draw
from autoreply_sim.ui.components.live import SentFile
from autoreply_sim.ui.components.parts import Part, on_pages
from autoreply_sim.ui.components.sheets import Offer
from autoreply_sim.ui.models.costs_page import CostsView


def costs_part(view: CostsView, offer: Offer) -> Part:
    """Return segments and costs, and the way to exchange the price list."""

    def take(*_: object) -> None:
        offer("prices.yaml", view.file(), "application/yaml")

    def received(_: str, sent: SentFile) -> None:
        view.take(sent.name, b"" if sent.is_too_large else sent.data)

    return Part(
        name="costs",
        html=lambda: draw("costs", view.cockpit.language, page=view.page()),
        actions={"take_prices": take, "usual_prices": lambda *_: view.reset()},
        files={"prices": received},
        shown=on_pages(view.cockpit, "year"),
        comes_later=True,
    )
