"""What every page of the cockpit gives to take away: a link, its table, a report, and the same in Python."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from autoreply_sim.experiment.comparison import Comparison
from autoreply_sim.experiment.run import Run
from autoreply_sim.io.report import report
from autoreply_sim.io.small_tables import Cell, as_csv, as_workbook
from autoreply_sim.ui.components.drawing import draw, plain
from autoreply_sim.ui.components.live import Done, SentFile
from autoreply_sim.ui.components.parts import Part
from autoreply_sim.ui.guard import Guard
from autoreply_sim.ui.models.change_words import changes
from autoreply_sim.ui.models.checkup_page import CheckupView
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.cockpit_lines import cockpit_lines
from autoreply_sim.ui.models.compare_page import CompareView
from autoreply_sim.ui.models.work import Work
from autoreply_sim.ui.models.year import Lived
from autoreply_sim.ui.models.year_page import Figure
from autoreply_sim.ui.models.year_view import YearView
from autoreply_sim.ui.words import words

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Offer = Callable[[str, str | bytes, str], None]
"""Hands the visitor a file: its name, its content, its kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table to take away."""

    name: str
    """Of the file, without its ending."""
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Takeaway:
    """The views whose figures are taken away, the way out, and the report that may be under way."""

    year: YearView
    checkup: CheckupView
    comparison: CompareView
    offer: Offer
    work: Work


def takeaway_part(take: Takeaway) -> Part:
    """Return the piece at the end of every page."""
    cockpit = take.year.cockpit

    def table(kind: str, _: object) -> None:
        found = sheet(take)
        if found is not None and kind == "csv":
            take.offer(f"{found.name}.csv", as_csv(found.head, found.rows), "text/csv")
        elif found is not None:
            take.offer(f"{found.name}.xlsx", as_workbook(cockpit.page, found.head, found.rows), _EXCEL)

    def draft(*_: object) -> None:
        kept = cockpit.drafts.unsaved()
        if kept is not None:
            take.offer(f"{kept.account}-draft.json", kept.text, "application/json")

    def brought(_: str, sent: SentFile) -> None:
        cockpit.drafts.bring(sent.data.decode("utf-8", errors="replace"))

    actions: dict[str, Done] = {
        "table": table,
        "report": lambda *_: write_report(take),
        "cancel": lambda *_: take.work.cancel(),
        "take-draft": draft,
    }
    return Part(
        name="takeaway",
        html=lambda: takeaway_html(take),
        actions=actions,
        files={"bring-draft": brought},
        shown=lambda: cockpit.base is not None,
        also=((take.work, ("state", "share")), (take.comparison.work, ("state",))),
    )


def takeaway_html(take: Takeaway) -> str:
    """Return the piece: buttons, how far the report is, the lines in Python."""
    cockpit = take.year.cockpit
    return draw(
        "takeaway",
        cockpit.language,
        page=cockpit.page,
        has_table=cockpit.page != "compare" or take.comparison.result() is not None,
        has_report=_of_report(take) is not None,
        has_draft=cockpit.drafts.unsaved() is not None,
        is_too_long=cockpit.is_too_long,
        work=take.work,
        python=cockpit_lines(cockpit, take.comparison),
    )


def write_report(take: Takeaway) -> None:
    """Write the report of the page that is shown beside it, and offer it when it is there."""
    of, language = _of_report(take), take.year.cockpit.language
    if of is None:
        return
    account = take.year.cockpit.account
    name = f"{account.name if account else 'report'}-{take.year.cockpit.page}.html"
    made = of()

    def write(tell: Callable[[float], None]) -> tuple[str, bytes]:
        with tempfile.TemporaryDirectory() as folder:
            return name, report(made, Path(folder) / name, language=language, progress=tell).read_bytes()

    take.work.start(write)


def hand_over_when_written(take: Takeaway, guard: Guard) -> None:
    """Hand every report over as soon as it is written."""

    def hand_over(change: Mapping[str, object]) -> None:
        if change["new"] == "done":
            name, content = take.work.result
            take.offer(name, content, "text/html")

    take.work.observe(guard.beside(hand_over), "state")


def _of_report(take: Takeaway) -> Callable[[], Run | Comparison] | None:
    """Return what makes the thing that the page's report is on: the draft's year, or the comparison."""
    match take.year.cockpit.page:
        case "year" | "check_up":
            return lambda: take.year.sides()[1].run
        case "compare" if (found := take.comparison.comparison()) is not None:
            return lambda: found
    return None


def sheet(take: Takeaway) -> Sheet | None:
    """Return the table of the page that is shown; None if it has nothing to take away yet."""
    year, cockpit = take.year, take.year.cockpit
    if cockpit.base is None or cockpit.account is None:
        return None
    name = f"{cockpit.account.name}-{cockpit.page}"
    match cockpit.page:
        case "year":
            return _of_year(year, name)
        case "check_up":
            return _of_checkup(take.checkup, name)
        case "compare":
            return _of_comparison(take.comparison, name)
    return _of_settings(cockpit, name)


def _of_year(year: YearView, name: str) -> Sheet:
    t, page, sides = words(year.cockpit.language), year.page(), year.sides()
    groups = {
        "year_figures": page.tiles,
        "replies_by_kind": page.replies,
        "tickets_by_origin": page.origins,
        "held_back": page.held,
    }
    rows = [
        (t[group], figure.label, *map(_count, _counted(figure, sides), (figure.saved, figure.tried)))
        for group, figures in groups.items()
        for figure in figures
    ]
    return Sheet(name=name, head=(t["kind"], t["figure"], t["saved"], t["draft"]), rows=tuple(rows))


def _counted(figure: Figure, sides: tuple[Lived, Lived]) -> tuple[int | None, int | None]:
    saved, tried = (side.sums.get(figure.key) for side in sides)
    return saved, tried


def _count(counted: int | None, said: str) -> Cell:
    """Return a count as a number; a share or a time as it is said."""
    return said if counted is None else counted


def _of_checkup(view: CheckupView, name: str) -> Sheet:
    t = words(view.cockpit.language)
    rows = tuple(
        (
            t[f"severity_{one.severity}"],
            one.team,
            one.sentence,
            one.came_of_it,
            one.help,
            ", ".join(one.rules),
        )
        for one in view.page().findings
    )
    head = (t["severity"], t["team"], t["finding"], t["came_of_it"], t["what_to_do"], t["rules_cited"])
    return Sheet(name=name, head=head, rows=rows)


def _of_comparison(view: CompareView, name: str) -> Sheet | None:
    language, result = view.cockpit.language, view.result()
    t = words(language)
    if result is None:
        return None
    rows = tuple(
        (
            row.label,
            plain(row.variant, language),
            row.base,
            row.value,
            row.difference,
            t[f"verdict_is_{row.verdict}"],
        )
        for row in (*result.differing, *result.same)
    )
    head = (
        t["metric"],
        t["variant"],
        plain(result.base, language),
        t["its_value"],
        t["difference_interval"],
        t["verdict"],
    )
    return Sheet(name=name, head=head, rows=rows)


def _of_settings(cockpit: Cockpit, name: str) -> Sheet:
    t, language = words(cockpit.language), cockpit.language
    rows = tuple(
        (
            " › ".join(plain(word, language) for word in change.where),
            plain(change.before, language),
            plain(change.after, language),
        )
        for change in changes(cockpit, cockpit.draft.saved, cockpit.draft.document)
    )
    return Sheet(name=name, head=(t["setting"], t["saved"], t["draft"]), rows=rows)
