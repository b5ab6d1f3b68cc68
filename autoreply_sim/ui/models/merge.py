"""What two people made of the same settings, put together: what does not overlap is kept from both.

Where both changed the same thing, and not alike, somebody has to choose: that is a `Clash`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from autoreply_sim.ui.models.documents import At, Document
from autoreply_sim.ui.models.keyed import NAMES, free_key, is_group, is_one, keyed, unkeyed

THEIRS, MINE = "theirs", "mine"
RING: Final = "ring"
"""Stands for all of `_RING` where a clash is over them as a whole."""

_Group: TypeAlias = Mapping[str, Any]

_RING: Final = ("schedules", "call_trees", "routing_rules")
"""What of a team refers to one another: half of it from one and half from the other may not fit together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A place that both changed: as it was, and what each made of it; None where nothing stands."""

    at: At
    """In a keyed document; with `RING` at its end, all that rings of a team."""
    base: Any
    theirs: Any
    mine: Any
    chosen: str
    """`theirs` or `mine`; empty as long as nobody has chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What came of it; the document has what is chosen, and mine where nothing is."""

    document: Document
    clashes: tuple[Clash, ...]

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing left to choose."""
        return all(clash.chosen for clash in self.clashes)


def merge(
    base: Document, theirs: Document, mine: Document, chosen: Mapping[At, str], *, whole: bool = False
) -> Merged:
    """Return what two made of a document; `whole` keeps together what rings of a team."""
    one = keyed(base)
    merger = _Merger(chosen, whole)
    document = merger.merge(one, keyed(theirs, one), keyed(mine, one), ())
    return Merged(document=unkeyed(document), clashes=tuple(merger.clashes))


@dataclass
class _Merger:
    chosen: Mapping[At, str]
    whole: bool
    clashes: list[Clash] = field(default_factory=list)

    def merge(self, base: Any, theirs: Any, mine: Any, at: At) -> Any:  # noqa: ANN401 (whatever stands there)
        name = at[-1] if at else ""
        if _same(mine, base, name) or _same(mine, theirs, name):
            return theirs
        if _same(theirs, base, name):
            return mine
        if _are(Mapping, base, theirs, mine) and not is_one(at) and at[-1:] != (RING,):
            return self._groups(base, theirs, mine, at)
        if at[-1:] == ("except",) and _are(list, base, theirs, mine):
            return sorted({*base, *theirs, *mine} - ({*base} - {*theirs}) - ({*base} - {*mine}))
        return self._choose(base, theirs, mine, at)

    def _choose(self, base: Any, theirs: Any, mine: Any, at: At) -> Any:  # noqa: ANN401 (whatever stands there)
        chosen = self.chosen.get(at, "")
        self.clashes.append(Clash(at=at, base=base, theirs=theirs, mine=mine, chosen=chosen))
        return theirs if chosen == THEIRS else mine

    def _groups(self, base: _Group, theirs: _Group, mine: _Group, at: At) -> dict[str, Any]:
        keys, found = list(dict.fromkeys([*base, *theirs, *mine])), dict[str, Any]()
        if is_group(at):
            mine = _apart(base, theirs, mine)
            keys = self._order(base, theirs, mine, at)
        elif self.whole and len(at) == 2:
            found = dict(self.merge(_ring(base), _ring(theirs), _ring(mine), (*at, RING)))
            keys = [key for key in keys if key not in _RING]
        for key in keys:
            value = self.merge(base.get(key), theirs.get(key), mine.get(key), (*at, key))
            if value is not None:
                found[key] = value
        return found

    def _order(self, base: _Group, theirs: _Group, mine: _Group, at: At) -> list[str]:
        """Return the keys of a list in the order of whoever changed it, the things that the other added behind."""
        was, hers, ours = (
            [key for key in one if all(key in other for other in (base, theirs, mine))]
            for one in (base, theirs, mine)
        )
        is_theirs = ours in (was, hers)
        if not is_theirs and hers != was:
            is_theirs = self._choose(was, hers, ours, at) is hers
        return list(dict.fromkeys([*theirs, *mine] if is_theirs else [*mine, *theirs]))


def _ring(team: _Group) -> dict[str, Any]:
    return {key: team[key] for key in _RING if key in team}


def _apart(base: _Group, theirs: _Group, mine: _Group) -> _Group:
    """Return my list with other keys for what both have added under one name: these are two things."""
    taken = [*base, *theirs, *mine]
    return {
        key if key in base or key not in theirs or _same(thing, theirs[key]) else free_key(key, taken): thing
        for key, thing in mine.items()
    }


def _are(kind: type, *values: object) -> bool:
    return all(isinstance(one, kind) for one in values)


def _same(one: object, other: object, name: str = "") -> bool:
    return _written(one, name) == _written(other, name)


def _written(value: object, name: str) -> str:
    return json.dumps(_ordered(value, name), sort_keys=True)


def _ordered(value: object, name: str) -> object:
    """Return what stands under a name so that the order counts where it is a list, and only there."""
    if not isinstance(value, Mapping):
        return value
    inner = {key: _ordered(thing, key) for key, thing in value.items()}
    return list(inner.items()) if name in NAMES else inner
