"""How a comparison shows itself in a notebook: what the variants come to, and what is more than chance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from autoreply_sim.analytics.metric_estimates import Sums, metrics_in, of_difference, of_metric
from autoreply_sim.analytics.metric_lines import difference_in, side_by_side
from autoreply_sim.analytics.metrics import Metric, Unit
from autoreply_sim.analytics.phrases import Pair, say
from autoreply_sim.analytics.showing_summary import STYLE

METRIC: Pair = ("metric", "indicateur")
VARIANT: Pair = ("variant", "variante")
ITS_VALUE: Pair = ("its value", "sa valeur")
DIFFERENCE: Pair = ("difference", "écart")
CHANCE: Pair = ("may be chance", "peut être dû au hasard")
PERIOD: Pair = (
    "{replications} replications of the same customers; intervals of {confidence}%, all together",
    "{replications} réplications des mêmes clients ; intervalles à {confidence}\u202f%, tous ensemble",
)


def comparison_html(
    sums: Mapping[str, Sequence[Sums]], confidence: float, notes: Sequence[str], language: str
) -> str:
    """Return a table of the metrics that are no mere counts: both values, and the difference with its interval."""
    base, *others = sums
    shown = [metric for metric in metrics_in(None, sums[base][0]) if metric.unit != Unit.COUNT]
    pairs = [(metric, name) for metric in shown for name in others]
    rows = "\n".join(_rows(pairs, sums, base, confidence, language))
    named = [others[0]] if len(others) == 1 else [say(VARIANT, language), say(ITS_VALUE, language)]
    first, *values = [say(METRIC, language), base, *named, say(DIFFERENCE, language)]
    if len(others) > 1:
        values[0], values[1] = values[1], values[0]
    heads = f'<th scope="col">{escape(first)}</th>' + "".join(
        f'<th scope="col" class="figure"><bdi>{escape(head)}</bdi></th>' for head in values
    )
    period = say(PERIOD, language, replications=len(sums[base]), confidence=f"{100 * confidence:g}")
    said = "".join(f"<p><strong>{escape(note)}</strong></p>" for note in notes)
    table = f"<table><thead><tr>{heads}<th></th></tr></thead><tbody>\n{rows}</tbody></table>"
    start = '<div class="autoreply-sim figures tex2jax_ignore mathjax_ignore">'
    return f'{start}{STYLE}\n{said}<p class="quiet">{escape(period)}</p>{table}</div>'


def _rows(
    pairs: Sequence[tuple[Metric, str]],
    sums: Mapping[str, Sequence[Sums]],
    base: str,
    confidence: float,
    language: str,
) -> Iterator[str]:
    for metric, name in pairs:
        found = of_difference(metric, sums[base], sums[name], confidence, comparisons=len(pairs))
        if found.value is None:
            continue
        is_chance = found.low is None or found.high is None or found.low <= 0 <= found.high
        before, after = (of_metric(metric, sums[each], confidence).value for each in (base, name))
        ours, theirs, _ = side_by_side(metric, before, after, language)
        cells = (
            say(metric.label, language),
            name,
            ours,
            theirs,
            difference_in(metric, found, language),
        )
        shown = cells if len(sums) > 2 else (cells[0], *cells[2:])
        first, *others = (f"<bdi>{escape(cell)}</bdi>" for cell in shown)
        note = say(CHANCE, language) if is_chance and found.value else ""
        figures = "".join(f'<td class="figure">{cell}</td>' for cell in others)
        yield f'<tr><th scope="row">{first}</th>{figures}<td class="quiet">{escape(note)}</td></tr>'
