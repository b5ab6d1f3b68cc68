"""The pages on the metrics say what their declarations say, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from autoreply_sim.analytics.metrics import METRICS, Unit
from autoreply_sim.analytics.print_metrics import UNITS, main, page

PAGES = {
    "en": Path(__file__).parents[2] / "docs" / "reference" / "metrics.md",
    "fr": Path(__file__).parents[2] / "docs" / "reference" / "metrics.fr.md",
}


@pytest.mark.parametrize("language", PAGES)
def test_the_pages_in_the_docs_are_what_the_metrics_say(language: str) -> None:
    """They are made from them: print them again after a change (autoreply_sim/analytics/print_metrics.py)."""
    assert PAGES[language].read_text(encoding="utf-8") == page(language)


def test_the_command_prints_the_page(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Anyone can make the page: the command prints it as UTF-8."""
    main(["--lang", "fr"])

    assert capfdbinary.readouterr().out.decode() == page("fr")


def test_every_metric_has_a_row() -> None:
    """With the sums that it is made of."""
    told = page()
    for metric in METRICS:
        assert f"| `{metric.key}` | {metric.label[0]} | {metric.definition[0]} |" in told
    assert set(UNITS) == {unit.value for unit in Unit}
