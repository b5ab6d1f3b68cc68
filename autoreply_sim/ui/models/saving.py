"""What is asked before anything is saved, what was saved before, and what to do when two people saved at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from autoreply_sim.domain.policies import POLICIES
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.domain.schedules import zone
from autoreply_sim.texts.fields import SWITCHES
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.documents import At, Document, places_changed, read
from autoreply_sim.ui.models.moments import moment_phrase
from autoreply_sim.ui.models.phrase import Phrase, phrase

MOST_VERSIONS = 50


class Whose(Protocol):
    """Whose settings are told of, and in which language."""

    @property
    def base(self) -> Scenario | None:
        """The scenario whose people and teams have names."""

    @property
    def language(self) -> str:
        """The reader's language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that differs: where, what it was, what it would be."""

    where: tuple[Phrase | str, ...]
    before: Phrase | str
    after: Phrase | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A version that was saved; number 0 is the file's own settings."""

    number: int
    author: str
    at: str
    note: str
    restored_from: int | None
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanwhile:
    """What somebody else saved while the draft was being made."""

    author: str
    at: str
    note: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialog:
    """The dialog that is open: `save`, `history` or `conflict`."""

    kind: str
    changes: tuple[Change, ...] = ()
    """What the draft changes."""
    versions: tuple[Past, ...] = ()
    meanwhile: tuple[Meanwhile, ...] = ()
    note: str = ""
    """What was written for the history before a conflict."""


def dialog(cockpit: Cockpit) -> Dialog | None:
    """Return the dialog that is open, None if there is none."""
    if cockpit.base is None or not cockpit.dialog:
        return None
    mine = changes(cockpit, cockpit.draft.saved, cockpit.draft.document)
    return Dialog(
        kind=cockpit.dialog,
        changes=mine,
        versions=_versions(cockpit) if cockpit.dialog == "history" else (),
        meanwhile=_meanwhile(cockpit) if cockpit.dialog == "conflict" else (),
        note=cockpit.note,
    )


def changes(of: Whose, before: Document, after: Document) -> tuple[Change, ...]:
    """Return what differs between two documents of the account, in words, in the order of the document."""
    return tuple(
        Change(
            where=_where(of, at),
            before=_said(of, at, read(before, at)),
            after=_said(of, at, read(after, at)),
        )
        for at in places_changed(before, after)
    )


def _where(of: Whose, at: At) -> tuple[Phrase | str, ...]:
    """Return the words that lead to a place: the team, the reply, the setting."""
    kind, key, *inner = at
    if kind != "teams":
        return (_policy(of, key),)
    names = {} if of.base is None else {one.key: one.display_name for one in of.base.world.teams}
    team = names.get(key, key)
    if inner and inner[0] == "auto_replies" and len(inner) > 1:
        return (team, phrase(f"reply_{inner[1]}"), *_of_reply(of, tuple(inner[2:])))
    words = {
        "schedules": "section_schedules",
        "call_trees": "call_trees",
        "routing_rules": "routing_rules",
        "ring_last_advisor": "ring_last_advisor",
        "tickets_for_missed_calls": "tickets_for_missed_calls",
    }
    return (team, *(phrase(words[name]) if name in words else name for name in inner))


def _policy(of: Whose, name: str) -> str:
    place = 1 if of.language == "fr" else 0
    return next((spec.question[place] for spec in POLICIES if spec.name == name), name)


def _of_reply(of: Whose, at: At) -> tuple[Phrase | str, ...]:
    if at[:1] == ("show",) and len(at) > 1:
        shown = next((one for one in SWITCHES if one.key == at[1]), None)
        return (at[1] if shown is None else shown.fr if of.language == "fr" else shown.en,)
    return tuple(phrase(f"setting_{name}") for name in at[:1])


def _said(of: Whose, at: At, value: Any) -> Phrase | str:  # noqa: ANN401 (whatever stands there)
    """Return a value in words."""
    if value is None:
        return phrase("value_default" if at[-1] == "text" else "value_none")
    if isinstance(value, bool):
        return phrase("value_on" if value else "value_off")
    if at[-1] == "sender":
        return phrase(f"value_{value}")
    if at[0] == "policies" and isinstance(value, str):
        return _answer(at[-1], value, of.language)
    names = _names(value)
    return phrase("value_list", names=names) if names else str(value) or phrase("value_none")


def _names(value: object) -> tuple[str, ...]:
    """Return what the things of a list or a group are called: schedules, rules, trees."""
    if isinstance(value, Mapping):
        return tuple(map(str, value))
    things = [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
    return tuple(str(one.get("title", one.get("name", "…"))) for one in things)


def _answer(policy: str, value: str, language: str) -> str:
    spec = next((spec for spec in POLICIES if spec.name == policy), None)
    means = None if spec is None else spec.values.get(value)
    return value if means is None else means[1 if language == "fr" else 0]


def _versions(cockpit: Cockpit) -> tuple[Past, ...]:
    if cockpit.account is None:
        return ()
    current = 0 if cockpit.version is None else cockpit.version.number
    saved = [
        Past(
            number=one.number,
            author=one.author,
            at=_at(cockpit, one.saved_at_ms),
            note=one.note,
            restored_from=one.restored_from,
            is_current=one.number == current,
        )
        for one in cockpit.store.history(cockpit.account.name, most=MOST_VERSIONS)
    ]
    first = Past(number=0, author="", at="", note="", restored_from=None, is_current=current == 0)
    return (*saved, first)


def _meanwhile(cockpit: Cockpit) -> tuple[Meanwhile, ...]:
    if cockpit.conflict is None:
        return ()
    before, found = cockpit.draft.saved, []
    for one in sorted(cockpit.conflict.since, key=lambda version: version.number):
        found.append(
            Meanwhile(
                author=one.author,
                at=_at(cockpit, one.saved_at_ms),
                note=one.note,
                changes=changes(cockpit, before, one.document),
            )
        )
        before = one.document
    return tuple(found)


def _at(cockpit: Cockpit, at_ms: int) -> str:
    if cockpit.base is None:
        return ""
    return moment_phrase(at_ms, zone(cockpit.base.world.timezone), cockpit.language)
