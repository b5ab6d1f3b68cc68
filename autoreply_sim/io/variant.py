"""Scenarios with other settings: only what changes is said, in the words of the `save` of a scenario file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.errors import InputError, Problem
from autoreply_sim.io.settings_document import settings_document, with_document


def but(
    scenario: Scenario,
    *,
    teams: Mapping[str, object] | None = None,
    policies: Mapping[str, object] | None = None,
) -> Scenario:
    """Return the scenario with other settings saved before it begins, and other policies.

    `teams` is written as in the `save` of a scenario file, `policies` as there; what is not named stays as it is, reply
    by reply and key by key. Lists (schedules, routing rules) and call trees are replaced whole. Raises InputError, a
    ValueError, with everything that is wrong: what no team has, no reply knows, no text may hold, no policy permits.

    Example:
        >>> from autoreply_sim import but, load
        >>> desk = load("data/presets/two_person_shop.yaml")
        >>> quiet = but(desk, teams={"shop": {"auto_replies": {"customer_hangs_up": {"enabled": False}}}})
        >>> quiet.world.teams[0].settings.replies["customer_hangs_up"].enabled
        False

    """
    document = settings_document(scenario.world)
    asked: dict[str, Any] = {
        "teams": {
            key: _changed(document["teams"].get(key, {}), settings)
            for key, settings in _group(teams, "teams").items()
        }
    }
    if policies is not None:
        asked["policies"] = document["policies"] | _group(policies, "policies")
    return with_document(scenario, asked)


def _changed(saved: Mapping[str, Any], settings: object) -> object:
    """Return a team's settings with what is changed of them; what is no group is refused by whoever reads it."""
    if not isinstance(settings, Mapping):
        return settings
    changed = dict(saved) | dict(settings)
    replies = settings.get("auto_replies")
    if isinstance(replies, Mapping):
        changed["auto_replies"] = {**saved.get("auto_replies", {})} | {
            key: _keys(saved.get("auto_replies", {}).get(key, {}), keys) for key, keys in replies.items()
        }
    return changed


def _keys(saved: Mapping[str, Any], keys: object) -> object:
    if not isinstance(keys, Mapping):
        return keys
    changed = {**saved, **keys}
    if isinstance(keys.get("show"), Mapping):
        changed["show"] = {**saved.get("show", {}), **keys["show"]}
    return changed


def _group(asked: object, where: str) -> dict[str, Any]:
    if asked is None:
        return {}
    if not isinstance(asked, Mapping):
        message = f"{asked!r} stands where a group of keys belongs; write {{key: value}}"
        raise InputError([Problem(where=where, message=message)])
    return {str(key): value for key, value in asked.items()}
