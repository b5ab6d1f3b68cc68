"""A report on a story: its timeline, what was sent and why the rest was not, and the tickets at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from autoreply_sim.analytics import figures
from autoreply_sim.analytics.phrases import CHANNELS, OUTCOMES
from autoreply_sim.analytics.records import CallRecord, Decision, Reply, Ticket
from autoreply_sim.codes import Channel, Outcome
from autoreply_sim.domain.schedules import zone
from autoreply_sim.experiment.run import Run
from autoreply_sim.io.reports import words
from autoreply_sim.io.reports.against import against
from autoreply_sim.io.reports.charts import chart, hidden
from autoreply_sim.io.reports.made import made, what
from autoreply_sim.io.reports.settings import settings
from autoreply_sim.io.reports.telling import Telling
from autoreply_sim.io.reports.view import Chart, Report, Section, Table
from autoreply_sim.rules.catalog import BY_KEY
from autoreply_sim.units import local

_Record = TypeVar("_Record")

MOST = 500
"""Rows of a table; the first ones are told of a story that has more."""


def story_report(run: Run, saved: Run | None, tell: Telling) -> Report:
    """Return the report on a story that has run; `saved`: as it is without the changes that were tried on it."""
    told = run if run.language == tell.language else replace(run, language=tell.language)
    happened = Section(
        key="happened",
        title=tell.say(words.HAPPENED),
        notes=tuple(map(tell.hide, told.notes)),
        said=() if told.replies else (tell.say(words.NO_REPLIES),),
        charts=story_charts(told, tell),
        tables=tuple(table for table in _tables(told, tell) if table.rows),
    )
    settled = Section(key="settings", title=tell.say(words.SETTINGS), groups=settings(run.scenario, tell))
    return Report(
        language=tell.language,
        title=tell.hide(run.scenario.title),
        kind=tell.say(words.STORY),
        sections=(happened, *against(run, saved, tell), settled, made(tell, tuple(what(run.scenario, tell)))),
    )


def story_charts(run: Run, tell: Telling) -> tuple[Chart, ...]:
    """Return the timeline, unless there is nothing to draw, or too much to be told apart."""
    try:
        return (hidden(chart("timeline", partial(figures.story_timeline, run), tell), tell),)
    except ValueError:
        return ()


def _tables(run: Run, tell: Telling) -> Iterator[Table]:
    names = _Names(run, tell)
    sent = (words.WHEN, words.REPLY, words.TO, words.HOW, words.TEXT)
    yield _table(tell, words.REPLIES, sent, names.reply, run.replies)
    called = (words.EVENT, words.WHEN, words.ENDED, words.RANG, words.WHY)
    yield _table(tell, words.CALLS, called, names.call, run.calls)
    owned = (words.TICKET, words.TEAM, words.CUSTOMER, words.ADVISOR, words.STATUS, words.MADE_AT)
    yield _table(tell, words.TICKETS, owned, names.ticket, run.tickets)
    decided = (words.EVENT, words.REPLY, words.WHY, words.RULE)
    yield replace(_table(tell, words.DECISIONS, decided, names.decision, run.decisions), is_folded=True)


def _table(
    tell: Telling,
    caption: tuple[str, str],
    heads: Sequence[tuple[str, str]],
    row: Callable[[_Record], tuple[str, ...]],
    records: Sequence[_Record],
) -> Table:
    """Return records as the rows of a table."""
    cut = tell.say(words.MORE, shown=MOST, count=len(records)) if len(records) > MOST else ""
    rows = (tuple(map(tell.hide, row(record))) for record in records[:MOST])
    return Table(caption=tell.say(caption), heads=tuple(map(tell.say, heads)), rows=tuple(rows), note=cut)


class _Names:
    """Records of a run as rows, with names in place of keys."""

    def __init__(self, run: Run, tell: Telling) -> None:
        world = run.context.world
        self._tell = tell
        self._zone = zone(world.timezone)
        self._teams = {team.key: team.display_name for team in world.teams}
        self._advisors = {advisor.key: advisor.name for advisor in world.advisors}
        self._customers = {customer.key: customer.name or customer.key for customer in world.customers}

    def reply(self, reply: Reply) -> tuple[str, ...]:
        """Return when a reply was sent, which, to whom, how, and what it says."""
        channel = self._tell.say(CHANNELS[Channel[reply.channel.upper()]])
        return (
            self._at(reply.at_ms),
            self._label(reply.reply),
            self._customers[reply.customer],
            channel,
            reply.text,
        )

    def call(self, call: CallRecord) -> tuple[str, ...]:
        """Return how a call ended, whom it rang, and why."""
        advisor = self._advisors.get(call.answered_by or "", "")
        ended = self._tell.say(OUTCOMES[Outcome[call.outcome.upper()]], advisor=advisor)
        rang = ", ".join(self._advisors[key] for key in call.rang) or self._tell.say(words.NOTHING)
        return str(call.event), self._at(call.started_ms), ended, rang, call.route_sentence

    def decision(self, decision: Decision) -> tuple[str, ...]:
        """Return what was decided about a reply, why, and by which rule."""
        return str(decision.event), self._label(decision.reply), decision.sentence, decision.rule

    def ticket(self, ticket: Ticket) -> tuple[str, ...]:
        """Return whose a ticket is and how it stands."""
        status = self._tell.say(words.OPEN if ticket.status == "open" else words.CLOSED)
        if ticket.merged_into is not None:
            status = self._tell.say(words.MERGED, ticket=ticket.merged_into)
        advisor = self._advisors[ticket.advisor] if ticket.advisor else self._tell.say(words.UNASSIGNED)
        return (
            str(ticket.ticket),
            self._teams[ticket.team],
            self._customers[ticket.customer],
            advisor,
            status,
            self._at(ticket.created_ms),
        )

    def _at(self, at_ms: int) -> str:
        return f"{local(at_ms, self._zone):%Y-%m-%d %H:%M}"

    def _label(self, reply: str) -> str:
        return self._tell.say(BY_KEY[reply].label)
