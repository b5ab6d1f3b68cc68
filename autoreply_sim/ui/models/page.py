"""The whole page as data: the head, the what-if panel, the story, the phone, the tickets, the rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from autoreply_sim.errors import InputError
from autoreply_sim.experiment.run import Run
from autoreply_sim.rules.rulebook import rules
from autoreply_sim.ui.models.compare import Differences, differences
from autoreply_sim.ui.models.library import Entry, rule_order
from autoreply_sim.ui.models.names import Names
from autoreply_sim.ui.models.panel import Draft, Panel, panel
from autoreply_sim.ui.models.phone import Phones, phones
from autoreply_sim.ui.models.phrase import Phrase, phrase
from autoreply_sim.ui.models.python_lines import python_lines
from autoreply_sim.ui.models.story import Day, days
from autoreply_sim.ui.models.tickets import Cards, cards
from autoreply_sim.ui.models.tried import Tried


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Which story it is."""

    name: str
    title: str
    company: str
    timezone: str
    text_language: str
    """The company's language, in which its texts are."""
    shows: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Everything that a story shows. `differences` is None as long as nothing was chosen."""

    head: Head
    panel: Panel
    differences: Differences | None
    events: tuple[int, ...]
    """The events of which something else comes with the choices."""
    days: tuple[Day, ...]
    phones: Phones
    tickets: tuple[Cards, ...]
    notes: tuple[Phrase, ...]
    rules: tuple[str, ...]
    """Ids of the rules that are cited anywhere on the page."""
    python: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: a story, or why there is none."""

    name: str
    told: Told | None = None
    empty: Phrase | None = None
    problems: tuple[str, ...] = ()


def empty_page(name: str, *, has_stories: bool) -> Page:
    """Return the page without a story: none was chosen, none has that name, or there are none at all."""
    if not has_stories:
        return Page(name=name, empty=phrase("no_stories"))
    return Page(name=name, empty=phrase("no_such_story", name=name) if name else phrase("choose_a_story"))


def unreadable_page(entry: Entry, error: InputError) -> Page:
    """Return the page of a file that cannot be used, with everything that is wrong with it."""
    problems = tuple(str(problem) for problem in error.problems)
    return Page(name=entry.name, empty=phrase("unreadable", name=entry.path.name), problems=problems)


def story_page(saved: Run, changed: Run | None, *, name: str, tried: Tried, **chosen: Any) -> Page:
    """Return the page of a story; `chosen` are `team`, `editing`, `customer` and `draft`."""
    names = Names(saved.scenario.world, saved.language)
    draft: Draft | None = chosen["draft"]
    story = days(saved, changed, names)
    told = Told(
        head=_head(saved, name),
        panel=panel(saved, tried, chosen["team"], chosen["editing"], draft),
        differences=None if changed is None else differences(saved, changed),
        events=tuple(moment.number for day in story for moment in day.moments if moment.changed),
        days=story,
        phones=phones(saved, changed, names, chosen["customer"]),
        tickets=cards(saved, changed, names),
        notes=_notes(saved, changed),
        rules=_cited(saved, changed),
        python=python_lines(saved.scenario.origin, tried.choices, tried.steps if tried.is_on else ()),
    )
    return Page(name=name, told=told)


def _head(saved: Run, name: str) -> Head:
    world = saved.scenario.world
    return Head(
        name=name,
        title=saved.scenario.title,
        company=world.company.name or "",
        timezone=world.timezone,
        text_language=world.company.language,
        shows=tuple(rule for rule in saved.scenario.shows if rule in rules()),
    )


def _notes(saved: Run, changed: Run | None) -> tuple[Phrase, ...]:
    """Return what did not happen as the story asks; with choices also the events that lost their ticket."""
    shown = changed or saved
    said = [phrase("as_said", sentence=sentence) for sentence in shown.notes]
    return tuple(said + [phrase("lost_ticket", event=event) for event, _ in shown.faults])


def _cited(*runs: Run | None) -> tuple[str, ...]:
    cited: set[str] = set()
    for run in runs:
        if run is not None:
            cited |= {*run.scenario.shows, *(decision.rule for decision in run.decisions)}
            cited |= {item.rule for ticket in run.tickets for item in ticket.activity}
    return tuple(sorted((rule for rule in cited if rule in rules()), key=rule_order))
