"""What was worked out once for a world need not be worked out again: things that are kept by identity, not by value.

Thousands of customers take longer to compare than most of what is asked about them.
"""

from __future__ import annotations

from typing import Generic, TypeVar

_Thing = TypeVar("_Thing")


class Same(Generic[_Thing]):
    """A thing that is equal to itself alone; whoever keeps it keeps the thing, so that no other takes its identity."""

    __slots__ = ("thing",)

    def __init__(self, thing: _Thing) -> None:
        self.thing = thing

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.thing is self.thing

    def __hash__(self) -> int:
        return id(self.thing)
