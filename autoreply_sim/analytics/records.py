"""A run's results as records with names instead of codes: what files, pages and notebooks show.

The keys of `as_json` are a public contract (version 1 of the scenario format).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from autoreply_sim.analytics.context import Context, Row, rows
from autoreply_sim.analytics.explain import (
    deciding_rule,
    explain_decision,
    explain_route,
    explain_rule,
    trigger_of,
)
from autoreply_sim.analytics.replytext import reply_text
from autoreply_sim.analytics.showing_decisions import decisions_html
from autoreply_sim.codes import NONE, Channel, Item, Outcome, Reason, Rla, Status, TicketRule, Title
from autoreply_sim.domain.events import CreatedTicket
from autoreply_sim.texts.sms import sms_size
from autoreply_sim.units import iso_utc

_TITLES = {Title.VOICEMAIL: "Voicemail", Title.MISSED_CALL: "Missed Call"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One automated reply that was sent. `encoding` and `segments` are those of a text by SMS, else None."""

    event: int
    at_ms: int
    reply: str
    team: str
    customer: str
    channel: str
    ticket: int | None
    text: str
    encoding: str | None
    segments: int | None

    def as_json(self) -> dict[str, Any]:
        """Return the reply as `run --json` prints it."""
        return {
            "event": self.event,
            "at": iso_utc(self.at_ms),
            "reply": self.reply,
            "team": self.team,
            "customer": self.customer,
            "channel": self.channel,
            "ticket": self.ticket,
            "text": self.text,
            "encoding": self.encoding,
            "segments": self.segments,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One item of a ticket's activity, with the rule that put it there and the sentence that says why."""

    at_ms: int
    kind: str
    event: int
    rule: str
    sentence: str

    def as_json(self) -> dict[str, Any]:
        """Return the item as `run --json` prints it."""
        return {"at": iso_utc(self.at_ms), "kind": self.kind, "event": self.event}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """One ticket as it stands at the end of the run."""

    ticket: int
    team: str
    number: str
    customer: str
    channel: str
    title: str | None
    advisor: str | None
    status: str
    created_ms: int
    closed_ms: int | None
    merged_into: int | None
    activity: tuple[Activity, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the ticket as `run --json` prints it."""
        return {
            "ticket": self.ticket,
            "team": self.team,
            "number": self.number,
            "customer": self.customer,
            "channel": self.channel,
            "title": self.title,
            "advisor": self.advisor,
            "status": self.status,
            "created_at": iso_utc(self.created_ms),
            "closed_at": None if self.closed_ms is None else iso_utc(self.closed_ms),
            "merged_into": self.merged_into,
            "activity": [item.as_json() for item in self.activity],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRecord:
    """How one call went. `route_sentence` says who rang first and why: Ring Last Advisor, or a routing rule."""

    event: int
    outcome: str
    rang: tuple[str, ...]
    answered_by: str | None
    held_by: str
    ticket: int | None
    after_hours: bool
    started_ms: int
    ended_ms: int
    rla: str
    routing_rule: str | None
    """The name of the routing rule that was applied."""
    route_sentence: str

    def as_json(self) -> dict[str, Any]:
        """Return the call as `run --json` prints it."""
        return {
            "event": self.event,
            "outcome": self.outcome,
            "rang": list(self.rang),
            "answered_by": self.answered_by,
            "held_by": self.held_by,
            "ticket": self.ticket,
            "after_hours": self.after_hours,
            "started_at": iso_utc(self.started_ms),
            "ended_at": iso_utc(self.ended_ms),
            "rla": self.rla,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One reply that an event could concern: whether it was sent, by which rule, and why in a sentence."""

    event: int
    reply: str
    verdict: str
    reason: str | None
    rule: str
    sentence: str
    language: str = "en"
    """Of the sentence."""

    def _repr_html_(self) -> str:
        """Return the decision as a notebook shows it."""
        return decisions_html([self], self.language)

    def as_json(self) -> dict[str, Any]:
        """Return the decision as `run --json` prints it."""
        return {
            name: getattr(self, name) for name in ("event", "reply", "verdict", "reason", "rule", "sentence")
        }


def replies(context: Context) -> list[Reply]:
    """Return the replies in the order of sending, then by event, then in the order of the event's decisions."""
    made = context.ledger.decisions
    sent = [_reply(context, decision) for decision in rows(made[made["reason"] == Reason.SENT])]
    return sorted(sent, key=lambda reply: (reply.at_ms, reply.event))


class Decisions(list[Decision]):
    """Decisions as a list that a notebook shows as a table."""

    def __init__(self, decisions: Iterable[Decision], language: str) -> None:
        super().__init__(decisions)
        self._language = language

    def _repr_html_(self) -> str:
        return decisions_html(self, self._language)


def decisions(context: Context) -> Decisions:
    """Return the decisions by event, each event's in the order of the catalogue."""
    found = [_decision(context, decision) for decision in context.decisions]
    return Decisions(sorted(found, key=lambda decision: decision.event), context.language)


def calls(context: Context) -> list[CallRecord]:
    """Return the calls by event."""
    rang: list[list[str]] = [[] for _ in context.ledger.calls]
    for ring in rows(context.ledger.rings):
        rang[ring.call].append(context.advisor(ring.advisor) or "")
    found = [_call(context, call, rung) for call, rung in zip(rows(context.ledger.calls), rang, strict=True)]
    return sorted(found, key=lambda call: call.event)


def tickets(context: Context) -> list[Ticket]:
    """Return the tickets by number, each with its activity in the order of time; a merged one's moves on."""
    activity: list[list[Activity]] = [[] for _ in context.ledger.tickets]
    for item in rows(context.ledger.items):
        activity[context.ledger.stays[item.ticket]].append(_activity(context, item))
    return [_ticket(context, place, items) for place, items in enumerate(activity)]


def _reply(context: Context, decision: Row) -> Reply:
    text = reply_text(context, decision)
    channel = Channel(decision.channel)
    size = sms_size(text) if channel == Channel.SMS else None
    return Reply(
        event=context.number(decision.row),
        at_ms=decision.at_ms,
        reply=trigger_of(decision).key,
        team=context.team(decision.team),
        customer=context.customer(decision.customer),
        channel=channel.word,
        ticket=_number(decision.ticket),
        text=text,
        encoding=None if size is None else size.encoding,
        segments=None if size is None else size.segments,
    )


def _decision(context: Context, decision: Row) -> Decision:
    reason = Reason(decision.reason)
    return Decision(
        event=context.number(decision.row),
        reply=trigger_of(decision).key,
        verdict="sent" if reason == Reason.SENT else "not_sent",
        reason=None if reason == Reason.SENT else reason.word,
        rule=deciding_rule(decision),
        sentence=explain_decision(context, decision),
        language=context.language,
    )


def _call(context: Context, call: Row, rang: Sequence[str]) -> CallRecord:
    return CallRecord(
        event=context.number(call.row),
        outcome=Outcome(call.outcome).word,
        rang=tuple(rang),
        answered_by=context.advisor(call.answered_by),
        held_by=context.team(call.held_by),
        ticket=_number(call.ticket),
        after_hours=bool(call.after_hours),
        started_ms=context.at_ms(call.row),
        ended_ms=call.ended_ms,
        rla=Rla(call.rla).word,
        routing_rule=None if call.rule == NONE else context.ledger.plan.rules[call.rule].name,
        route_sentence=explain_route(context, call),
    )


def _ticket(context: Context, place: int, items: Sequence[Activity]) -> Ticket:
    row = context.tickets[place]
    event = context.event(row.row)
    title = event.title if isinstance(event, CreatedTicket) else _TITLES.get(Title(row.title))
    return Ticket(
        ticket=place + 1,
        team=context.team(row.team),
        number=context.ledger.plan.lines[row.line],
        customer=context.customer(row.customer),
        channel=Channel(row.channel).word,
        title=title,
        advisor=context.advisor(row.advisor),
        status=Status(row.status).word,
        created_ms=row.created_ms,
        closed_ms=None if row.closed_ms == NONE else row.closed_ms,
        merged_into=_number(row.merged_into),
        activity=tuple(items),
    )


def _activity(context: Context, item: Row) -> Activity:
    return Activity(
        at_ms=item.at_ms,
        kind=Item(item.item).word,
        event=context.number(item.row),
        rule=TicketRule(item.rule).rule,
        sentence=explain_rule(context, TicketRule(item.rule)),
    )


def _number(place: int) -> int | None:
    """Return a place counted from 0 as a number counted from 1, or None."""
    return None if place == NONE else place + 1
