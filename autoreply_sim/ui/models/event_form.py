"""The form of one event: which fields it has, and what can be chosen in them at that moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from autoreply_sim.codes import Action
from autoreply_sim.domain.settings import TeamSettings
from autoreply_sim.rules.catalog import REPLY_KEYS
from autoreply_sim.ui.models.event_moment import Choice, Moment
from autoreply_sim.ui.models.event_values import ANSWERS, ENDS, Keys, value_of
from autoreply_sim.ui.models.phrase import Phrase, phrase

KINDS = ("call", "text", "ticket", "message", "advisor", "respond", "save")
"""The kinds of events, as a scenario file calls them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: `kind` is how it is filled in (pick, line, lines, moment, ticks).

    `problem` is what the reader of files says is wrong in it, in English; `mend` says what to do about it where that is
    in another language, or no help.
    """

    name: str
    kind: str
    label: Phrase
    value: str
    choices: tuple[Choice, ...] = ()
    ticked: frozenset[str] = frozenset()
    problem: str = ""
    mend: Phrase | None = None


def fields_of_event(kind: str, event: Mapping[str, Any], now: Moment) -> tuple[Field, ...]:
    """Return the fields of an event's form, filled in."""
    keys: Keys = event[kind]
    when = Field(name="at", kind="moment", label=phrase("field_at"), value=str(event["at"]))
    return (when, *_FIELDS[kind](keys, now))


def _pick(keys: Keys, name: str, choices: tuple[Choice, ...]) -> Field:
    return Field(
        name=name, kind="pick", label=phrase(f"field_{name}"), value=value_of(keys, name), choices=choices
    )


def _words(keys: Keys, name: str, kind: str = "lines") -> Field:
    return Field(name=name, kind=kind, label=phrase(f"field_{name}"), value=value_of(keys, name))


def _codes(prefix: str, values: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple((value, phrase(f"{prefix}_{value}")) for value in values)


_ON_OFF: tuple[Choice, ...] = (("true", phrase("on")), ("false", phrase("off")))
_AS_IT_IS: Choice = ("", phrase("as_it_is"))


def _call(keys: Keys, now: Moment) -> Iterator[Field]:
    yield _pick(keys, "from", now.customers)
    yield _pick(keys, "to", now.dialled)
    yield Field(
        name="picks_up",
        kind="ticks",
        label=phrase("field_picks_up"),
        value="",
        choices=now.advisors,
        ticked=frozenset(keys.get("picks_up", ())),
    )
    if keys.get("picks_up"):
        yield _words(keys, "talk", "line")
    yield _pick(keys, "ends", _codes("ends", ENDS))
    if options := _keys_of_trees(now, str(keys.get("to"))):
        yield _pick(keys, "choice", (("", phrase("no_key")), *((key, key) for key in options)))


def _keys_of_trees(now: Moment, team: str) -> list[str]:
    settings: list[TeamSettings] = [one.settings for one in now.run.scenario.world.teams if one.key == team]
    return sorted({key for each in settings for tree in each.call_trees.values() for key in tree})


def _text(keys: Keys, now: Moment) -> Iterator[Field]:
    yield _pick(keys, "from", now.customers)
    yield _pick(keys, "to", now.dialled)
    yield _pick(keys, "channel", _codes("by", ("sms", "whatsapp")))
    yield _words(keys, "body")


def _ticket(keys: Keys, now: Moment) -> Iterator[Field]:
    yield _pick(keys, "from", now.customers)
    yield _pick(keys, "to", now.teams)
    yield _pick(keys, "channel", _codes("by", ("web", "app")))
    yield _words(keys, "title", "line")
    yield _words(keys, "body")


def _message(keys: Keys, now: Moment) -> Iterator[Field]:
    yield _pick(keys, "from", now.customers)
    yield _pick(keys, "ticket", now.tickets("web", "app"))
    yield _words(keys, "body")


def _advisor(keys: Keys, now: Moment) -> Iterator[Field]:
    action = str(keys.get("action"))
    yield _pick(keys, "by", now.advisors)
    yield _pick(keys, "action", _codes("action", tuple(each.word for each in Action)))
    shares = action == Action.SHARE_VOICEHUB.word
    tickets = now.tickets()
    yield _pick(keys, "ticket", (("", phrase("no_ticket")), *tickets) if shares else tickets)
    if shares and not keys.get("ticket"):
        yield _pick(keys, "customer", now.customers)
        yield _pick(keys, "team", now.teams)
    if action == Action.REQUEST_PAYMENT.word:
        yield _words(keys, "amount", "line")
    if action == Action.REASSIGN.word:
        advisors = tuple((f"advisor/{key}", name) for key, name in now.advisors)
        yield _pick(keys, "target", (*advisors, *((f"team/{key}", name) for key, name in now.teams)))
    if action == Action.MERGE.word:
        yield _pick(keys, "into", tuple(each for each in tickets if each[0] != str(keys.get("ticket"))))


def _respond(keys: Keys, now: Moment) -> Iterator[Field]:
    yield _pick(keys, "from", now.customers)
    yield _pick(keys, "ticket", now.tickets(closed_too=True))
    yield _pick(keys, "answer", tuple((each, _answer(each)) for each in ANSWERS))
    yield _words(keys, "comment", "line")


def _answer(written: str) -> Phrase:
    answer, _, given = written.partition("/")
    if answer == "rates":
        return phrase("answer_rates", value=int(given))
    return phrase(f"answer_{answer}" + ("" if given == "true" else "_not"))


def _save(keys: Keys, now: Moment) -> Iterator[Field]:
    yield _pick(keys, "team", now.teams)
    for name in ("ring_last_advisor", "tickets_for_missed_calls"):
        field = _pick(keys, name, (_AS_IT_IS, *_ON_OFF))
        yield Field(name=name, kind="pick", label=phrase(name), value=field.value, choices=field.choices)
    replies = tuple((key, phrase(f"reply_{key}")) for key in REPLY_KEYS)
    yield _pick(keys, "reply", (_AS_IT_IS, *replies))
    if keys.get("auto_replies"):
        yield _pick(keys, "enabled", _ON_OFF)


_FIELDS: Mapping[str, Callable[[Keys, Moment], Iterator[Field]]] = {
    "call": _call,
    "text": _text,
    "ticket": _ticket,
    "message": _message,
    "advisor": _advisor,
    "respond": _respond,
    "save": _save,
}
