"""Streams of chance: one for each purpose, named by what it decides, so that one thing changed moves no other.

Every value that is drawn has an address: purpose, team, seed, replication, block of days, contact and depth (the
first call of a contact, its second one …). What is drawn at one address depends on nothing else that is drawn.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST = 2.0**-54
"""Uniforms lie in [2**-54, 1 - 2**-53], so that every quantile of them is finite."""
_MOST = 1.0 - 2.0**-53


def uniforms(address: tuple[object, ...], count: int, *, skip: int = 0) -> NDArray[np.float64]:
    """Return float64 [count], between 0 and 1 exclusive: the values `skip` to `skip + count` of a named stream.

    The address is hashed by what it prints as; it holds words and whole numbers alone.
    """
    digest = hashlib.blake2b(repr(address).encode(), digest_size=16).digest()
    bits = np.random.PCG64(np.random.SeedSequence(int.from_bytes(digest)))
    if skip:
        bits.advance(skip)
    values = np.random.Generator(bits).random(count)
    return np.maximum(values, LEAST, out=values)


def rest(values: NDArray[np.float64], share: float) -> NDArray[np.float64]:
    """Return what is left of uniforms that were found to lie below `share`: uniform again, float64 [n]."""
    return np.clip(values / share, LEAST, _MOST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """The uniforms of one team's contacts in one block of days."""

    team: str
    seed: int
    replication: int
    block: int
    drawn: int
    """How many contacts the whole block has; of those beyond the period nothing is ever asked."""
    kept: dict[str, NDArray[np.float64]] = field(default_factory=dict, repr=False, compare=False)
    """What was drawn at depth 0: callers, writers and those who make tickets ask for the same purposes."""

    def of(
        self, purpose: str, contacts: NDArray[np.int64], depth: NDArray[np.int64] | int = 0
    ) -> NDArray[np.float64]:
        """Return float64 [n]: the uniforms of these contacts (int64 [n], places in the block) for one purpose.

        `depth`: that of all, or of each (int64 [n]).
        """
        if not len(contacts):
            return np.empty(0)
        if isinstance(depth, np.ndarray):
            places: NDArray[np.int64] = depth * self.drawn + contacts
            return self._drawn(purpose, int(depth.max()) + 1)[places]
        if depth:
            return self._drawn(purpose, 1, depth)[contacts]
        if purpose not in self.kept:
            self.kept[purpose] = self._drawn(purpose, 1)
        return self.kept[purpose][contacts]

    def _drawn(self, purpose: str, depths: int, first: int = 0) -> NDArray[np.float64]:
        address = purpose, self.team, self.seed, self.replication, self.block
        return uniforms(address, depths * self.drawn, skip=first * self.drawn)
