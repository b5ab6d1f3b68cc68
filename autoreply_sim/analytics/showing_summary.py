"""How a simulation shows itself in a notebook: its figures, section by section, as one small piece of HTML.

The same care as for a run (showing.py): everything is escaped, and the colours are the page's own.
"""

from __future__ import annotations

from html import escape

from autoreply_sim.analytics.summary import Summary
from autoreply_sim.analytics.summary_lines import Line, sections

# Two classes, because notebooks align every cell of a table to the right with two of their own.
STYLE = """<style>
div.autoreply-sim.figures { border: 1px solid rgba(128, 128, 128, .45); border-radius: 6px; max-width: 62em;
  overflow-x: auto; padding: .6em .9em; }
div.autoreply-sim.figures p { margin: .2em 0; }
div.autoreply-sim.figures p.quiet, div.autoreply-sim.figures td.quiet { opacity: .75; }
div.autoreply-sim.figures table { border-collapse: collapse; margin: .5em 0; }
div.autoreply-sim.figures th, div.autoreply-sim.figures td { background: none; padding: .1em .9em .1em 0;
  text-align: left; vertical-align: top; }
div.autoreply-sim.figures .figure { font-variant-numeric: tabular-nums; text-align: right; white-space: nowrap; }
</style>"""


def summary_html(summary: Summary, title: str, period: str, language: str) -> str:
    """Return the figures of a simulation of a scenario called `title`, in a language."""
    lines = [
        _row(line, "th" if line is section.head else "td")
        for section in sections(summary, language)
        for line in (section.head, *section.lines)
    ]
    head = f'<p><strong>{_safe(title)}</strong></p>\n<p class="quiet">{_safe(period)}</p>'
    table = "<table><tbody>\n" + "\n".join(lines) + "</tbody></table>"
    return f'<div class="autoreply-sim figures tex2jax_ignore mathjax_ignore">{STYLE}\n{head}\n{table}</div>'


def _row(line: Line, cell: str) -> str:
    scope = ' scope="row"' if cell == "th" else ""
    figures = "".join(f'<{cell} class="figure">{_safe(text)}</{cell}>' for text in (line.figure, line.share))
    return f'<tr><{cell}{scope}>{_safe(line.label)}</{cell}>{figures}<td class="quiet">{_safe(line.note)}</td></tr>'


def _safe(text: str) -> str:
    """Return a text that cannot be read as HTML, and whose direction of writing ends with it."""
    return f"<bdi>{escape(text)}</bdi>" if text else ""
