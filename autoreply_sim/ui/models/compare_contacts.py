"""Whose experience a comparison changes: the first contacts come with it, more of them when somebody asks.

Only the first replication is looked at; to list more of it, it is drawn and decided again, beside the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from autoreply_sim.analytics.changed import Changed, changed
from autoreply_sim.experiment.comparison import Comparison
from autoreply_sim.experiment.run import Run
from autoreply_sim.experiment.workshop import Progress
from autoreply_sim.ui.models.names import Names
from autoreply_sim.ui.models.phrase import Phrase, phrase
from autoreply_sim.ui.models.work import Post, Work
from autoreply_sim.ui.words import LANGUAGES

MOST_CHANGED, MORE_CHANGED = 50, 200
"""Contacts that are listed at first, and that come with every wish for more."""

ALL_CHANGED = 1 << 31
"""More contacts than there are."""

_REPLAYED = 0.6
"""Of the work that it takes to list contacts, the share that is done by then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody whose experience differs."""

    at: str
    who: str
    was: str
    is_now: str
    why_then: str
    why_now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Whose experience a variant changes, in one replication."""

    variant: Phrase
    total: int
    """How many contacts differ from the base."""
    contacts: tuple[Contact, ...]
    """The first of them."""


Told = Mapping[str, Mapping[str, Whose]]
"""Whose experience changes: by language, so that the page can speak another one, and by variant."""


class Contacts:
    """The list of contacts of one visitor's comparison."""

    def __init__(self, post: Post) -> None:
        self.listing, self.taking = Work(post), Work(post)

    def of(self, found: Comparison, first: Told) -> Told:
        """Return the contacts that are listed of a comparison; `first`: those that came with it."""
        listed = self.listing.result if self.listing.state == "done" else None
        told: Told = first if listed is None or listed[0] is not found else listed[1]
        return told

    def list_more(self, found: Comparison, first: Told) -> None:
        """List more contacts of every variant."""
        by_variant = next(iter(self.of(found, first).values()))
        most = max(len(one.contacts) for one in by_variant.values()) + MORE_CHANGED
        self.listing.start(lambda tell: (found, contacts_of(found, most, tell)))


def contacts_of(
    found: Comparison, most: int, tell: Progress, languages: Sequence[str] = LANGUAGES
) -> dict[str, dict[str, Whose]]:
    """Return whose experience each variant changes in the first replication: by language, and then by variant.

    The first `most` contacts of each. What the variants are called is left for the page to say.
    """
    runs = found.replay(0)
    tell(_REPLAYED)
    return {language: _contacts(found.names[1:], runs, language, most, tell) for language in languages}


def _contacts(
    others: Sequence[str], runs: Mapping[str, Run], language: str, most: int, tell: Progress
) -> dict[str, Whose]:
    base, *contexts = (replace(run, language=language).context for run in runs.values())
    names, told = Names(base.world, language), dict[str, Whose]()
    for name, other in zip(others, contexts, strict=True):
        total, contacts = changed(base, other, most)
        shown = tuple(_contact(one, names) for one in contacts)
        told[name] = Whose(variant=phrase("variant"), total=total, contacts=shown)
        tell(_REPLAYED)
    return told


def _contact(one: Changed, names: Names) -> Contact:
    return Contact(
        at=names.short(one.at_ms),
        who=names.customer(one.customer),
        was=one.was,
        is_now=one.is_now,
        why_then=one.why_then,
        why_now=one.why_now,
    )
