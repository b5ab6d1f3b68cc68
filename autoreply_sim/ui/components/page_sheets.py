"""The tables of the cockpit's pages as they are taken away: what a page says in digits is a number there.

Shares are in per cent, and a column names the unit, so that somebody can go on calculating.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from autoreply_sim.analytics.metric_lines import in_unit, unit_in
from autoreply_sim.analytics.metrics import Metric, Unit, metric_of
from autoreply_sim.experiment.comparison import Comparison
from autoreply_sim.experiment.workshop import Progress
from autoreply_sim.io.small_tables import Cell
from autoreply_sim.ui.components.drawing import plain
from autoreply_sim.ui.components.sheets import Sheet
from autoreply_sim.ui.models.change_words import changes
from autoreply_sim.ui.models.checkup_page import CheckupView
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.compare_contacts import ALL_CHANGED, contacts_of
from autoreply_sim.ui.models.compare_page import CompareView
from autoreply_sim.ui.models.compare_result import Result, Row
from autoreply_sim.ui.models.costs_page import CostsView
from autoreply_sim.ui.models.settings_lines import settings_lines
from autoreply_sim.ui.models.year import Lived
from autoreply_sim.ui.models.year_page import HEATS, Figure
from autoreply_sim.ui.models.year_view import YearView
from autoreply_sim.ui.words import words

_Cells = tuple[Cell, ...]
_DIGITS = 10
"""Of a number in a cell: more than anybody reads, and none of the noise behind them."""


def year_sheet(year: YearView, costs: CostsView, name: str) -> Sheet:
    """Return the year's figures, what its replies cost, and the counts of every hour of the week."""
    language = year.cockpit.language
    t, page, sides = words(language), year.page(), year.sides()
    counts = {
        "replies_by_kind": page.replies,
        "tickets_by_origin": page.origins,
        "held_back": page.held,
    }
    rows = (
        *_metrics(t["year_figures"], page.tiles, [side.sums for side in sides], language),
        *_metrics(
            t["what_it_costs"], costs.page().figures, map(costs.sums, sides), language, costs.prices.currency
        ),
        *(
            (t[group], figure.label, None, None, "", *_pair(*(side.sums[figure.key] for side in sides)))
            for group, figures in counts.items()
            for figure in figures
        ),
        *_hours(sides, t),
    )
    head = tuple(t[key] for key in ("kind", "figure", "day", "hour", "unit", "saved", "draft", "difference"))
    return Sheet(name=name, title="year", head=head, rows=rows)


def _metrics(
    kind: str,
    figures: tuple[Figure, ...],
    sides: Iterable[Mapping[str, int]],
    language: str,
    currency: str = "",
) -> Iterator[_Cells]:
    sums = tuple(sides)
    for figure in figures:
        metric = metric_of(figure.key)
        values = (_number(metric, metric.value(each)) for each in sums)
        unit = currency if metric.unit == Unit.MONEY else unit_in(metric, language)
        yield kind, figure.label, None, None, unit, *_pair(*values)


def _hours(sides: tuple[Lived, Lived], t: Mapping[str, str]) -> Iterator[_Cells]:
    """Yield how often each of the heat map's events happens in each hour of the week, on both sides."""
    for what in HEATS:
        saved, tried = (side.by_hour(what) for side in sides)
        for day in range(7):
            for hour in range(24):
                both = _pair(int(saved[day, hour]), int(tried[day, hour]))
                yield t["when"], t[f"heat_{what}"], t[f"weekday_{day}"], hour, "", *both


def _pair(saved: float | None, tried: float | None) -> _Cells:
    """Return two numbers and by how much they differ."""
    change = None if saved is None or tried is None else _rounded(tried - saved)
    return saved, tried, change


def _number(metric: Metric, value: float | None) -> float | None:
    if value is None:
        return None
    is_whole = metric.unit == Unit.COUNT and value == round(value)
    return round(value) if is_whole else _rounded(in_unit(metric, value))


def _rounded(value: float) -> float:
    return value if isinstance(value, int) else float(f"{value:.{_DIGITS}g}")


def events_sheet(view: YearView) -> Sheet:
    """Return every event behind the figure that is looked at."""
    account, language = view.cockpit.account, view.cockpit.language
    t = words(language)
    rows = tuple((one.number, one.at, one.who, plain(one.what, language)) for one in view.all_events())
    head = (t["event"], t["when"], t["who"], t["what_happens"])
    name = f"{account.name if account else 'account'}-events"
    return Sheet(name=name, title="events", head=head, rows=rows)


def checkup_sheet(view: CheckupView, name: str) -> Sheet:
    """Return the findings of the check-up."""
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
    return Sheet(name=name, title="check_up", head=head, rows=rows)


def comparison_sheet(view: CompareView, name: str) -> Sheet | None:
    """Return what differs, with the ends of its interval, or why it has none; None before there is a comparison."""
    language, result = view.cockpit.language, view.result()
    if result is None:
        return None
    t = words(language)
    rows = tuple(_compared(row, language, t) for row in (*result.differing, *result.same))
    heads = ("difference", "low", "high", "why_no_interval", "verdict")
    head = (t["metric"], t["variant"], t["unit"], plain(result.base, language), t["its_value"])
    return Sheet(name=name, title="compare", head=(*head, *(t[key] for key in heads)), rows=rows)


def _compared(row: Row, language: str, t: Mapping[str, str]) -> _Cells:
    found = row.found
    numbers = (found.base, found.other, found.value, found.low, found.high)
    return (
        row.label,
        plain(row.variant, language),
        unit_in(row.metric, language),
        *(_number(row.metric, each) for each in numbers),
        row.why_not,
        t[f"verdict_is_{row.verdict}"],
    )


def contacts_sheet(found: Comparison, result: Result, name: str, language: str, tell: Progress) -> Sheet:
    """Return every contact whose experience a comparison changes; `result`: as the page shows it, for its names."""
    t = words(language)
    by_variant = contacts_of(found, ALL_CHANGED, tell, [language])[language]
    rows = tuple(
        (plain(shown.variant, language), one.at, one.who, one.was, one.is_now, one.why_then, one.why_now)
        for shown, whose in zip(result.whose, by_variant.values(), strict=True)
        for one in whose.contacts
    )
    base, why = plain(result.base, language), t["why"]
    head = (
        t["variant"],
        t["when"],
        t["who"],
        base,
        t["with_variant"],
        f"{why} ({base})",
        f"{why} ({t['variant']})",
    )
    return Sheet(name=name, title="contacts", head=head, rows=rows)


def settings_sheet(cockpit: Cockpit, name: str) -> Sheet:
    """Return what the draft changes; where it changes nothing, all that is saved."""
    t, language = words(cockpit.language), cockpit.language
    found = changes(cockpit, cockpit.draft.saved, cockpit.draft.document)
    rows = tuple(
        (
            " › ".join(plain(word, language) for word in change.where),
            plain(change.before, language),
            plain(change.after, language),
        )
        for change in found
    )
    if rows:
        return Sheet(name=name, title="settings", head=(t["setting"], t["saved"], t["draft"]), rows=rows)
    return Sheet(
        name=name,
        title="settings",
        head=(t["setting"], t["saved"]),
        rows=settings_lines(cockpit.saved, language),
    )
