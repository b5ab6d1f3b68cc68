"""Builds the events of a scenario, each with the number that its place in the file gives it."""

from __future__ import annotations

from autoreply_sim.codes import Channel, Phase
from autoreply_sim.domain.events import Call, CreatedTicket, Event, Message, Save, Text
from autoreply_sim.io.scenario_actions import build_action, build_respond
from autoreply_sim.io.scenario_desk import Desk
from autoreply_sim.io.scenario_event_models import (
    EVENT_KEYS,
    AdvisorKeys,
    CallKeys,
    EventKeys,
    MessageKeys,
    RespondKeys,
    SaveKeys,
    ScenarioFile,
    TextKeys,
    TicketKeys,
)
from autoreply_sim.io.scenario_settings import build_change
from autoreply_sim.io.yaml12_data import Items, Path

_Told = CallKeys | TextKeys | TicketKeys | MessageKeys | AdvisorKeys | RespondKeys | SaveKeys


def build_events(file: ScenarioFile, desk: Desk) -> tuple[Event, ...]:
    """Return the events that are sound; the problems of the others are on the desk's report."""
    events = desk.rest.get("events")
    positions = events.positions if isinstance(events, Items) else []
    built = (
        _event(position + 1, keys, desk, ("events", place))
        for place, (position, keys) in enumerate(zip(positions, file.events, strict=True))
    )
    return tuple(event for event in built if event is not None)


def _event(number: int, keys: EventKeys, desk: Desk, path: Path) -> Event | None:
    named = [kind for kind in EVENT_KEYS if getattr(keys, kind) is not None]
    if len(named) != 1:
        found = " and ".join(named) or "none"
        message = f"an event is exactly one of {', '.join(EVENT_KEYS)}; here is {found}: write one"
        desk.problem(path, message)
        return None
    known_problems = desk.report.count
    event = _told(number, desk.instant(keys.at), getattr(keys, named[0]), desk, (*path, named[0]))
    return event if desk.report.count == known_problems and desk.is_whole(path) else None


def _told(number: int, at_ms: int, keys: _Told, desk: Desk, path: Path) -> Event | None:
    match keys:
        case CallKeys():
            return _call(number, at_ms, keys, desk, path)
        case TextKeys():
            return _text(number, at_ms, keys, desk, path)
        case TicketKeys():
            return _ticket(number, at_ms, keys, desk, path)
        case MessageKeys():
            return _message(number, at_ms, keys, desk, path)
        case _:
            return _told_later(number, at_ms, keys, desk, path)


def _told_later(
    number: int, at_ms: int, keys: AdvisorKeys | RespondKeys | SaveKeys, desk: Desk, path: Path
) -> Event | None:
    """What follows contacts, and makes no ticket: actions, answers, saves."""
    match keys:
        case AdvisorKeys():
            return build_action(number, at_ms, keys, desk, path)
        case RespondKeys():
            return build_respond(number, at_ms, keys, desk, path)
        case SaveKeys():
            return _save(number, at_ms, keys, desk, path)


def _call(number: int, at_ms: int, keys: CallKeys, desk: Desk, path: Path) -> Call:
    desk.check_customer(keys.from_, (*path, "from"))
    desk.check_dialled(keys.to, (*path, "to"))
    if keys.hangs_up is not None and keys.leaves_voicemail:
        message = f"the caller hangs up ({keys.hangs_up}) and leaves a voicemail; write one of the two"
        desk.problem((*path, "leaves_voicemail"), message, of_key=True)
    return Call(
        number=number,
        at_ms=at_ms,
        customer=keys.from_,
        team=keys.to,
        choice=keys.choice,
        picks_up=desk.check_advisors(keys.picks_up, (*path, "picks_up")),
        talk_ms=keys.talk,
        unanswered=_unanswered(keys),
    )


def _unanswered(keys: CallKeys) -> Phase:
    """What the caller does if nobody picks up; who leaves no voicemail hangs up at its prompt."""
    if keys.hangs_up is not None:
        return Phase[keys.hangs_up.upper()]
    return Phase.VOICEMAIL if keys.leaves_voicemail is False else Phase.LEAVES_VOICEMAIL


def _text(number: int, at_ms: int, keys: TextKeys, desk: Desk, path: Path) -> Text:
    desk.check_customer(keys.from_, (*path, "from"))
    desk.check_dialled(keys.to, (*path, "to"))
    channel = Channel[keys.channel.upper()]
    return Text(
        number=number, at_ms=at_ms, customer=keys.from_, team=keys.to, channel=channel, body=keys.body
    )


def _ticket(number: int, at_ms: int, keys: TicketKeys, desk: Desk, path: Path) -> CreatedTicket:
    desk.check_customer(keys.from_, (*path, "from"))
    desk.check_team(keys.to, (*path, "to"))
    return CreatedTicket(
        number=number,
        at_ms=at_ms,
        customer=keys.from_,
        team=keys.to,
        channel=Channel[keys.channel.upper()],
        title=keys.title,
        body=keys.body,
    )


def _message(number: int, at_ms: int, keys: MessageKeys, desk: Desk, path: Path) -> Message:
    desk.check_customer(keys.from_, (*path, "from"))
    desk.check_ticket(keys.ticket, (*path, "ticket"))
    return Message(number=number, at_ms=at_ms, customer=keys.from_, ticket=keys.ticket, body=keys.body)


def _save(number: int, at_ms: int, keys: SaveKeys, desk: Desk, path: Path) -> Save:
    desk.check_team(keys.team, (*path, "team"))
    if keys.model_fields_set <= {"team"}:
        desk.problem(
            path, "this save names no setting; add one, such as ring_last_advisor: true", of_key=True
        )
    return Save(number=number, at_ms=at_ms, team=keys.team, change=build_change(keys, desk, path))
