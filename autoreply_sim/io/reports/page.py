"""A report as one HTML page that asks nobody for anything: style sheet, script and figures are all in it.

Everything that is shown is escaped by the templates. What Plotly draws stands in the page as data, in which no
character can end the element that it is in.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from autoreply_sim.analytics.figure_look import CONFIG, THEMES
from autoreply_sim.analytics.phrases import LANGUAGES, say
from autoreply_sim.io.reports import words
from autoreply_sim.io.reports.view import Report

_ENDS_NOTHING = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}
"""What could end a script or begin a comment within it; in JSON these stand in texts only."""


def page(report: Report) -> str:
    """Return a report as HTML."""
    has_charts = any(section.charts for section in report.sections)
    return (
        _environment()
        .get_template("report.html")
        .render(
            report=report,
            place=LANGUAGES.index(report.language),
            words=words,
            themes=THEMES,
            config=data(json.dumps(CONFIG | {"displayModeBar": False})),
            plotly=_plotly() if has_charts else "",
        )
    )


def data(text: str) -> Markup:
    """Return JSON as it may stand within a script element."""
    return Markup(text.translate(_ENDS_NOTHING))  # noqa: S704 (nothing in it can end the element any more)


@cache
def _plotly() -> Markup:
    """Return Plotly's own script, as its package brings it."""
    source = files("plotly").joinpath("package_data", "plotly.min.js").read_text(encoding="utf-8")
    return Markup(source)  # noqa: S704 (a library's script, which holds no end of a script)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("autoreply_sim.io.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {"data": data}
    environment.globals["say"] = say
    return environment
