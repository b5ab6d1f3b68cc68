"""The tickets as cards: how each stands at the end, what happened on it and why, on both sides where they differ."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from autoreply_sim.analytics.records import Activity, Ticket
from autoreply_sim.experiment.run import Run
from autoreply_sim.ui.models.compare import Mark, TicketPair, ticket_pairs
from autoreply_sim.ui.models.names import Names
from autoreply_sim.ui.models.phrase import Phrase, phrase
from autoreply_sim.ui.models.results import ticket_title


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a ticket's activity, with the rule and the sentence that say why it is there."""

    at: str
    kind: Phrase
    event: int
    rule: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One ticket as it stands at the end."""

    number: int
    title: Phrase | str
    team: str
    customer: str
    advisor: str
    """Empty: nobody."""
    channel: str
    status: str
    """``open``, ``closed`` or ``merged``."""
    merged_into: int | None
    created: str
    closed: str
    voicehub: str
    items: tuple[Item, ...]
    mark: Mark = ""
    shifted: frozenset[str] = frozenset()
    """The fields that read otherwise on the other side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """One ticket on both sides; `differs` is false where one card says it all."""

    saved: Card | None
    changed: Card | None
    differs: bool


def cards(saved: Run, changed: Run | None, names: Names) -> tuple[Cards, ...]:
    """Return the tickets in the order in which they were made."""
    return tuple(_cards(pair, names) for pair in ticket_pairs(saved, changed or saved))


def _cards(pair: TicketPair, names: Names) -> Cards:
    saved = _card(pair.saved, names) if pair.saved else None
    changed = _card(pair.changed, names) if pair.changed else None
    if saved and changed and pair.differs:
        saved, changed = _marked(saved, changed), _marked(changed, saved)
    elif saved and pair.differs:
        saved = replace(saved, mark="gone")
    elif changed and pair.differs:
        changed = replace(changed, mark="new")
    return Cards(saved=saved, changed=changed, differs=pair.differs)


def _marked(card: Card, other: Card) -> Card:
    names = (field.name for field in fields(Card))
    shifted = frozenset(name for name in names if getattr(card, name) != getattr(other, name))
    return replace(card, mark="changed", shifted=shifted)


def _card(ticket: Ticket, names: Names) -> Card:
    return Card(
        number=ticket.ticket,
        title=ticket_title(ticket),
        team=names.team(ticket.team),
        customer=names.customer(ticket.customer),
        advisor=names.advisor(ticket.advisor) if ticket.advisor else "",
        channel=ticket.channel,
        status="merged" if ticket.merged_into else ticket.status,
        merged_into=ticket.merged_into,
        created=names.short(ticket.created_ms),
        closed="" if ticket.closed_ms is None else names.short(ticket.closed_ms),
        voicehub=ticket.number,
        items=tuple(_item(item, names) for item in ticket.activity),
    )


def _item(item: Activity, names: Names) -> Item:
    return Item(
        at=names.short(item.at_ms),
        kind=phrase(f"item_{item.kind}"),
        event=item.event,
        rule=item.rule,
        sentence=item.sentence,
    )
