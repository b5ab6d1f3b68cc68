"""One event of a story in words: who did what, and how a call went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from autoreply_sim.analytics.phrases import CHANNELS, OUTCOMES, say
from autoreply_sim.analytics.records import CallRecord
from autoreply_sim.cli import story_words as words
from autoreply_sim.codes import Action, Channel, Outcome, Rla
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
from autoreply_sim.domain.settings import SettingsChange
from autoreply_sim.domain.world import World

_UNBROKEN = "\u00a0"
"""A blank at which no line is broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What people and teams are called, in one language."""

    world: World
    language: str

    def customer(self, key: str) -> str:
        """Return a customer's name; without one, their key."""
        name = next(one.name for one in self.world.customers if one.key == key)
        return name or say(words.SOMEBODY, self.language, key=key)

    def team(self, key: str) -> str:
        """Return a team's name as customers see it."""
        return next(one.display_name for one in self.world.teams if one.key == key)

    def advisor(self, key: str) -> str:
        """Return an advisor's name."""
        return next(one.name for one in self.world.advisors if one.key == key)

    def advisors(self, keys: Iterable[str]) -> str:
        """Return the names of several advisors."""
        return ", ".join(self.advisor(key) for key in keys)

    def quoted(self, text: str) -> str:
        """Return a text in the language's quotation marks."""
        return say(words.QUOTED, self.language, text=text)

    def channel(self, channel: Channel) -> str:
        """Return how something came or went: by SMS, on the web."""
        return say(CHANNELS[channel], self.language)


def event_in_words(event: Event, calls: Mapping[int, CallRecord], names: Names) -> str:
    """Return what happened in an event; `calls` say by event number how calls went."""
    match event:
        case Call():
            return _call(event, calls[event.number], names)
        case AdvisorAction():
            return _action(event, names)
        case Respond():
            return _respond(event, names)
        case Save():
            settings = ", ".join(_settings(event.change))
            return say(words.SAVES, names.language, team=names.team(event.team), settings=settings)
        case _:
            return _message(event, names)


def _call(event: Call, call: CallRecord, names: Names) -> str:
    pair = words.CALLS if event.choice is None else words.PRESSES
    customer, team = names.customer(event.customer), names.team(event.team)
    said = [say(pair, names.language, customer=customer, team=team, key=event.choice)]
    if call.after_hours:
        said.append(say(words.AFTER_HOURS, names.language))
    said.append(call.route_sentence)
    if call.rang:
        said.append(say(words.RANG, names.language, advisors=names.advisors(call.rang)))
    elif call.rla != Rla.NO_ACTIVE_SCHEDULE.word:
        said.append(say(words.NOBODY_RANG, names.language))
    said.append(_ending(call, names))
    if call.held_by != event.team:
        said.append(say(words.HELD, names.language, team=names.team(call.held_by)))
    return " ".join(said)


def _ending(call: CallRecord, names: Names) -> str:
    advisor = names.advisors((call.answered_by,) if call.answered_by else ())
    outcome = say(OUTCOMES[Outcome[call.outcome.upper()]], names.language, advisor=advisor)
    minutes, seconds = divmod(round((call.ended_ms - call.started_ms) / 1000), 60)
    length = f"{minutes} min {seconds} s" if minutes else f"{seconds} s"
    length = length.replace(" ", _UNBROKEN)
    return say(words.ENDED, names.language, outcome=outcome[0].upper() + outcome[1:], length=length)


def _message(event: Text | CreatedTicket | Message, names: Names) -> str:
    body = names.quoted(event.body)
    facts: dict[str, object] = {"customer": names.customer(event.customer), "body": body}
    if isinstance(event, Message):
        return say(words.ADDS, names.language, ticket=event.ticket, **facts)
    if isinstance(event, CreatedTicket) and event.title:
        facts["body"] = f"{names.quoted(event.title)} {body}" if event.body else names.quoted(event.title)
    pair = words.TEXTS if isinstance(event, Text) else words.CREATES
    facts |= {"team": names.team(event.team), "channel": names.channel(event.channel)}
    return say(pair, names.language, **facts)


def _action(event: AdvisorAction, names: Names) -> str:
    if event.action is Action.SHARE_VOICEHUB and event.customer is None:
        return say(
            words.SHARES_ON_TICKET, names.language, advisor=names.advisor(event.advisor), ticket=event.ticket
        )
    target = names.advisor(event.to_advisor) if event.to_advisor else ""
    return say(
        words.ACTIONS[event.action],
        names.language,
        advisor=names.advisor(event.advisor),
        ticket=event.ticket,
        into=event.into,
        customer=names.customer(event.customer) if event.customer else "",
        target=names.team(event.to_team) if event.to_team else target,
    )


def _respond(event: Respond, names: Names) -> str:
    if event.answer == "rates":
        answer = say(words.RATES, names.language, value=event.value)
    else:
        answer = say(words.ANSWER[event.answer][0 if event.value else 1], names.language)
    if event.comment:
        answer += f" {names.quoted(event.comment)}"
    return say(
        words.ANSWERS,
        names.language,
        customer=names.customer(event.customer),
        ticket=event.ticket,
        answer=answer,
    )


def _settings(change: SettingsChange) -> list[str]:
    """Return what a save names, as files write it."""
    named = [f"auto_replies.{key}" for key in change.replies]
    switches = ("ring_last_advisor", "tickets_for_missed_calls")
    named += [
        f"{name}: {str(value).lower()}" for name in switches if (value := getattr(change, name)) is not None
    ]
    lists = ("schedules", "call_trees", "routing_rules")
    return named + [name for name in lists if getattr(change, name) is not None]
