"""What happens in a story, event by event, before anything is decided: an icon, a sentence, what was written."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal

from autoreply_sim.codes import Action
from autoreply_sim.domain.events import (
    AdvisorAction,
    Call,
    CreatedTicket,
    Event,
    Message,
    Respond,
    Save,
    Text,
)
from autoreply_sim.domain.settings import ReplyChange, SettingsChange
from autoreply_sim.ui.models.names import Names
from autoreply_sim.ui.models.phrase import Phrase, phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One event as it reads: `icon` names a picture, `body` is what somebody wrote, `more` what else to know."""

    icon: str
    what: Phrase
    body: str = ""
    more: tuple[Phrase, ...] = ()


def happening(event: Event, names: Names) -> Happening:
    """Return how an event reads."""
    match event:
        case Call():
            return _call(event, names)
        case Text() | CreatedTicket():
            return _contact(event, names)
        case Message():
            customer = names.customer(event.customer)
            what = phrase("writes_on_ticket", customer=customer, ticket=event.ticket)
            return Happening(icon="message", what=what, body=event.body)
        case AdvisorAction():
            return _action(event, names)
        case Respond():
            return _response(event, names)
        case Save():
            what = phrase("team_saves", team=names.team(event.team))
            return Happening(icon="save", what=what, more=tuple(_saved(event.change)))


def answer(event: Respond) -> Phrase:
    """Return what a customer answers to a request."""
    if event.answer == "rates":
        return phrase("answer_rates", value=int(event.value))
    return phrase(f"answer_{event.answer}" + ("" if event.value else "_not"))


def _who_and_whom(event: Call | Text | CreatedTicket, names: Names) -> dict[str, str]:
    return {"customer": names.customer(event.customer), "team": names.team(event.team)}


def _call(event: Call, names: Names) -> Happening:
    more = (phrase("presses_key", key=event.choice),) if event.choice else ()
    return Happening(icon="call", what=phrase("calls", **_who_and_whom(event, names)), more=more)


def _contact(event: Text | CreatedTicket, names: Names) -> Happening:
    title = event.title if isinstance(event, CreatedTicket) else None
    verb = "texts" if isinstance(event, Text) else "creates_ticket"
    what = phrase(f"{verb}_{event.channel.word}", **_who_and_whom(event, names))
    more = (phrase("titled", title=title),) if title else ()
    return Happening(icon=event.channel.word, what=what, body=event.body, more=more)


def _action(event: AdvisorAction, names: Names) -> Happening:
    key = f"does_{event.action.word}"
    facts: dict[str, str | int] = {"advisor": names.advisor(event.advisor)}
    if event.ticket is not None:
        facts["ticket"] = event.ticket
    if event.action == Action.SHARE_VOICEHUB and event.customer is not None and event.team is not None:
        key = "does_share_voicehub_with"
        facts |= {"customer": names.customer(event.customer), "team": names.team(event.team)}
    elif event.action == Action.MERGE:
        facts["into"] = event.into or 0
    elif event.action == Action.REASSIGN:
        facts["target"] = (
            names.advisor(event.to_advisor) if event.to_advisor else names.team(event.to_team or "")
        )
    more = () if event.amount is None else (phrase("amount", amount=_plain(event.amount)),)
    return Happening(icon="advisor", what=phrase(key, **facts), more=more)


def _plain(amount: Decimal) -> str:
    return f"{amount:f}"


def _response(event: Respond, names: Names) -> Happening:
    customer = names.customer(event.customer)
    what = phrase("responds", customer=customer, ticket=event.ticket, answer=answer(event))
    return Happening(icon="respond", what=what, body=event.comment or "")


def _saved(change: SettingsChange) -> list[Phrase]:
    found = [
        phrase("saved_switch", setting=phrase(name), value=phrase("on" if value else "off"))
        for name in ("ring_last_advisor", "tickets_for_missed_calls")
        if (value := getattr(change, name)) is not None
    ]
    for key, reply in change.replies.items():
        found += [
            phrase("saved_reply", reply=phrase(f"reply_{key}"), value=what) for what in _of_reply(reply)
        ]
    lists = ("schedules", "call_trees", "routing_rules")
    return found + [phrase(f"saved_{name}") for name in lists if getattr(change, name) is not None]


def _of_reply(change: ReplyChange) -> list[Phrase]:
    """Return what a save says of one reply: on or off by name, of the rest only that it changes."""
    found = [] if change.enabled is None else [phrase("on" if change.enabled else "off")]
    others = (field.name for field in fields(change) if field.name != "enabled")
    return found + [phrase(f"saved_{name}") for name in others if getattr(change, name) is not None]
