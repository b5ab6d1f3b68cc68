"""What pairing buys: the page shows the rows that the command prints, and it does buy something."""

from __future__ import annotations

from benchmarks.pairing import METRICS, PAGE, paired, pairing_table


def test_the_page_shows_the_rows_of_the_command() -> None:
    """Made by `python -m benchmarks.pairing --markdown`; figures are left as they were found."""
    table = pairing_table(paired(days=14, replications=4))
    shown = PAGE.read_text(encoding="utf-8").split("<!-- pairing -->")[1].split("<!-- /pairing -->")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in shown.strip().splitlines()]

    assert tuple(rows[0]) == table.head
    assert [row[0] for row in rows[2:]] == [row[0] for row in table.rows]
    assert len(table.rows) == len(METRICS)


def test_pairing_saves_replications() -> None:
    """On the same customers the difference of every metric varies less than with customers of one's own."""
    found = pairing_table(paired(days=14, replications=8))

    assert all(float(row[-1]) > 1 for row in found.rows if row[-1] != "–")
