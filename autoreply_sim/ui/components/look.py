"""The look of the dashboards, as a widget that puts our style sheet into the page."""

from __future__ import annotations

from importlib.resources import files

import ipywidgets


def look(*sheets: str) -> ipywidgets.HTML:
    """Return the style sheets of these names in look/, by default the explorer's; show it once in a page."""
    folder = files("autoreply_sim.ui").joinpath("look")
    names = sheets or ("explorer",)
    text = "\n".join(folder.joinpath(f"{name}.css").read_text(encoding="utf-8") for name in names)
    widget = ipywidgets.HTML(f"<style>{text}</style>")
    widget.add_class("look")
    return widget
