"""The page that stands where the cockpit would be while its store cannot be opened: which one, why, and what to do."""

from __future__ import annotations

import ipywidgets

from autoreply_sim.io.store import StoreError
from autoreply_sim.ui.bridge import Bridge
from autoreply_sim.ui.components.drawing import draw
from autoreply_sim.ui.components.live import Live
from autoreply_sim.ui.models.phrase import phrase


def unopened_page(bridge: Bridge, error: StoreError, variable: str) -> ipywidgets.Box:
    """Return the page; `variable` is the one of the environment that names the store, empty if none does."""
    live = Live("unopened", {})

    def show(_: object = None) -> None:
        live.html = unopened_html(bridge.lang or "en", error, variable)

    bridge.observe(show, "lang")
    show()
    page = ipywidgets.Box([live])
    for name in ("cockpit", "sheet"):
        page.add_class(name)
    return page


def unopened_html(language: str, error: StoreError, variable: str) -> str:
    """Return what the page says."""
    return draw(
        "unopened",
        language,
        label=error.label,
        reason=error.reason,
        named=phrase("store_named_by", name=variable) if variable else None,
        message=error.problems[0].message,
    )
