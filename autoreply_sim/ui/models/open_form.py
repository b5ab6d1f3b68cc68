"""The form that is open while a story is being written: what stands in it, and what is wrong there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from autoreply_sim.errors import Problem
from autoreply_sim.experiment.run import Run
from autoreply_sim.ui.models.customer_form import fields_of_customer
from autoreply_sim.ui.models.event_form import Field, fields_of_event
from autoreply_sim.ui.models.event_moment import moment_of
from autoreply_sim.ui.models.event_values import with_tick, with_value
from autoreply_sim.ui.models.names import Names
from autoreply_sim.ui.models.phrase import Phrase, phrase

CUSTOMER = "customer"
_FIELD_OF_KEY = {
    "hangs_up": "ends",
    "leaves_voicemail": "ends",
    "to_advisor": "target",
    "to_team": "target",
    "auto_replies": "reply",
}
_WRITTEN_SO = frozenset({"talk", "amount", "phone"})
"""Lines that are written in a way of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The form that is open: of an event by its number, of one that is to be added (None), or of a customer."""

    kind: str
    keys: dict[str, Any]
    """The event as its file would have it, `at` and all; or the customer."""
    number: int | None = None
    problems: tuple[Problem, ...] = ()


def fields_of(form: Form, run: Run, language: str) -> tuple[Field, ...]:
    """Return the fields of a form, each with what is wrong in it."""
    if form.kind == CUSTOMER:
        fields = fields_of_customer(form.keys)
    else:
        now = moment_of(run, Names(run.scenario.world, language), form.keys)
        fields = fields_of_event(form.kind, form.keys, now)
    return tuple(_with_problem(form, field, language) for field in fields)


def filled(form: Form, name: str, value: str | bool) -> Form:  # noqa: FBT001  # what a field holds
    """Return the form with another value in a field; `picks_up/ana` is the box of an advisor."""
    if form.kind == CUSTOMER or name == "at":
        return replace(form, keys=form.keys | {name: str(value)})
    keys = form.keys[form.kind]
    field, _, advisor = name.partition("/")
    is_box = field == "picks_up" and bool(advisor)
    changed = with_tick(keys, advisor, is_on=value is True) if is_box else with_value(keys, name, str(value))
    return replace(form, keys=form.keys | {form.kind: changed})


def elsewhere(form: Form, shown: tuple[Field, ...]) -> tuple[str, ...]:
    """Return what is wrong with a form and stands beside none of its fields."""
    beside = {field.problem for field in shown}
    return tuple(problem.message for problem in form.problems if problem.message not in beside)


def _with_problem(form: Form, field: Field, language: str) -> Field:
    problem = next((each.message for each in form.problems if _field(each) == field.name), "")
    return replace(field, problem=problem, mend=_mend(field, language)) if problem else field


def _mend(field: Field, language: str) -> Phrase | None:
    """Return what to do in a field; None where the reader of files says it already, in the page's language."""
    if field.kind == "pick" and not field.value:
        return phrase("mend_choose" if field.choices else "mend_no_choice")
    if language == "en":
        return None
    return phrase(f"mend_{field.name}" if field.name in _WRITTEN_SO else f"mend_{field.kind}")


def _field(problem: Problem) -> str:
    """Return the field that a problem stands in: the last key of its place, or the one that the form has for it."""
    keys = [step.partition("[")[0] for step in problem.where.split(".")]
    known = [_FIELD_OF_KEY[key] for key in keys if key in _FIELD_OF_KEY]
    return known[0] if known else keys[-1]
