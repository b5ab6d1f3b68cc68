"""Prints the page on the checks: `python -m autoreply_sim.analytics.checkup.print_checks --lang fr`.

It is made from the declarations; a test holds docs/reference/check-up.md to it.
"""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from autoreply_sim.analytics.checkup.checks import CHECKS
from autoreply_sim.analytics.checkup.finding import Check, Page, Severity
from autoreply_sim.analytics.phrases import LANGUAGES, Pair, say

_OPENING: Pair = (
    """# Check-up: what looks wrong in the settings

`autoreply-sim check-up seed_time` looks through the settings of a file for what nobody can have meant, and says how
much of a simulated period each finding concerns. A **problem** lets customers or advisors down; a **warning** does
something else than most would expect; a **hint** is fine if it is meant. A finding may be better or worse than is said
here, by what the period shows.

Hours are looked at for a year from the first day of the traffic, or the first event of the story, on. Settings that a
story saves later are not looked at.""",
    """# Bilan : ce qui semble anormal dans les réglages

`autoreply-sim check-up seed_time` cherche dans les réglages d’un fichier ce que personne n’a pu vouloir, et dit quelle
part d’une période simulée chaque constat concerne. Un **problème** laisse tomber des clients ou des conseillers ; un
**avertissement** ne fait pas ce que la plupart attendraient ; une **remarque** est normale si elle est voulue. Selon ce
que montre la période, un constat peut être plus ou moins grave qu’ici.

Les horaires sont examinés pendant un an à partir du premier jour du trafic, ou du premier événement de l’histoire. Les
réglages qu’une histoire enregistre plus tard ne sont pas examinés.""",
)
SEVERITIES: dict[Severity, Pair] = {
    Severity.PROBLEM: ("problem", "problème"),
    Severity.WARNING: ("warning", "avertissement"),
    Severity.HINT: ("hint", "remarque"),
}
PAGES: dict[Page, Pair] = {
    Page.COMPANY: ("company", "entreprise"),
    Page.HOURS: ("hours", "horaires"),
    Page.REPLIES: ("replies", "réponses"),
    Page.ROUTING: ("routing", "routage"),
    Page.TICKETS: ("tickets", "tickets"),
    Page.PEOPLE: ("people", "personnes"),
}
_HEADS: tuple[Pair, ...] = (
    ("key", "clé"),
    ("says", "constat"),
    ("what it means, and what to do", "signification et remède"),
    ("severity", "gravité"),
    ("page", "page"),
    ("rules", "règles"),
)
_FIELD = re.compile(r"{(\w+)}")


def page(language: str = "en") -> str:
    """Return the page on the checks as Markdown."""
    heads = [say(head, language) for head in _HEADS]
    rows = [heads, ["---"] * len(heads), *(_row(check, language) for check in CHECKS)]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"{say(_OPENING, language)}\n\n{table}\n"


def _row(check: Check, language: str) -> list[str]:
    rulebook = "../rulebook.fr.md" if language == "fr" else "../rulebook.md"
    said = f"{say(check.sentence, language)} {say(check.so, language)}".strip()
    return [
        f"`{check.key}`",
        _FIELD.sub(r"*\1*", said),
        say(check.help, language),
        say(SEVERITIES[check.severity], language),
        say(PAGES[check.page], language),
        ", ".join(f"[{rule}]({rulebook}#{rule.lower()})" for rule in check.rules),
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the page to the standard output, as UTF-8 whatever the locale."""
    parser = ArgumentParser(
        prog="python -m autoreply_sim.analytics.checkup.print_checks", description=main.__doc__
    )
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="the language of the page")
    sys.stdout.buffer.write(page(parser.parse_args(arguments).lang).encode())


if __name__ == "__main__":  # pragma: no cover  # a test calls main
    main()
