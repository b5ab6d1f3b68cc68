"""The look of the dashboards, as a widget that puts our style sheets into the page."""

from __future__ import annotations

from importlib.resources import files

import ipywidgets


def look(*names: str) -> ipywidgets.HTML:
    """Return what all pages share and these style sheets of look/, by name; show it once in a page."""
    folder = files("autoreply_sim.ui").joinpath("look")
    sheets = [folder.joinpath(f"{name}.css").read_text(encoding="utf-8") for name in ("base", *names)]
    widget = ipywidgets.HTML("<style>" + "\n".join(sheets) + "</style>")
    widget.add_class("look")
    return widget
