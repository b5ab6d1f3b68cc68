"""Settings documents whose lists are groups: each schedule and each routing rule under its own name.

Two documents are compared thing by thing, so that one schedule's new hours are not "all schedules". A thing that was
renamed keeps the key that it has in the document it is compared with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from autoreply_sim.ui.models.documents import At, Document, is_same, put, read

NAMES: Final[Mapping[str, str]] = {"schedules": "title", "routing_rules": "name"}
"""The lists of a team, and what the things in them are called by."""

_NOTHING: Final[Mapping[str, Any]] = {}


def keyed(document: Document, like: Document = _NOTHING) -> Document:
    """Return a document with groups for lists; `like` is such a one, whose keys the same things get."""
    return _with_lists(document, lambda at, things: _group(things, read(like, at) or {}, NAMES[at[-1]]))


def unkeyed(document: Document) -> Document:
    """Return the document with lists again, in the order of the groups."""
    return _with_lists(document, lambda _, things: list(things.values()))


def differences(before: Document, after: Document) -> tuple[At, ...]:
    """Return where two documents differ, thing by thing; a list of which only the order differs is one place."""
    one = keyed(before)
    return tuple(_differing(one, keyed(after, one), ()))


def is_one(at: At) -> bool:
    """Say whether what stands at a place is one value, though it is a group: where a key or a rule leads."""
    return (at[2:3] == ("routing_rules",) and at[4:] == ("target",)) or (
        at[2:3] == ("call_trees",) and len(at) == 6
    )


def is_group(at: At) -> bool:
    """Say whether at a place of a keyed document stands what is a list."""
    return len(at) == 3 and at[0] == "teams" and at[2] in NAMES


def common_order(group: Mapping[str, Any], *others: Mapping[str, Any]) -> list[str]:
    """Return the keys that all of these groups have, in the order of the first."""
    return [key for key in group if all(key in other for other in others)]


def _differing(before: object, after: object, at: At) -> Iterator[At]:
    if not (isinstance(before, Mapping) and isinstance(after, Mapping)) or is_one(at):
        if before != after:
            yield at
        return
    for key in dict.fromkeys([*before, *after]):
        yield from _differing(before.get(key), after.get(key), (*at, key))
    if is_group(at) and common_order(before, after) != common_order(after, before):
        yield at


def _with_lists(document: Document, change: Any) -> Document:  # noqa: ANN401 (a list becomes a group, or a group a list)
    teams = document.get("teams")
    for team, settings in teams.items() if isinstance(teams, Mapping) else ():
        for name in NAMES if isinstance(settings, Mapping) else ():
            at = ("teams", team, name)
            if isinstance(settings.get(name), Mapping | list):
                document = put(document, at, change(at, settings[name]))
    return document


def _group(things: Sequence[Any], like: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return a list as a group: the same thing, the same name, the same but for its name, the same place."""
    found: dict[int, str] = {}

    def take(is_it: Any) -> None:  # noqa: ANN401 (says of a place, a thing and a key whether they belong together)
        for place, thing in enumerate(things):
            free = (key for key in like if key not in found.values())
            if place not in found and (key := next((one for one in free if is_it(place, thing, one)), None)):
                found[place] = key

    keys = list(like)
    take(lambda _, thing, key: _same(thing, like[key]))
    take(lambda _, thing, key: _name(thing, name) == _name(like[key], name))
    take(lambda _, thing, key: _same(_unnamed(thing, name), _unnamed(like[key], name)))
    if len(things) == len(like):
        take(lambda place, _, key: keys[place] == key)
    grouped: dict[str, Any] = {}
    for place, thing in enumerate(things):
        key = found.get(place) or free_key(_name(thing, name), [*like, *found.values(), *grouped])
        grouped[key] = thing
    return grouped


def free_key(key: str, taken: Sequence[str]) -> str:
    """Return a key that is not taken: with a number if need be."""
    numbered = (key if number == 1 else f"{key} ({number})" for number in range(1, len(taken) + 2))
    return next(one for one in numbered if one not in taken)


def _same(one: object, other: object) -> bool:
    return is_same({"thing": one}, {"thing": other})


def _name(thing: object, name: str) -> str:
    return str(thing.get(name, "")) if isinstance(thing, Mapping) else ""


def _unnamed(thing: object, name: str) -> object:
    return (
        {key: value for key, value in thing.items() if key != name} if isinstance(thing, Mapping) else thing
    )
