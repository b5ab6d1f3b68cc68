"""The look of the dashboards, as a widget that puts our style sheet into the page."""

from __future__ import annotations

from importlib.resources import files

import ipywidgets


def look() -> ipywidgets.HTML:
    """Return the style sheet of look/explorer.css; show it once in a page."""
    sheet = files("autoreply_sim.ui").joinpath("look", "explorer.css").read_text(encoding="utf-8")
    widget = ipywidgets.HTML(f"<style>{sheet}</style>")
    widget.add_class("look")
    return widget
