"""What every page of the cockpit gives to take away: a link, its table, a report, and the same in Python."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from autoreply_sim.experiment.comparison import Comparison
from autoreply_sim.ui.components.drawing import draw, plain
from autoreply_sim.ui.components.live import Done, SentFile
from autoreply_sim.ui.components.page_sheets import (
    checkup_sheet,
    comparison_sheet,
    settings_sheet,
    year_sheet,
)
from autoreply_sim.ui.components.parts import Part
from autoreply_sim.ui.components.reports import Subject, write_report
from autoreply_sim.ui.components.sheets import Offer, Sheet, offer_sheet
from autoreply_sim.ui.models.checkup_page import CheckupView
from autoreply_sim.ui.models.cockpit_lines import cockpit_lines
from autoreply_sim.ui.models.compare_page import CompareView
from autoreply_sim.ui.models.costs_page import CostsView
from autoreply_sim.ui.models.work import Work
from autoreply_sim.ui.models.year_view import YearView


@dataclass(frozen=True, slots=True, kw_only=True)
class Takeaway:
    """The views whose figures are taken away, the way out, and the report that may be under way."""

    year: YearView
    costs: CostsView
    checkup: CheckupView
    comparison: CompareView
    offer: Offer
    work: Work


def takeaway_part(take: Takeaway) -> Part:
    """Return the piece at the end of every page."""
    cockpit = take.year.cockpit

    def table(kind: str, _: object) -> None:
        found = _sheet(take)
        if found is not None:
            offer_sheet(take.offer, found, kind)

    def draft(*_: object) -> None:
        kept = cockpit.drafts.unsaved()
        if kept is not None:
            take.offer(f"{kept.account}-draft.json", kept.text, "application/json")

    def brought(_: str, sent: SentFile) -> None:
        cockpit.drafts.bring(sent.data.decode("utf-8", errors="replace"))

    actions: dict[str, Done] = {
        "table": table,
        "report": lambda *_: _write(take),
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
        has_report=_subject(take) is not None,
        has_draft=cockpit.drafts.unsaved() is not None,
        is_too_long=cockpit.is_too_long,
        work=take.work,
        python=cockpit_lines(cockpit, take.comparison),
    )


def _write(take: Takeaway) -> None:
    cockpit, made = take.year.cockpit, _subject(take)
    if made is not None:
        write_report(take.work, _name(take), made(), cockpit.language)


def _name(take: Takeaway) -> str:
    """Return what files of the page that is shown are called, without their ending."""
    cockpit = take.year.cockpit
    return f"{cockpit.account.name if cockpit.account else 'account'}-{cockpit.page}"


def _subject(take: Takeaway) -> Callable[[], Subject] | None:
    """Return what makes the thing that the page's report is on: the draft's year, or the comparison."""
    match take.year.cockpit.page:
        case "settings" | "year" | "check_up" if take.year.cockpit.base is not None:
            return lambda: _year(take.year)
        case "compare" if (found := take.comparison.comparison()) is not None:
            return lambda: Subject(of=_in_words(found, take.comparison))
    return None


def _in_words(found: Comparison, view: CompareView) -> Comparison:
    """Return a comparison whose variants are called what the page calls them."""
    language = view.cockpit.language
    return found.called({name: plain(label, language) for name, label in view.labels().items()})


def _year(view: YearView) -> Subject:
    saved, tried = view.sides()
    return Subject(of=tried.run, against=None if saved is tried else saved.run)


def _sheet(take: Takeaway) -> Sheet | None:
    """Return the table of the page that is shown; None if it has nothing to take away yet."""
    cockpit, name = take.year.cockpit, _name(take)
    if cockpit.base is None:
        return None
    match cockpit.page:
        case "year":
            return year_sheet(take.year, take.costs, name)
        case "check_up":
            return checkup_sheet(take.checkup, name)
        case "compare":
            return comparison_sheet(take.comparison, name)
    return settings_sheet(cockpit, name)
