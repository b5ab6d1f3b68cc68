"""A figure as a file that works without a network: a page with its numbers, Plotly's JSON, or an image.

A page holds everything it needs and asks nobody for anything. Images are drawn by kaleido with the Chromium or Chrome
of the machine; where there is none, pages and JSON still work.
"""

from __future__ import annotations

import importlib
import json
import math
from collections.abc import Callable, Mapping
from datetime import datetime
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import Any

from autoreply_sim.analytics.figure_look import CONFIG, heading
from autoreply_sim.analytics.figures import Figure
from autoreply_sim.analytics.phrases import Pair
from autoreply_sim.analytics.summary_lines import count_in, number_in
from autoreply_sim.errors import did_you_mean
from autoreply_sim.io.export_place import check_free, whole_file

IMAGES = ("png", "svg", "pdf")
_WIDTH_PX = 900
_TITLE_WIDTH = 96
"""Characters of a line of a title at that width."""
_SHARPNESS = 2
"""Pixels of a PNG for each that the figure asks for."""
_NUMBERS: Pair = ("The numbers behind it", "Les chiffres")
_NOTHING = "–"

_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:">
<title>{title}</title>
<style>
body {{ margin: 0 auto; max-width: 75rem; padding: .5rem; background: {paper}; color: {ink};
  font-family: system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif; }}
figure {{ margin: 0; }}
details {{ overflow-x: auto; }}
summary {{ cursor: pointer; padding: .5rem; }}
table {{ border-collapse: collapse; }}
th, td {{ border-bottom: 1px solid {grid}; padding: .25rem .75rem; text-align: right; vertical-align: top; }}
tbody th, td.text {{ text-align: left; }}
@media print {{ details {{ break-before: page; }} }}
</style>
</head>
<body>
<main>
<figure>
<div role="img" aria-label="{description}">{plot}</div>
</figure>
<details>
<summary>{numbers}</summary>
<table>
<caption>{title}</caption>
{table}
</table>
</details>
</main>
</body>
</html>
"""


def save_figure(figure: Figure, path: Path | str, *, overwrite: bool = False) -> Path:
    """Write a figure to a file of the kind that its name ends with, and return where it is: html, json, png, svg, pdf.

    The same figure is the same bytes as a page or as JSON. What is there already is replaced only with `overwrite`.
    Raises ValueError for another ending, and for an image where there is no browser; InputError if the place is taken;
    OSError if the file cannot be written. Then nothing is left behind.
    """
    place = Path(path)
    kind = place.suffix.lower().removeprefix(".")
    if kind not in _KINDS:
        known = ", ".join(f".{each}" for each in _KINDS)
        near = did_you_mean(kind, _KINDS) if kind else "it has no ending"
        raise ValueError(
            f"{place.name!r} says no kind of file that a figure can be: {near}; there are: {known}"
        )
    check_free(place, overwrite=overwrite)
    written = _KINDS[kind](figure, kind)
    with whole_file(place, overwrite=overwrite) as unfinished:
        unfinished.write_bytes(written)
    return place


def figure_page(figure: Figure) -> str:
    """Return a figure as a whole HTML page: the figure, and folded beneath it the table it was drawn from."""
    theme, language = figure.look.colours, figure.look.language
    plot = figure.to_html(full_html=False, include_plotlyjs=True, div_id="figure", config=CONFIG)
    return _PAGE.format(
        language=language,
        title=escape(figure.finding),
        description=escape(figure.description),
        paper=theme.paper,
        ink=theme.ink,
        grid=theme.grid,
        numbers=figure.look.say(_NUMBERS),
        plot=plot,
        table=_table(figure),
    )


def _as_page(figure: Figure, _: str) -> bytes:
    return figure_page(figure).encode()


def _as_json(figure: Figure, _: str) -> bytes:
    text: str = figure.to_json(pretty=True)
    return f"{text}\n".encode()


def _as_image(figure: Figure, kind: str) -> bytes:
    kaleido: Any = importlib.import_module("kaleido")  # not needed by who saves pages
    wide = json.loads(figure.to_json())
    wide["layout"]["title"]["text"] = heading(wrap(figure.finding, _TITLE_WIDTH))
    # By default it would look for MathJax on another host.
    page = kaleido.PageGenerator(mathjax=False)
    size = {"width": _WIDTH_PX, "height": figure.layout.height, "scale": _SHARPNESS if kind == "png" else 1}
    try:
        drawn = kaleido.calc_fig_sync(wide, opts={"format": kind, **size}, kopts={"page_generator": page})
    except RuntimeError as not_started:
        raise ValueError(
            f"a figure becomes .{kind} in a browser, and none could be started: install Chromium or Chrome, or name "
            "one in BROWSER_PATH; or save it as .html"
        ) from not_started
    return bytes(drawn)


_KINDS: Mapping[str, Callable[[Figure, str], bytes]] = {
    "html": _as_page,
    "json": _as_json,
    **dict.fromkeys(IMAGES, _as_image),
}


def figure_rows(figure: Figure) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """Return the table behind a figure as text: the names of its columns, and each row's name with its cells."""
    table, words, language = figure.table, figure.words, figure.look.language
    heads = words.columns or [str(column) for column in table.columns]
    names = words.rows or [str(row) for row in table.index]
    rows = table.to_numpy().tolist()
    cells = [(name, [_text(value, language) for value in row]) for name, row in zip(names, rows, strict=True)]
    return list(heads), cells


def _table(figure: Figure) -> str:
    """Return the rows of the table behind a figure, named as the figure names them."""
    heads, rows = figure_rows(figure)
    kinds = figure.table.to_numpy().tolist()
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    lines = (
        f'<tr><th scope="row">{escape(name)}</th>{"".join(map(_cell, cells, values))}</tr>'
        for (name, cells), values in zip(rows, kinds, strict=True)
    )
    body = "\n".join(lines)
    return f"<thead><tr><td></td>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>"


def _cell(text: str, value: object) -> str:
    match value:
        case datetime():
            return f'<td class="text">{text}</td>'
        case str():
            return f'<td class="text"><bdi>{escape(text)}</bdi></td>'
    return f"<td>{text}</td>"


def _text(value: object, language: str) -> str:
    match value:
        case datetime():
            return f"{value:%Y-%m-%d %H:%M:%S}"
        case str():
            return value
        case int():
            return count_in(value, language)
        case float() if not math.isnan(value):
            return _written(value, language)
    return _NOTHING


def _written(value: float, language: str) -> str:
    """Return a number with as many digits as tell it apart from others of its size: four, and no zeros at the end."""
    digits = 0 if value in {0.0, math.floor(value)} else max(3 - math.floor(math.log10(abs(value))), 0)
    written = number_in(value, language, digits)
    return written.rstrip("0").rstrip(",.") if digits else written
