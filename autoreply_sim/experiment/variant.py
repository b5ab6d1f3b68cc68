"""What if a team had saved something else before the story: choices, and the scenario they make.

A choice is kept only while it differs from what is saved, so that "no choices" means "as saved". Choices read and
write as the `save` of a scenario file does: `{"service": {"auto_replies": {"after_hours_calls": {"enabled": false}}}}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.domain.settings import ReplyChange, SettingsChange, apply
from autoreply_sim.domain.world import Team, World
from autoreply_sim.errors import did_you_mean
from autoreply_sim.rules.catalog import REPLY_KEYS
from autoreply_sim.texts.defaults import default_text
from autoreply_sim.texts.template import check_text

TEAM_SETTINGS = ("ring_last_advisor", "tickets_for_missed_calls")
REPLY_SETTINGS = ("enabled", "sender", "text")
SENDERS = ("company", "team")

Value = bool | str


@dataclass(frozen=True, slots=True, order=True)
class Setting:
    """One thing that can be flipped: a switch of a team, or a key of one of its replies."""

    team: str
    name: str
    reply: str = ""


Choices = Mapping[Setting, Value]
"""What would be saved instead, setting by setting."""

AS_SAVED: Choices = MappingProxyType({})


def saved_value(world: World, setting: Setting) -> Value:
    """Return what is saved before the story; of a text that nobody has written, our default."""
    settings = _team(world, setting.team).settings
    if not setting.reply:
        return bool(getattr(settings, setting.name))
    reply = settings.replies[setting.reply]
    if setting.name == "text" and reply.text is None:
        return default_text(setting.reply, "fr" if world.company.language == "fr" else "en")
    value: Value = getattr(reply, setting.name)
    return value


def chosen_value(world: World, choices: Choices, setting: Setting) -> Value:
    """Return what is chosen, or else what is saved."""
    return choices[setting] if setting in choices else saved_value(world, setting)


def choose(world: World, choices: Choices, setting: Setting, value: Value) -> Choices:
    """Return the choices with this one; the saved value takes the choice away.

    Raises ValueError for what no team has and no text may hold.
    """
    _check(world, setting, value)
    others = {other: chosen for other, chosen in choices.items() if other != setting}
    chosen = {} if value == saved_value(world, setting) else {setting: value}
    return MappingProxyType(others | chosen)


def vary(scenario: Scenario, choices: Choices) -> Scenario:
    """Return the scenario as it would be with these choices saved before the story."""
    teams = tuple(_vary_team(team, choices) for team in scenario.world.teams)
    return replace(scenario, world=replace(scenario.world, teams=teams))


def as_saves(choices: Choices) -> dict[str, dict[str, Any]]:
    """Return the choices in the words of a scenario file, team by team."""
    saves: dict[str, dict[str, Any]] = {}
    for setting in sorted(choices):
        team = saves.setdefault(setting.team, {})
        if setting.reply:
            team = team.setdefault("auto_replies", {}).setdefault(setting.reply, {})
        team[setting.name] = choices[setting]
    return saves


def read_saves(world: World, saves: object) -> Choices:
    """Return the choices that somebody wrote in the words of a scenario file. Raises ValueError as `choose` does."""
    choices = AS_SAVED
    for team, settings in _items(saves, "teams"):
        for setting, value in _settings(team, settings):
            choices = choose(world, choices, setting, value)
    return choices


def _settings(team: str, settings: object) -> Iterator[tuple[Setting, Any]]:
    for name, value in _items(settings, team):
        if name != "auto_replies":
            yield Setting(team, name), value
            continue
        for reply, keys in _items(value, name):
            for key, chosen in _items(keys, reply):
                yield Setting(team, key, reply), chosen


def _items(group: object, where: str) -> list[tuple[str, Any]]:
    if not isinstance(group, Mapping):
        raise ValueError(f"{where}: {group!r} stands where a group of keys belongs; write {{key: value}}")  # noqa: TRY004
    return [(str(key), value) for key, value in group.items()]


def _known(kind: str, name: str, names: Sequence[str]) -> None:
    if name not in names:
        raise ValueError(f"no {kind} is called {name!r}; {did_you_mean(name, names)}")


def _check(world: World, setting: Setting, value: object) -> None:
    _known("team", setting.team, [team.key for team in world.teams])
    if setting.reply:
        _known("reply", setting.reply, REPLY_KEYS)
        _known("setting of a reply", setting.name, REPLY_SETTINGS)
    else:
        _known("setting of a team", setting.name, (*TEAM_SETTINGS, "auto_replies"))
    _check_value(setting, value)


def _check_value(setting: Setting, value: object) -> None:
    if setting.name == "sender":
        _known("sender", str(value), SENDERS)
    elif setting.name == "text":
        problems = check_text(setting.reply, value) if isinstance(value, str) else ["a text is needed"]
        if problems:
            raise ValueError(f"text of {setting.reply!r}: {problems[0]}")
    elif not isinstance(value, bool):
        raise ValueError(f"{setting.name}: {value!r} is neither true nor false")


def _team(world: World, key: str) -> Team:
    return next(team for team in world.teams if team.key == key)


def _vary_team(team: Team, choices: Choices) -> Team:
    own = {setting: value for setting, value in choices.items() if setting.team == team.key}
    if not own:
        return team
    replies: dict[str, dict[str, Any]] = {}
    for setting, value in own.items():
        if setting.reply:
            replies.setdefault(setting.reply, {})[setting.name] = value
    switches: dict[Any, Any] = {setting.name: value for setting, value in own.items() if not setting.reply}
    changes = {reply: ReplyChange(**keys) for reply, keys in replies.items()}
    return replace(team, settings=apply(team.settings, SettingsChange(replies=changes, **switches)))
