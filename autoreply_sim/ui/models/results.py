"""What came of an event on one side: how a call ended, which ticket it is on, what was sent, what was not and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from autoreply_sim.analytics.records import Activity, CallRecord, Decision, Reply, Ticket
from autoreply_sim.domain.events import Call
from autoreply_sim.experiment.run import Run
from autoreply_sim.ui.models.compare import Mark, Marks
from autoreply_sim.ui.models.names import Names
from autoreply_sim.ui.models.phrase import Phrase, phrase
from autoreply_sim.units import HOUR_MS, MINUTE_MS, SECOND_MS

_TITLES = {"Voicemail": "title_voicemail", "Missed Call": "title_missed_call"}
_TONES = {"answered": "good", "left_voicemail": "warn"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A word with a tone: ``good``, ``warn``, ``bad`` or ``plain``; `icon` names a picture."""

    words: Phrase
    tone: str
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A reply that was sent, as a bubble with what to know about it."""

    reply: str
    label: Phrase
    text: str
    channel: str
    at: str
    customer: str
    ticket: int | None
    size: Phrase | None
    rule: str
    sentence: str
    mark: Mark = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSent:
    """A reply that was not sent, and why."""

    label: Phrase
    rule: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An item that an event left on a ticket, and why it is there."""

    ticket: int
    title: Phrase | str
    kind: Phrase
    rule: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Everything that came of one event."""

    badges: tuple[Badge, ...] = ()
    facts: tuple[Phrase, ...] = ()
    rla: str = field(default="", compare=False)
    """Whether Ring Last Advisor applied, or why not: a reason that changed is not yet a result that changed."""
    moves: tuple[Move, ...] = ()
    sent: tuple[Sent, ...] = ()
    not_sent: tuple[NotSent, ...] = ()


def results(run: Run, names: Names, marks: Marks) -> Mapping[int, Result]:
    """Return what came of each event, by its number; events of which nothing came get an empty result."""
    found: defaultdict[int, _Parts] = defaultdict(_Parts)
    for call in run.calls:
        found[call.event].call = call
    for event in run.scenario.events:
        found[event.number].dialled = event.team if isinstance(event, Call) else ""
    for ticket in run.tickets:
        for item in ticket.activity:
            found[item.event].moves.append(_move(ticket, item))
    replies = {(reply.event, reply.reply): reply for reply in run.replies}
    for decision in run.decisions:
        key = (decision.event, decision.reply)
        if decision.reason is None:
            found[decision.event].sent.append(_sent(replies[key], decision, names, marks.get(key, "")))
        else:
            found[decision.event].not_sent.append(_not_sent(decision))
    return {event.number: found[event.number].result(names) for event in run.scenario.events}


def ticket_title(ticket: Ticket) -> Phrase | str:
    """Return a ticket's title: the customer's own as it is, the platform's in words that pages translate."""
    if ticket.channel in ("web", "app"):
        return ticket.title or phrase("title_none")
    return phrase(_TITLES[ticket.title]) if ticket.title in _TITLES else phrase(f"title_{ticket.channel}")


def length(duration_ms: int) -> Phrase:
    """Return how long something took, in its two largest units."""
    seconds = round(duration_ms / SECOND_MS)
    hours, minutes = divmod(seconds * SECOND_MS // MINUTE_MS, HOUR_MS // MINUTE_MS)
    if hours:
        return phrase("length_h", h=hours, m=minutes)
    return phrase("length_m", m=minutes, s=seconds % 60) if minutes else phrase("length_s", s=seconds)


class _Parts:
    """What is found of one event while a run is read."""

    def __init__(self) -> None:
        self.call: CallRecord | None = None
        self.dialled = ""
        self.moves: list[Move] = []
        self.sent: list[Sent] = []
        self.not_sent: list[NotSent] = []

    def result(self, names: Names) -> Result:
        return Result(
            badges=() if self.call is None else _badges(self.call, names),
            facts=() if self.call is None else _facts(self.call, self.dialled, names),
            rla=""
            if self.call is None or not _rang_first_for_a_reason(self.call)
            else self.call.route_sentence,
            moves=tuple(self.moves),
            sent=tuple(self.sent),
            not_sent=tuple(self.not_sent),
        )


def _badges(call: CallRecord, names: Names) -> tuple[Badge, ...]:
    advisor = names.advisor(call.answered_by) if call.answered_by else ""
    words = phrase(f"outcome_{call.outcome}", advisor=advisor)
    tone = _TONES.get(call.outcome, "bad")
    icon = {"good": "answered", "warn": "voicemail"}.get(tone, "missed")
    outcome = Badge(words=words, tone=tone, icon=icon)
    hours = Badge(words=phrase("after_hours"), tone="plain", icon="moon")
    return (outcome, hours) if call.after_hours else (outcome,)


def _facts(call: CallRecord, dialled: str, names: Names) -> tuple[Phrase, ...]:
    rang = tuple(names.advisor(key) for key in call.rang)
    lasted = length(call.ended_ms - call.started_ms)
    facts = (
        phrase("rang", advisors=rang) if rang else phrase("nobody_rang"),
        phrase("lasted", length=lasted),
    )
    held = () if call.held_by == dialled else (phrase("held_by", team=names.team(call.held_by)),)
    return facts + held


def _move(ticket: Ticket, item: Activity) -> Move:
    return Move(
        ticket=ticket.ticket,
        title=ticket_title(ticket),
        kind=phrase(f"item_{item.kind}"),
        rule=item.rule,
        sentence=item.sentence,
    )


def _sent(reply: Reply, decision: Decision, names: Names, mark: Mark) -> Sent:
    return Sent(
        reply=reply.reply,
        label=phrase(f"reply_{reply.reply}"),
        text=reply.text,
        channel=reply.channel,
        at=names.time(reply.at_ms),
        customer=names.customer(reply.customer),
        ticket=reply.ticket,
        size=sms_caption(reply),
        rule=decision.rule,
        sentence=decision.sentence,
        mark=mark,
    )


def sms_caption(reply: Reply) -> Phrase | None:
    """Return what a text costs to send, or None if it is no SMS."""
    if reply.encoding is None or reply.segments is None:
        return None
    return phrase("sms_size", encoding=reply.encoding, count=reply.segments)


def _not_sent(decision: Decision) -> NotSent:
    label = phrase(f"reply_{decision.reply}")
    return NotSent(label=label, rule=decision.rule, sentence=decision.sentence)


def _rang_first_for_a_reason(call: CallRecord) -> bool:
    """Whether there is something to say of who rang first: a team without the switch and a rule needs no word."""
    return call.rla != "off" or call.routing_rule is not None
