"""Contacts laid out as rows of a timeline: each contact's rows together, level by level, children of one row adjacent.

A branch is what a step of drawing yields: at most one row for each row of the branch above. All places follow from
counting, so that nothing is sorted. Calls of one contact share what follows the first of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from autoreply_sim.codes import NONE
from autoreply_sim.timeline.columns import EMPTY_EVENT, EVENT

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

_EMPTY = np.zeros(1, EVENT)
_EMPTY[0] = EMPTY_EVENT
_LEVEL_OF_ANSWERS = 2
"""The level of customers' answers to what advisors ask after a call."""
_WHOLE = np.dtype((np.void, EVENT.itemsize))
"""A row as one piece of memory: numpy moves it ten times as fast as its columns, and what lies between them, too."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Branch:
    """Rows that follow those of another branch, at most one each.

    `level`: all rows of one level stand after those of lower ones; their parents all stand on one level.
    `parents`: int64 [n], ascending, the places of the rows they follow in the branch `of`; of a root, its contact's.
    `contacts`: int64 [n], ascending, the contact of each. `rows`: EVENT [n].
    `again`: whether they are calls that follow calls, by that column; such a branch has a level for itself.
    """

    level: int
    of: Branch | None
    parents: NDArray[np.int64]
    contacts: NDArray[np.int64]
    rows: NDArray[np.void]
    again: bool = False


def rows(count: int, **columns: ArrayLike) -> NDArray[np.void]:
    """Return EVENT [count] with these columns, and nothing in the others."""
    made = np.empty(count, EVENT)
    _words(made)[:] = _words(_EMPTY)
    for name, values in columns.items():
        made[name] = values
    return made


def root(contacts: NDArray[np.int64], **columns: ArrayLike) -> Branch:
    """Return the branch of the contacts' first rows."""
    made = rows(len(contacts), **columns)
    return Branch(level=0, of=None, parents=contacts, contacts=contacts, rows=made)


def follow(of: Branch, parents: NDArray[np.int64], **columns: ArrayLike) -> Branch:
    """Return the branch of rows that may follow some rows of another."""
    made = rows(len(parents), **columns)
    return Branch(level=of.level + 1, of=of, parents=parents, contacts=of.contacts[parents], rows=made)


def call_again(of: Branch, parents: NDArray[np.int64], **columns: ArrayLike) -> Branch:
    """Return the branch of calls that may follow calls, below everything else that follows the first of these."""
    made, level = rows(len(parents), **columns), max(of.level, _LEVEL_OF_ANSWERS) + 1
    contacts = of.contacts[parents]
    return Branch(level=level, of=of, parents=parents, contacts=contacts, rows=made, again=True)


def rows_per_contact(branches: Sequence[Branch], contacts: int) -> NDArray[np.int64]:
    """Return how many rows each contact takes: int64 [contacts]."""
    counts = np.zeros(contacts, np.int64)
    for branch in branches:
        counts += np.bincount(branch.contacts, minlength=contacts)
    return counts


def lay_out(branches: Sequence[Branch], starts: NDArray[np.int64], out: NDArray[np.void]) -> None:
    """Write all rows into `out`, EVENT [rows], where `starts` (int64 [contacts]) says that each contact begins.

    Rows that follow the same one stand in the order of their branches.
    """
    contacts = np.arange(len(starts))
    levels = {-1: _Level(contacts=contacts, positions=np.full(len(starts), NONE), places={})}
    used = starts.copy()
    for level in sorted({branch.level for branch in branches}):
        ours = [branch for branch in branches if branch.level == level]
        above = levels[-1 if ours[0].of is None else ours[0].of.level]
        levels[level] = _write(above, ours, used, out)
    for branch in branches:
        if branch.again:
            theirs = levels[branch.level].positions
            for column in ("follow_from", "follows"):
                out[column][theirs] = out[column][starts[branch.contacts]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """The rows of one level in their order: `contacts` and `positions` (in `out`) of each, int64 [n].

    `places`: of each branch (by id), where its rows stand in that order.
    """

    contacts: NDArray[np.int64]
    positions: NDArray[np.int64]
    places: dict[int, NDArray[np.int64]]


def _write(
    above: _Level, branches: Sequence[Branch], used: NDArray[np.int64], out: NDArray[np.void]
) -> _Level:
    """Write a level whose rows follow those of another, and move on where each contact's next rows go."""
    parents = [_above(branch, above) for branch in branches]
    children = np.zeros(len(above.contacts), np.int64)
    for places in parents:
        children[places] += 1
    first = np.cumsum(children) - children
    contacts = np.repeat(above.contacts, children)
    positions = _positions(contacts, used)
    level = _Level(contacts=contacts, positions=positions, places=_places(branches, parents, first))
    for branch in branches:
        out.view(_WHOLE)[positions[level.places[id(branch)]]] = branch.rows.view(_WHOLE)
    followed = np.flatnonzero((children > 0) & (above.positions != NONE))
    if branches[0].again:
        out["again"][above.positions[followed]] = positions[first[followed]]
    else:
        out["follow_from"][above.positions[followed]] = positions[first[followed]]
        out["follows"][above.positions[followed]] = children[followed]
    return level


def _positions(contacts: NDArray[np.int64], used: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where the rows of a level go, int64 [rows], given the contact of each; and move `used` on."""
    changes = np.flatnonzero(np.diff(contacts, prepend=-1))
    counts = np.diff(changes, append=len(contacts))
    positions: NDArray[np.int64] = used[contacts] + np.arange(len(contacts)) - np.repeat(changes, counts)
    used[contacts[changes]] += counts
    return positions


def _above(branch: Branch, above: _Level) -> NDArray[np.int64]:
    """Return which rows of the level above a branch's rows follow: int64 [n], places in that level's order."""
    return branch.parents if branch.of is None else above.places[id(branch.of)][branch.parents]


def _places(
    branches: Sequence[Branch], parents: Sequence[NDArray[np.int64]], first: NDArray[np.int64]
) -> dict[int, NDArray[np.int64]]:
    following = first.copy()
    places: dict[int, NDArray[np.int64]] = {}
    for branch, above in zip(branches, parents, strict=True):
        places[id(branch)] = following[above]
        following[above] += 1
    return places


def _words(made: NDArray[np.void]) -> NDArray[Any]:
    return made.view(np.int64).reshape(len(made), EVENT.itemsize // 8)
