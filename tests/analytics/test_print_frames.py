"""The page on the tables of a run says what their columns say, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from autoreply_sim.analytics.frame_columns import COLUMNS, FIGURES
from autoreply_sim.analytics.print_frames import main, page

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "frames.md"


def test_the_page_in_the_docs_is_what_the_columns_say() -> None:
    """It is made from them: print it again after a change (autoreply_sim/analytics/print_frames.py)."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_command_prints_the_page(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Anyone can make the page: the command prints it as UTF-8."""
    main([])

    assert capfdbinary.readouterr().out.decode() == page()


@pytest.mark.parametrize("table", COLUMNS)
def test_every_column_is_on_the_page_under_its_table(table: str) -> None:
    """With what it is counted in and what it means; those of drawn runs say that they are."""
    section = page().split(f"## `{table}`\n", 1)[1].split("\n## ", 1)[0]

    for column in COLUMNS[table]:
        assert f"| `{column.name}` | {column.unit} | {column.meaning}" in section
    for column in FIGURES.get(table, ()):
        assert f"| `{column.name}` | {column.unit} | {column.meaning} *(drawn runs)* |" in section
