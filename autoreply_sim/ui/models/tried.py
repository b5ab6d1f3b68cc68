"""What the cockpit's draft changes, tried on a story: what the panel can flip becomes a choice, the rest stays a step.

A step is a place in the document of settings and what stands there in the draft; None where it leaves something out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.domain.world import World
from autoreply_sim.errors import InputError
from autoreply_sim.experiment.variant import AS_SAVED, TEAM_SETTINGS, Choices, Setting, Value, choose
from autoreply_sim.io.settings_document import settings_document, with_document
from autoreply_sim.ui.models.change_words import Change, changes
from autoreply_sim.ui.models.documents import At, Document, patched

Step: TypeAlias = tuple[At, Any]
"""Where, and what stands there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What is tried on a story: choices, and what a draft of the cockpit changes beyond them, which can be left out."""

    choices: Choices
    steps: tuple[Step, ...] = ()
    is_on: bool = False
    """Whether the steps act."""
    changes: tuple[Change, ...] = ()
    """The steps in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """Whose settings the steps change, and in which language that is said."""

    base: Scenario | None
    language: str


def read_steps(text: str) -> tuple[Step, ...]:
    """Return the steps that an address carries. Raises ValueError for what carries none."""
    found = json.loads(text)
    patched({}, found)
    return tuple((tuple(at), value) for at, value in found)


def as_text(steps: Sequence[Step]) -> str:
    """Return steps as an address carries them."""
    return json.dumps(steps, ensure_ascii=False, separators=(",", ":")) if steps else ""


def sorted_out(world: World, steps: Iterable[Step]) -> tuple[Choices, tuple[Step, ...]]:
    """Return the steps that the panel of a world can flip as choices, and the others."""
    choices, others = AS_SAVED, []
    for step in steps:
        try:
            choices = choose(world, choices, *_choice(step))
        except ValueError:
            others.append(step)
    return choices, tuple(others)


def stepped(scenario: Scenario, steps: Sequence[Step]) -> Scenario:
    """Return the scenario with these steps saved before it begins. Raises InputError for what it has no place for."""
    return with_document(scenario, _document(scenario, steps)) if steps else scenario


def in_words(scenario: Scenario, steps: Sequence[Step], language: str) -> tuple[Change, ...]:
    """Return what the steps change in a scenario, in words; nothing where it has no place for them."""
    try:
        after = settings_document(stepped(scenario, steps).world)
    except InputError:
        return ()
    return changes(_Told(base=scenario, language=language), settings_document(scenario.world), after)


def _document(scenario: Scenario, steps: Sequence[Step]) -> Document:
    return patched(settings_document(scenario.world), [[list(at), value] for at, value in steps])


def _choice(step: Step) -> tuple[Setting, Value]:
    """Return the choice that a step is. Raises ValueError if the panel has none for it."""
    match step:
        case (("teams", team, name), bool(value)) if name in TEAM_SETTINGS:
            return Setting(team, name), value
        case (("teams", team, "auto_replies", reply, name), bool(value) | str(value)):
            return Setting(team, name, reply), value
    raise ValueError(f"the panel has no switch for {step[0]!r}")
