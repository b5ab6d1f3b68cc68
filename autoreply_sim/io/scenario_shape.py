"""The first check of a file: its keys and the values of its fields, one by one.

What is wrong is reported and then left out, so that the rest can be checked and all problems are told at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from autoreply_sim.errors import did_you_mean
from autoreply_sim.io.scenario_event_models import MAX_EVENTS, ScenarioFile
from autoreply_sim.io.scenario_report import Report, as_written
from autoreply_sim.io.scenario_values import shown
from autoreply_sim.io.yaml12_data import Items, Path, Plain, Section

_ROUNDS = 6
"""What stands in for a required key may want others beneath it, and so on: so deep is the format."""
_STAND_INS: dict[str, str | type[Section]] = {
    "at": "2000-01-01 00:00",
    "first": "2000-01-01",
    "from": "00:00",
    "to": "00:00",
    "title": "?",
    "name": "?",
    "criterion": "account",
    "operator": "equals",
    "value": "?",
    "target": Section,
    "options": Section,
    "ticket": "1",
    "by": "?",
    "action": "close",
    "team": "?",
}
"""What takes the place of a required key that is missing or wrong, so that what is beside it can be checked."""
_STAND_INS_BY_GROUP: dict[tuple[str, str], str | type[Section]] = {
    ("text", "channel"): "sms",
    ("ticket", "channel"): "web",
    ("traffic", "from"): "2000-01-01",
    ("traffic", "days"): "1",
    ("traffic", "teams"): Section,
    ("incidents", "from"): "2000-01-01 00:00",
    ("incidents", "to"): "2000-01-01 00:00",
    ("breaks", "length"): "30m",
    ("teams", "per_day"): "0",
}
"""The same, where it takes the group of the key to tell: the nearest one that the format names."""
_Beneath = Mapping[Path, Mapping[str, object]]
"""What stands in, by the group that it stands in, and the key."""
_EXAMPLES = {
    "version": "version: 1",
    "teams": "teams: {service: {number: …}}",
    "at": "at: 2026-03-02 09:00",
    "from": "from: …",
    "first": "first: 2026-01-05",
    "days": "days: 365",
    "per_day": "per_day: 420",
    "length": "length: 30m",
    "ticket": "ticket: 1",
}

_EXAMPLES_BY_GROUP = {
    ("traffic", "teams"): "teams: {service: {per_day: 420}}",
    ("traffic", "from"): "from: 2026-03-01",
    ("incidents", "from"): "from: 2026-03-02 09:00",
    ("incidents", "to"): "to: 2026-03-02 10:00",
}
"""The same, where it takes the group of the key to tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A file after the first check."""

    file: ScenarioFile | None
    """What it says, without what is wrong; None if too much is wrong to look further."""
    rest: Section
    """The tree without what is wrong."""
    missed: frozenset[Path]
    """What was left out, though the file meant something by it."""
    stand_ins: frozenset[Path]
    """Where something takes the place of what is missing or wrong: nobody wrote it, so nobody is to hear of it."""


def check_shape(tree: Section, report: Report) -> Shape:
    """Return what a file says without what is wrong with its keys, which is on the report."""
    left_out: set[Path] = set()
    pointless: set[Path] = set()
    stand_ins: dict[Path, object] = {}
    rest, file = tree, None
    for round_number in range(_ROUNDS):
        file, details = _validate(rest)
        for detail in details:
            path = as_written(rest, _path(detail))
            if round_number == 0 and _report(detail, path, report):
                pointless.add(path)
            if detail["type"] == "missing" and (stand_in := _stand_in(path)) is not None:
                stand_ins[path] = stand_in
            else:
                left_out.add(path[:-1] if detail["type"] == "missing" else path)
        if file is not None or () in left_out or ("teams",) in left_out or report.is_full:
            break
        rest = _without(tree, left_out, stand_ins)
    missed = frozenset(left_out.union(stand_ins) - pointless)
    return Shape(file=file, rest=rest, missed=missed, stand_ins=frozenset(stand_ins))


def _stand_in(path: Path) -> object:
    """Return what can take the place of a required key, None if nothing can."""
    key = str(path[-1])
    groups = [str(step) for step in path[-3:-1]]
    by_group = [_STAND_INS_BY_GROUP[group, key] for group in groups if (group, key) in _STAND_INS_BY_GROUP]
    stand_in = by_group[-1] if by_group else _STAND_INS.get(key)
    return Plain(stand_in) if isinstance(stand_in, str) else stand_in and stand_in()


def _validate(tree: Section) -> tuple[ScenarioFile | None, list[ErrorDetails]]:
    try:
        return ScenarioFile.model_validate(tree), []
    except ValidationError as error:
        return None, error.errors(include_url=False)


def _path(detail: ErrorDetails) -> Path:
    """Return where an error is; pydantic marks an error in a key itself by a last step of its own."""
    path = detail["loc"]
    return path[:-1] if path[-1:] == ("[key]",) else path


def _report(detail: ErrorDetails, path: Path, report: Report) -> bool:
    """Report an error; return whether it is an unknown key that is no slip for a known one."""
    if detail["type"] != "extra_forbidden":
        report.add(path, _message(detail, path), of_key=detail["loc"][-1:] == ("[key]",))
        return False
    hint = "remove it" if report.is_full else did_you_mean(str(path[-1]), _known_keys(path[:-1]))
    is_pointless = not hint.startswith("did you mean")
    report.add(path, f"unknown key {shown(path[-1])}; {hint}", of_key=True, is_harmless=is_pointless)
    return is_pointless


def _message(detail: ErrorDetails, path: Path) -> str:
    found = shown(detail["input"])
    match detail["type"]:
        case "value_error":
            return str(detail["ctx"]["error"])
        case "missing":
            key = str(path[-1])
            return f"the key {key!r} is missing; add {_example(path)}"
        case "list_type":
            return f"{found} stands where a list belongs; write [first, second], or [] for none"
        case "too_long":
            return f"{len(detail['input']):,} events are too many; at most {MAX_EVENTS:,} are possible in one file"
        case "too_short":
            return "there is no team; name at least one"
        case _:
            return f"{found} stands where a group of keys belongs; write {{key: value}} or indented lines"


def _example(path: Path) -> str:
    """Return how a key that is missing could be written, where it stands."""
    key = str(path[-1])
    by_group = (_EXAMPLES_BY_GROUP.get((str(step), key)) for step in reversed(path[:-1]))
    return next((found for found in by_group if found), _EXAMPLES.get(key, f"{key}: …"))


def _known_keys(path: Path) -> list[str]:
    """Return the keys that the group at a path may have."""
    kind: Any = ScenarioFile
    for step in path:
        kind = _inner(kind, step)
    model = _without_none(kind)
    is_model = isinstance(model, type) and issubclass(model, BaseModel)
    return [info.alias or name for name, info in model.model_fields.items()] if is_model else []


def _inner(kind: Any, step: str | int) -> Any:  # noqa: ANN401  # type hints are values of any type
    model = _without_none(kind)
    if isinstance(model, type) and issubclass(model, BaseModel):
        named = (info.annotation for name, info in model.model_fields.items() if step in (info.alias, name))
        return next(named, None)
    return (get_args(model) or (None,))[-1]


def _without_none(kind: Any) -> Any:  # noqa: ANN401  # type hints are values of any type
    if get_origin(kind) in (Union, UnionType):
        return next(one for one in get_args(kind) if one is not type(None))
    return kind


def _without(tree: Section, broken: set[Path], stand_ins: Mapping[Path, object]) -> Section:
    beneath: dict[Path, dict[str, object]] = defaultdict(dict)
    for path, stand_in in stand_ins.items():
        beneath[path[:-1]][str(path[-1])] = stand_in
    rest = _copy_group(tree, (), broken, beneath)
    rest["version"] = Plain("1")
    return rest


def _copy_group(group: Section, path: Path, broken: set[Path], beneath: _Beneath) -> Section:
    copy = Section()
    copy.lines = group.lines
    for key, item in group.items():
        if (*path, key) not in broken:
            copy[key] = _copy(item, (*path, key), broken, beneath)
    copy.update(beneath.get(path, {}))
    return copy


def _copy(value: object, path: Path, broken: set[Path], beneath: _Beneath) -> object:
    """Return a copy of groups and lists without what stands at the broken paths, and with what stands in."""
    if isinstance(value, Section):
        return _copy_group(value, path, broken, beneath)
    if isinstance(value, Items):
        items = Items()
        for position, (item, line) in enumerate(zip(value, value.lines, strict=True)):
            if (*path, position) not in broken:
                items.put(_copy(item, (*path, position), broken, beneath), line, position)
        return items
    return value
