"""Events as a scenario file writes them: each with the keys that say something."""

from __future__ import annotations

from typing import Any

from autoreply_sim.codes import Phase
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
from autoreply_sim.io.scenario_event_models import CallKeys
from autoreply_sim.io.scenario_write_settings import change_to_yaml
from autoreply_sim.io.scenario_write_values import amount_to_yaml, duration_to_yaml, moment_to_yaml

_USUAL_TALK_MS = CallKeys.model_fields["talk"].default


def event_to_yaml(event: Event, zone_name: str) -> dict[str, Any]:
    """Return an event: when, and what."""
    kind, keys = _told(event, zone_name)
    return {"at": moment_to_yaml(event.at_ms, zone_name), kind: keys}


def _told(event: Event, zone_name: str) -> tuple[str, dict[str, Any]]:
    match event:
        case Call():
            return "call", _call(event)
        case Text():
            return "text", _contact(event) | {"channel": event.channel.word} | _body(event.body)
        case CreatedTicket():
            title = {} if event.title is None else {"title": event.title}
            return "ticket", _contact(event) | {"channel": event.channel.word} | title | _body(event.body)
        case Message():
            return "message", {"from": event.customer, "ticket": event.ticket} | _body(event.body)
        case _:
            return _told_later(event, zone_name)


def _told_later(event: AdvisorAction | Respond | Save, zone_name: str) -> tuple[str, dict[str, Any]]:
    match event:
        case AdvisorAction():
            return "advisor", _action(event)
        case Respond():
            comment = {} if event.comment is None else {"comment": event.comment}
            said = {"from": event.customer, "ticket": event.ticket, event.answer: event.value}
            return "respond", said | comment
        case Save():
            return "save", {"team": event.team} | change_to_yaml(event.change, zone_name)


def _contact(event: Call | Text | CreatedTicket) -> dict[str, Any]:
    return {"from": event.customer, "to": event.team}


def _body(body: str) -> dict[str, str]:
    return {"body": body} if body else {}


def _call(call: Call) -> dict[str, Any]:
    keys = _contact(call)
    if call.choice is not None:
        keys["choice"] = call.choice
    if call.picks_up:
        keys["picks_up"] = list(call.picks_up)
    if call.talk_ms != _USUAL_TALK_MS:
        keys["talk"] = duration_to_yaml(call.talk_ms)
    if call.unanswered is not Phase.LEAVES_VOICEMAIL:
        keys["hangs_up"] = call.unanswered.word
    return keys


def _action(action: AdvisorAction) -> dict[str, Any]:
    keys = {
        "by": action.advisor,
        "action": action.action.word,
        "ticket": action.ticket,
        "customer": action.customer,
        "team": action.team,
        "amount": None if action.amount is None else amount_to_yaml(action.amount),
        "to_advisor": action.to_advisor,
        "to_team": action.to_team,
        "into": action.into,
    }
    return {key: value for key, value in keys.items() if value is not None}
