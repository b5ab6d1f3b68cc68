"""Prints the page on the metrics: `python -m autoreply_sim.analytics.print_metrics [--lang fr]`.

The page is made from the metrics' own declarations; a test holds docs/reference/metrics.md to it.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from autoreply_sim.analytics.metrics import METRICS, TEXT_METRICS, Metric
from autoreply_sim.analytics.phrases import LANGUAGES, Pair, say

_OPENING: Pair = (
    """# Metrics

What a simulation is measured by: `simulate(…).metrics()` estimates each with its interval, `compare(…).table()` says
by how much a variant differs, and `autoreply_sim.metrics()` is this page as a table. Each is a sum, or one sum over
another (*made of*), so that any cut of the work gives the same figure.

A count is per replication. Of several replications together a share or a mean is that of all their calls, contacts or
tickets, not the mean of the replications' own.

Segments and costs are counted where there is a price list: `simulate(…, prices=load_prices())`, `compare` likewise.""",
    """# Indicateurs

Ce à quoi se mesure une simulation : `simulate(…).metrics()` estime chacun avec son intervalle, `compare(…).table()`
dit de combien une variante diffère, et `autoreply_sim.metrics(language="fr")` donne cette page sous forme de tableau.
Chacun est une somme, ou le quotient de deux sommes (*calcul*) : quel que soit le découpage, le chiffre est le même.

Un nombre s’entend par réplication. Sur plusieurs réplications, une part ou une moyenne est celle de tous leurs appels,
contacts ou tickets, et non la moyenne des réplications.

Segments et coûts sont comptés là où il y a un tarif : `simulate(…, prices=load_prices())`, `compare` de même.""",
)
_HEADS: tuple[Pair, ...] = (
    ("key", "clé"),
    ("metric", "indicateur"),
    ("what it means", "définition"),
    ("unit", "unité"),
    ("made of", "calcul"),
    ("rule", "règle"),
)
UNITS: dict[str, Pair] = {
    "count": ("count", "nombre"),
    "share": ("share", "part"),
    "seconds": ("seconds", "secondes"),
    "hours": ("hours", "heures"),
    "ratio": ("ratio", "rapport"),
    "money": ("money", "monnaie"),
}


def page(language: str = "en") -> str:
    """Return the page on the metrics as Markdown."""
    heads = [say(head, language) for head in _HEADS]
    rows = [heads, ["---"] * len(heads), *(_row(metric, language) for metric in (*METRICS, *TEXT_METRICS))]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"{say(_OPENING, language)}\n\n{table}\n"


def _row(metric: Metric, language: str) -> list[str]:
    made_of = f"`{metric.part}`" if metric.whole is None else f"`{metric.part}` / `{metric.whole}`"
    rulebook = "../rulebook.fr.md" if language == "fr" else "../rulebook.md"
    rule = f"[{metric.rule}]({rulebook}#{metric.rule.lower()})" if metric.rule else ""
    unit = say(UNITS[metric.unit.value], language)
    return [
        f"`{metric.key}`",
        say(metric.label, language),
        say(metric.definition, language),
        unit,
        made_of,
        rule,
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the page to the standard output, as UTF-8 whatever the locale."""
    parser = ArgumentParser(prog="python -m autoreply_sim.analytics.print_metrics", description=main.__doc__)
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="the language of the page")
    sys.stdout.buffer.write(page(parser.parse_args(arguments).lang).encode())


if __name__ == "__main__":  # pragma: no cover  # a test calls main
    main()
