"""A report on a comparison: what differs and by how much, whose experience changes, and which settings did it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from autoreply_sim.analytics import figures
from autoreply_sim.analytics.changed_frames import changed_frame
from autoreply_sim.experiment.comparison import Comparison
from autoreply_sim.experiment.replication import traffic_of
from autoreply_sim.experiment.run import Run
from autoreply_sim.io.reports import words
from autoreply_sim.io.reports.charts import chart
from autoreply_sim.io.reports.contacts import MOST, contacts_table
from autoreply_sim.io.reports.made import made, percent, period, what
from autoreply_sim.io.reports.measured import Differences, levels
from autoreply_sim.io.reports.settings import differing, settings
from autoreply_sim.io.reports.telling import Telling
from autoreply_sim.io.reports.traffic import funnel, totals
from autoreply_sim.io.reports.view import Chart, Fact, Report, Section

_GIVEN = re.compile(r"base|variant( \d+)?")
"""What variants are called where nobody named them."""
_MEASURED, _REPLAYED = 0.2, 0.8
"""Shares of the work that are done by then."""


def comparison_report(found: Comparison, tell: Telling) -> Report:
    """Return the report on a comparison; a variant's name is somebody's text as well."""
    found = _named(found, tell)
    differences = Differences(sums=found.sums, confidence=found.confidence)
    changes = _changes(found, differences, tell)
    tell.progress(_MEASURED)
    runs = {name: replace(run, language=tell.language) for name, run in found.replay().items()}
    tell.progress(_REPLAYED)
    return Report(
        language=tell.language,
        title=_title(found, tell),
        kind=tell.say(words.COMPARED),
        sections=(
            changes,
            _whose(runs, tell),
            _settings(found, tell),
            made(tell, tuple(_facts(found, len(differences.found), tell))),
        ),
    )


def _named(found: Comparison, tell: Telling) -> Comparison:
    """Return a comparison whose variants' names show nobody's number; those we gave are in the reader's language."""
    names = {name: tell.hide(name) for name in found.variants}
    if len(set(names.values())) < len(names):
        names = {name: f"{place}. {names[name]}" for place, name in enumerate(found.variants, 1)}
    hidden = found.called(names)
    return hidden.called({name: _spoken(name, tell) for name in hidden.variants})


def _spoken(name: str, tell: Telling) -> str:
    given = _GIVEN.fullmatch(name)
    if given is None:
        return name
    return tell.say(words.BASE) if name == "base" else tell.say(words.VARIANT, number=given[1] or "")


def _title(found: Comparison, tell: Telling) -> str:
    base, *others = found.names
    title = tell.hide(found.variants[base].title)
    return tell.say(words.AGAINST, title=title, base=base, others=", ".join(others))


def _changes(found: Comparison, differences: Differences, tell: Telling) -> Section:
    return Section(
        key="changes",
        title=tell.say(words.CHANGES),
        notes=found.notes_in(tell.language),
        charts=(*differences.forests(tell), *_funnels(found, tell)),
        tables=(*differences.tables(tell), levels(found.sums, found.confidence, tell)),
    )


def _funnels(found: Comparison, tell: Telling) -> Iterator[Chart]:
    base = found.names[0]
    for place, name in enumerate(found.names[1:], start=1):
        table = funnel({each: totals(found.sums[each]) for each in (base, name)})
        if table.to_numpy().any():
            yield chart(f"funnel-{place}", partial(figures.call_funnel, table), tell)


def _whose(runs: Mapping[str, Run], tell: Telling) -> Section:
    (base, first), *others = runs.items()
    tables = [
        contacts_table(changed_frame(first.context, run.context, MOST), base, name, tell)
        for name, run in others
    ]
    shown = tuple(table for table in tables if table.rows)
    said = () if shown else (tell.say(words.NOBODY),)
    return Section(key="whose", title=tell.say(words.WHOSE), said=said, tables=shown)


def _settings(found: Comparison, tell: Telling) -> Section:
    differ = differing(found.variants, tell)
    base = next(iter(found.variants.values()))
    return Section(
        key="settings",
        title=tell.say(words.SETTINGS),
        said=(tell.say(words.SAME_SETTINGS),) if differ is None else (),
        tables=() if differ is None else (differ,),
        groups=settings(base, tell),
    )


def _facts(found: Comparison, differences: int, tell: Telling) -> Iterator[Fact]:
    base = next(iter(found.variants.values()))
    confidence = percent(found.confidence, tell)
    yield from what(base, tell)
    yield from period(traffic_of(base), tell)
    yield Fact(
        label=tell.say(words.CONFIDENCE),
        value=tell.say(words.TOGETHER, percent=confidence, count=differences),
    )
    yield Fact(label=tell.say(words.WARM_UP), value=str(found.warm_up_days))
