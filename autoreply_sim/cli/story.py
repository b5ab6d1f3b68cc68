"""A run as a story that a team lead can read: what happened, which replies were sent or not, and why."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator

from autoreply_sim.analytics.phrases import is_singular, say
from autoreply_sim.analytics.records import Decision, Reply, Ticket
from autoreply_sim.cli import story_words as words
from autoreply_sim.cli.story_events import Names, event_in_words
from autoreply_sim.cli.terminal import coloured, harmless, on_one_line
from autoreply_sim.codes import Channel
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.domain.schedules import zone
from autoreply_sim.experiment.run import Run
from autoreply_sim.rules.catalog import BY_KEY
from autoreply_sim.units import local

_MOST_COLUMNS = 110
_INDENT = 12


def tell(run: Run) -> str:
    """Return the story of a run as lines of text, safe for a terminal."""
    names = Names(world=run.scenario.world, language=run.language)
    lines = [*_head(run.scenario, run.language), *_events(run, names), *_tickets(run, names), *_notes(run)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _head(scenario: Scenario, language: str) -> Iterator[str]:
    yield coloured(harmless(scenario.title), "bold")
    about = [scenario.origin, say(words.TIMES, language, zone=scenario.world.timezone)]
    if scenario.shows:
        about.append(f"{say(words.SHOWS, language)} {', '.join(scenario.shows)}")
    yield coloured(on_one_line(" · ".join(about)), "faint")


def _events(run: Run, names: Names) -> Iterator[str]:
    """Each day with its events in the order of time; beneath each what it did to tickets and which replies."""
    clock, language = zone(run.scenario.world.timezone), run.language
    calls = {call.event: call for call in run.calls}
    beneath = _beneath(run, names)
    day = ""
    for event in sorted(run.scenario.events, key=lambda one: (one.at_ms, one.number)):
        at = local(event.at_ms, clock)
        today = f"{say(words.DAYS, language).split()[at.weekday()]} {at:%Y-%m-%d}"
        if today != day:
            yield ""
            yield coloured(today, "bold")
        day = today
        said = event_in_words(event, calls, names)
        yield from _wrapped(f"  {at:%H:%M} {event.number:>3} ", said[0].upper() + said[1:])
        yield from beneath.get(event.number, ())
    if not day:
        yield ""
        yield say(words.NOTHING_HAPPENS, language)


def _beneath(run: Run, names: Names) -> dict[int, list[str]]:
    """The lines beneath each event: ticket moves, replies that were sent, replies that were not."""
    lines: dict[int, list[str]] = {}
    for ticket in run.tickets:
        for item in ticket.activity:
            facts = {"ticket": ticket.ticket, "sentence": item.sentence, "rule": item.rule}
            said = say(words.ON_TICKET, run.language, **facts)
            lines.setdefault(item.event, []).extend(_wrapped(" " * _INDENT + "→", said))
    whys = {(decision.event, decision.reply): decision for decision in run.decisions}
    for reply in run.replies:
        lines.setdefault(reply.event, []).extend(_sent(reply, whys[reply.event, reply.reply], run, names))
    for decision in run.decisions:
        if decision.reason is not None:
            label = say(BY_KEY[decision.reply].label, run.language)
            said = f"{label}. {decision.sentence} ({decision.rule})"
            unsent = [coloured(line, "faint") for line in _wrapped(" " * _INDENT + "·", said)]
            lines.setdefault(decision.event, []).extend(unsent)
    return lines


def _sent(reply: Reply, why: Decision, run: Run, names: Names) -> Iterator[str]:
    said = say(
        words.SENT,
        run.language,
        label=say(BY_KEY[reply.reply].label, run.language),
        customer=names.customer(reply.customer),
        at=f"{local(reply.at_ms, zone(run.scenario.world.timezone)):%H:%M:%S}",
        sentence=why.sentence,
        rule=why.rule,
    )
    for line in _wrapped(" " * _INDENT + "✉", said):
        yield coloured(line, "green")
    for line in names.quoted(reply.text).splitlines():
        yield from _wrapped(" " * (_INDENT + 3), line)


def _tickets(run: Run, names: Names) -> Iterator[str]:
    yield ""
    yield coloured(say(words.TICKETS if run.tickets else words.NO_TICKETS, run.language), "bold")
    for ticket in run.tickets:
        yield from _wrapped(f"  {ticket.ticket:>3}", " · ".join(_ticket(ticket, run.language, names)))


def _ticket(ticket: Ticket, language: str, names: Names) -> Iterator[str]:
    """What a team lead wants to know of a ticket, part by part."""
    yield names.team(ticket.team)
    yield names.customer(ticket.customer)
    yield names.channel(Channel[ticket.channel.upper()])
    if ticket.title:
        yield names.quoted(ticket.title)
    if ticket.merged_into is not None:
        yield say(words.MERGED, language, ticket=ticket.merged_into)
    else:
        yield say(words.OPEN if ticket.status == "open" else words.CLOSED, language)
    yield names.advisor(ticket.advisor) if ticket.advisor else say(words.UNASSIGNED, language)
    count = len(ticket.activity)
    yield say(words.ONE_ITEM if is_singular(count, language) else words.ITEMS, language, count=count)


def _notes(run: Run) -> Iterator[str]:
    if run.notes:
        yield ""
        yield coloured(say(words.NOTES, run.language), "bold")
    for note in run.notes:
        yield from _wrapped("  -", note)


def _wrapped(lead: str, text: str) -> list[str]:
    """Break a text into lines of the terminal's width that begin beneath its first word."""
    columns = min(shutil.get_terminal_size((_MOST_COLUMNS, 24)).columns, _MOST_COLUMNS)
    lead = f"{lead} "
    return textwrap.wrap(
        harmless(text.replace("\n", " ")),
        width=max(columns, len(lead) + 20),
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_on_hyphens=False,
    )
