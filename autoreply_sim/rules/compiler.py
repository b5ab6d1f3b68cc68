"""Catalogue × settings → read-only tables, so that deciding an event is a look-up.

A table row is one saved version of a team's replies; its cells are the moments one after the other, each a block of
(packed facts × replies of that moment). A cell holds the `Reason`: SENT, or what stands against the reply before
suppression is looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.codes import Reason
from autoreply_sim.domain.policies import Policies
from autoreply_sim.rules.catalog import CATALOG
from autoreply_sim.rules.moments import FACTS, Moment, situations
from autoreply_sim.rules.suppressions import SUPPRESSIONS
from autoreply_sim.rules.trigger import Trigger

if TYPE_CHECKING:
    from numpy.typing import NDArray


class CatalogError(ValueError):
    """The catalogue contradicts itself; says which reply and how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the cells of each moment lie in a table row."""

    start: NDArray[np.int32]
    """int32 [moments]: the first cell of a moment."""
    slots: NDArray[np.int32]
    """int32 [moments]: how many replies a moment has."""
    first_reply: NDArray[np.int32]
    """int32 [moments]: the catalogue index of a moment's first reply; the others follow."""
    cells: int


def layout_of(catalog: Sequence[Trigger]) -> Layout:
    """Return where each moment's cells lie; the replies of a moment must stand together in the catalogue."""
    start, slots, first = [], [], []
    cells = 0
    for moment in Moment:
        mine = [index for index, trigger in enumerate(catalog) if trigger.on == moment]
        if not mine or mine != list(range(mine[0], mine[0] + len(mine))):
            raise CatalogError(f"the replies of {moment.name} must be at least one and stand together")
        start.append(cells)
        slots.append(len(mine))
        first.append(mine[0])
        cells += len(mine) * sum(1 for _ in situations(moment))
    return Layout(start=_column(start), slots=_column(slots), first_reply=_column(first), cells=cells)


def fires(trigger: Trigger, facts: dict[str, int], policies: Policies) -> Reason:
    """Return SENT if a reply fires on these facts, or the first need that fails (the order of "fires when")."""
    for need in trigger.when:
        lifted = need.lifted_by is not None and getattr(policies, need.lifted_by[0]) == need.lifted_by[1]
        if not lifted and facts[need.fact.name] not in need.among:
            return need.otherwise
    return Reason.SENT


def check_catalog(catalog: Sequence[Trigger]) -> None:
    """Raise CatalogError for a reply that is misspelt, dead or ambiguous.

    Misspelt: it names a reply or a fact that its moment does not have. Dead: no facts make it fire. Ambiguous: two
    replies of a moment fire on the same facts and neither stands back for the other.
    """
    keys = [trigger.key for trigger in catalog]
    if len(set(keys)) != len(keys):
        raise CatalogError(f"two replies bear the same key: {keys}")
    for moment in Moment:
        _check_moment([trigger for trigger in catalog if trigger.on == moment], moment)


def _check_moment(triggers: Sequence[Trigger], moment: Moment) -> None:
    known = {fact.name for fact in FACTS[moment]}
    siblings = {trigger.key for trigger in triggers}
    for trigger in triggers:
        unknown = {need.fact.name for need in trigger.when} - known
        unknown |= set(trigger.superseded_by) - siblings
        if unknown:
            raise CatalogError(f"{trigger.key}: {moment.name} does not know {', '.join(sorted(unknown))}")
        if not any(fires(trigger, facts, Policies()) == Reason.SENT for facts in situations(moment)):
            raise CatalogError(f"{trigger.key}: no facts of {moment.name} make it fire")
    for facts in situations(moment):
        _check_order([t for t in triggers if fires(t, facts, Policies()) == Reason.SENT])


def _check_order(firing: Sequence[Trigger]) -> None:
    for index, one in enumerate(firing):
        for other in firing[index + 1 :]:
            if (other.key in one.superseded_by) == (one.key in other.superseded_by):
                raise CatalogError(
                    f"{one.key} and {other.key} fire together and neither stands back for the other"
                )


def compile_verdicts(enabled: Sequence[tuple[bool, ...]], policies: Policies) -> NDArray[np.uint8]:
    """Return the verdict tables: uint8 [versions, cells], a `Reason` each; `enabled` has a flag per reply and version.

    Source: R-MSG-1 to R-MSG-14, R-MSG-20 to R-MSG-22, and the precedence at the end of behaviour.md, section 5.
    """
    if not enabled:
        return np.zeros((0, LAYOUT.cells), np.uint8)
    table = np.array([_verdict_row(flags, policies) for flags in enabled], np.uint8)
    table.flags.writeable = False
    return table


@lru_cache(maxsize=1024)
def _verdict_row(enabled: tuple[bool, ...], policies: Policies) -> tuple[int, ...]:
    on = {trigger.key for trigger, flag in zip(CATALOG, enabled, strict=True) if flag}
    one_reply = {Moment.CALL_ENDED: policies.call_replies == "first_match"}
    row: list[int] = []
    for moment in Moment:
        triggers = [trigger for trigger in CATALOG if trigger.on == moment]
        for facts in situations(moment):
            firing = {t.key: fires(t, facts, policies) for t in triggers}
            winners = {key for key, reason in firing.items() if reason == Reason.SENT and key in on}
            winners = winners if one_reply.get(moment, True) else set()
            row += [_verdict(trigger, firing[trigger.key], on, winners) for trigger in triggers]
    return tuple(row)


def _verdict(trigger: Trigger, fired: Reason, on: set[str], winners: set[str]) -> Reason:
    if fired != Reason.SENT:
        return fired
    if trigger.key not in on:
        return Reason.DISABLED
    return Reason.SUPERSEDED if winners.intersection(trigger.superseded_by) else Reason.SENT


def _compile_suppressions() -> NDArray[np.uint8]:
    table = np.zeros(1 << len(SUPPRESSIONS), np.uint8)
    for bits in range(len(table)):
        held = (s.reason for s in SUPPRESSIONS if bits >> s.bit & 1)
        table[bits] = next(held, Reason.SENT)
    table.flags.writeable = False
    return table


def _column(values: Sequence[int]) -> NDArray[np.int32]:
    column = np.array(values, np.int32)
    column.flags.writeable = False
    return column


check_catalog(CATALOG)

LAYOUT = layout_of(CATALOG)

SUPPRESSED_BY: NDArray[np.uint8] = _compile_suppressions()
"""uint8 [64]: the `Reason` for a set of suppression bits; SENT for none (R-SUP order)."""
