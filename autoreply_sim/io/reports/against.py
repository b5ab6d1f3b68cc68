"""What a report on a run says of the run that it stands against: a draft beside what is saved.

Both are of the same events, drawn or told, so what differs comes from the settings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from autoreply_sim.analytics.changed_frames import changed_frame
from autoreply_sim.analytics.measure import measure
from autoreply_sim.analytics.metric_estimates import Sums
from autoreply_sim.analytics.metric_lines import side_by_side
from autoreply_sim.analytics.metrics import METRICS
from autoreply_sim.experiment.replication import begins_ms
from autoreply_sim.experiment.run import Run
from autoreply_sim.io.reports import words
from autoreply_sim.io.reports.contacts import MOST, contacts_table
from autoreply_sim.io.reports.settings import differing
from autoreply_sim.io.reports.telling import Telling
from autoreply_sim.io.reports.view import Section, Table


def against(run: Run, saved: Run | None, tell: Telling) -> tuple[Section, ...]:
    """Return the section that compares a run with what is saved; none where there is nothing to compare it with."""
    if saved is None:
        return ()
    names = tell.say(words.SAVED), tell.say(words.DRAFT)
    settings = differing(dict(zip(names, (saved.scenario, run.scenario), strict=True)), tell)
    found = (settings, *_numbers(run, saved, names, tell), _contacts(run, saved, names, tell))
    return (
        Section(
            key="against",
            title=tell.say(words.AGAINST_SAVED),
            notes=(tell.say(words.OF_DRAFT),),
            said=(tell.say(words.SAME_SETTINGS),) if settings is None else (),
            tables=tuple(table for table in found if table is not None and table.rows),
        ),
    )


def _numbers(run: Run, saved: Run, names: tuple[str, str], tell: Telling) -> Iterator[Table]:
    """Yield every metric on both sides; nothing of a story, of which a list of contacts says all."""
    if not run.is_drawn:
        return
    before, after = (measure(each.ledger, begins_ms(each.scenario)) for each in (saved, run))
    yield Table(
        caption=tell.say(words.BOTH_SIDES),
        heads=(tell.say(words.METRIC), *names, tell.say(words.DIFFERENCE), tell.say(words.MEANS)),
        rows=tuple(_metrics(before, after, tell)),
        figures=frozenset({1, 2, 3}),
        note=tell.say(words.ONE_PERIOD),
    )


def _metrics(before: Sums, after: Sums, tell: Telling) -> Iterator[tuple[str, ...]]:
    for metric in METRICS:
        was, is_now, change = side_by_side(metric, metric.value(before), metric.value(after), tell.language)
        same = tell.say(words.SAME)
        yield tell.say(metric.label), was, is_now, change or same, tell.say(metric.definition)


def _contacts(run: Run, saved: Run, names: tuple[str, str], tell: Telling) -> Table:
    base, other = (replace(each, language=tell.language).context for each in (saved, run))
    return contacts_table(changed_frame(base, other, MOST), *names, tell)
