"""Edits of a team's call trees, as the settings document of a scenario file writes them; pure, like all edits.

A choice leads to one team or to some advisors (R-CALL-6); a key that leads nowhere is not in the tree.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from autoreply_sim.io.scenario_models import TREE_KEYS
from autoreply_sim.ui.models.schedule_edits import Document, Value, schedules_of, with_member


def trees_of(team: Document) -> dict[str, Document]:
    """Return a team's call trees by name, a dictionary of its own."""
    return dict(team.get("call_trees") or {})


def options_of(tree: Document) -> dict[str, Document]:
    """Return where each key of a tree leads, a dictionary of its own."""
    return dict(tree.get("options") or {})


def add_tree(team: Document, name: str) -> dict[str, Any]:
    """Return the team with one more, empty tree; its name gets a number if it is taken."""
    return {**team, "call_trees": {**trees_of(team), _free(name, trees_of(team)): {"options": {}}}}


def rename_tree(team: Document, name: str, new: str) -> dict[str, Any]:
    """Return the team with a tree renamed, in its schedules, too; the new name gets a number if it is taken."""
    trees = trees_of(team)
    if name not in trees or new == name:
        return dict(team)
    free = _free(new, trees)
    renamed = {free if key == name else key: tree for key, tree in trees.items()}
    return _with_schedules({**team, "call_trees": renamed}, name, {"call_tree": free})


def delete_tree(team: Document, name: str) -> dict[str, Any]:
    """Return the team without a tree; schedules that went through it ring their own advisors."""
    kept = {key: tree for key, tree in trees_of(team).items() if key != name}
    return _with_schedules({**team, "call_trees": kept}, name, {})


def edit_choice(team: Document, name: str, key: str, value: Value) -> dict[str, Any]:
    """Return the team with another end of one key of a tree.

    `key` is one of the keys of a phone, and `value` where it leads: `team:KEY`, `advisors`, or nothing; or it is
    `1/ana`, and `value` whether that advisor is among those of the key. Raises ValueError for any other key.
    """
    digit, _, advisor = key.partition("/")
    if digit not in tuple(TREE_KEYS):
        raise ValueError(f"a phone has no key {digit!r}; use one of {TREE_KEYS}")
    trees = trees_of(team)
    if name not in trees:
        return dict(team)
    options = options_of(trees[name])
    choice = options.pop(digit, {})
    if advisor:
        options[digit] = {"advisors": with_member(choice, advisor, is_on=value is True)}
    elif value == "advisors":
        options[digit] = {"advisors": list(choice.get("advisors") or ())}
    elif value:
        options[digit] = {"team": str(value).removeprefix("team:")}
    ordered = {one: options[one] for one in TREE_KEYS if one in options}
    return {**team, "call_trees": {**trees, name: {**trees[name], "options": ordered}}}


def _free(name: str, taken: Mapping[str, Any]) -> str:
    numbered = (name if number == 1 else f"{name} {number}" for number in range(1, len(taken) + 2))
    return next(one for one in numbered if one not in taken)


def _with_schedules(team: dict[str, Any], tree: str, instead: Mapping[str, str]) -> dict[str, Any]:
    if all(schedule.get("call_tree") != tree for schedule in schedules_of(team)):
        return team
    changed = [
        {**{key: value for key, value in schedule.items() if key != "call_tree"}, **instead}
        if schedule.get("call_tree") == tree
        else schedule
        for schedule in schedules_of(team)
    ]
    return {**team, "schedules": changed}
