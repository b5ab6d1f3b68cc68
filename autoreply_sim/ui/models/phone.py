"""The customer's phone: their calls and messages and the replies to them, in the order in which they see them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from autoreply_sim.analytics.records import CallRecord, Reply
from autoreply_sim.domain.events import AdvisorAction, Call, CreatedTicket, Message, Respond, Save, Text
from autoreply_sim.experiment.run import Run
from autoreply_sim.ui.models.compare import Mark, Marks, reply_marks
from autoreply_sim.ui.models.happenings import answer
from autoreply_sim.ui.models.names import Names
from autoreply_sim.ui.models.phrase import Phrase, phrase
from autoreply_sim.ui.models.results import sms_caption


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing on the phone. `kind`: ``out`` the customer wrote, ``in`` a reply came, ``note`` anything else."""

    kind: str
    channel: str
    at: str
    text: str = ""
    words: Phrase | None = None
    """What stands above a text, or in place of one."""
    size: Phrase | None = None
    missed: bool = False
    mark: Mark = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """What follows one another on one day, by one channel, with one team: `heading` opens it on the screen."""

    date: str
    channel: str
    team: str
    number: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phones:
    """The phone of the chosen customer, and as it would be; `changed` is None where nothing differs."""

    customers: tuple[tuple[str, str], ...]
    """Key and name of everybody in the story."""
    customer: str
    name: str
    saved: tuple[Thread, ...]
    changed: tuple[Thread, ...] | None = None


_CustomersOwn = Call | Text | CreatedTicket | Message | Respond
"""The events that a customer makes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    at_ms: int
    order: tuple[int, int]
    team: str
    line: Line


def phones(saved: Run, changed: Run | None, names: Names, customer: str) -> Phones:
    """Return the phone of a customer; of the first one in the story if that one is not in it."""
    present = _customers(saved)
    chosen = customer if customer in present else next(iter(present), "")
    before, after = ({}, {}) if changed is None else reply_marks(saved, changed)
    left = _threads(saved, names, chosen, before)
    right = None if changed is None else _threads(changed, names, chosen, after)
    return Phones(
        customers=tuple((key, names.customer(key)) for key in present),
        customer=chosen,
        name=names.customer(chosen) if chosen else "",
        saved=left,
        changed=None if right == left else right,
    )


def _customers(run: Run) -> dict[str, None]:
    """Return the customers of a story in the order in which they come in, those who only get a reply last."""
    acting = [
        event.customer for event in run.scenario.events if not isinstance(event, Save) and event.customer
    ]
    return dict.fromkeys([*acting, *(reply.customer for reply in run.replies)])


def _threads(run: Run, names: Names, customer: str, marks: Marks) -> tuple[Thread, ...]:
    seen = [*_own(run, names, customer), *_received(run, names, customer, marks)]
    seen.sort(key=lambda one: (one.at_ms, one.order))
    return tuple(
        _thread(list(lines), names)
        for _, lines in groupby(seen, key=lambda one: (names.day(one.at_ms), one.line.channel, one.team))
    )


def _thread(seen: list[_Seen], names: Names) -> Thread:
    first = seen[0]
    team = next(team for team in names.world.teams if team.key == first.team)
    return Thread(
        date=names.day(first.at_ms),
        channel=first.line.channel,
        team=team.display_name,
        number=names.world.voicehub_number(team),
        lines=tuple(one.line for one in seen),
    )


def _own(run: Run, names: Names, customer: str) -> Iterator[_Seen]:
    """Yield what the customer did: calls, messages, answers."""
    calls = {call.event: call for call in run.calls}
    for event in run.scenario.events:
        if isinstance(event, Save | AdvisorAction) or event.customer != customer:
            continue
        channel, team = _thread_of(event, run)
        line = (
            _call_line(calls[event.number], team, names)
            if isinstance(event, Call)
            else _written(event, channel, names)
        )
        yield _Seen(at_ms=event.at_ms, order=(event.number, 0), team=team, line=line)


def _thread_of(event: _CustomersOwn, run: Run) -> tuple[str, str]:
    """Return the channel and the team of an event; a call belongs to the texts of the same number."""
    if isinstance(event, Call):
        return "sms", event.team
    if isinstance(event, Text | CreatedTicket):
        return event.channel.word, event.team
    ticket = next((ticket for ticket in run.tickets if ticket.ticket == event.ticket), None)
    if ticket is None:  # with other settings it was never made
        return "web", run.scenario.world.teams[0].key
    return "sms" if ticket.channel == "call" else ticket.channel, ticket.team


def _call_line(call: CallRecord, team: str, names: Names) -> Line:
    advisor = names.advisor(call.answered_by) if call.answered_by else ""
    return Line(
        kind="note",
        channel="sms",
        at=names.time(call.started_ms),
        words=phrase(f"you_{call.outcome}", advisor=advisor, team=names.team(team)),
        missed=call.outcome.startswith("hung_up"),
    )


def _written(event: Text | CreatedTicket | Message | Respond, channel: str, names: Names) -> Line:
    at = names.time(event.at_ms)
    if isinstance(event, Respond):
        said = phrase("you_answer", answer=answer(event))
        return Line(kind="out", channel=channel, at=at, words=said, text=event.comment or "")
    title = event.title if isinstance(event, CreatedTicket) else None
    words = phrase("titled", title=title) if title else None
    return Line(kind="out", channel=channel, at=at, words=words, text=event.body)


def _received(run: Run, names: Names, customer: str, marks: Marks) -> Iterator[_Seen]:
    """Yield the replies that reached the customer."""
    for place, reply in enumerate(run.replies):
        if reply.customer == customer:
            mark = marks.get((reply.event, reply.reply), "")
            line = _reply_line(reply, names, mark)
            yield _Seen(at_ms=reply.at_ms, order=(reply.event, place + 1), team=reply.team, line=line)


def _reply_line(reply: Reply, names: Names, mark: Mark) -> Line:
    at = names.time(reply.at_ms)
    size = sms_caption(reply)
    return Line(kind="in", channel=reply.channel, at=at, text=reply.text, size=size, mark=mark)
