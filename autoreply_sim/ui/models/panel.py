"""The what-if panel: what can be flipped for one team, what it is set to, and what of that was chosen here."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from autoreply_sim.domain.world import World
from autoreply_sim.experiment.run import Run
from autoreply_sim.experiment.variant import REPLY_SETTINGS, TEAM_SETTINGS, Choices, Setting, chosen_value
from autoreply_sim.rules.catalog import BY_KEY, CATALOG
from autoreply_sim.texts.fields import fields_of, switches_of
from autoreply_sim.texts.template import TextProblem
from autoreply_sim.ui.models.phrase import Phrase, phrase
from autoreply_sim.ui.models.tried import Tried


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text as somebody is writing it; while it has problems nothing acts on it."""

    setting: Setting
    text: str
    problems: tuple[TextProblem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """Something that is on or off."""

    setting: Setting
    label: Phrase
    is_on: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """The reply that is being edited: its text, its sender, and the fields that its text may use."""

    label: Phrase
    help: Phrase
    rule: str
    text: Setting
    written: str
    problems: tuple[TextProblem, ...]
    is_text_chosen: bool
    sender: Setting
    is_team: bool
    is_sender_chosen: bool
    company_name: str
    team_name: str
    fields: tuple[tuple[str, str], ...]
    """Each field's name and what it stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRow:
    """One reply of the panel."""

    key: str
    switch: Switch
    is_edited: bool
    """Its text or its sender was chosen here."""
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """The panel of one team; `replies` are those the story is about, `others` the rest of the fourteen."""

    team: str
    teams: tuple[tuple[str, str, int], ...]
    """Key, name and number of choices of every team."""
    switches: tuple[Switch, ...]
    replies: tuple[ReplyRow, ...]
    others: tuple[ReplyRow, ...]
    editor: Editor | None
    choices: int
    tried: Tried
    """What is tried, also what the panel has no switch for."""


def panel(saved: Run, tried: Tried, team: str, editing: str, draft: Draft | None) -> Panel:
    """Return the panel of a team; `editing` is the reply whose text is open, or empty."""
    world, choices = saved.scenario.world, tried.choices
    concerned = {decision.reply for decision in saved.decisions}
    keys = [trigger.key for trigger in CATALOG]
    return Panel(
        team=team,
        teams=tuple((one.key, one.display_name, _count(choices, one.key)) for one in world.teams),
        switches=tuple(_switch(world, choices, Setting(team, name), phrase(name)) for name in TEAM_SETTINGS),
        replies=_rows(world, choices, team, editing, [key for key in keys if key in concerned]),
        others=_rows(world, choices, team, editing, [key for key in keys if key not in concerned]),
        editor=_editor(saved, choices, team, editing, draft) if editing else None,
        choices=len(choices),
        tried=tried,
    )


def _count(choices: Choices, team: str) -> int:
    return sum(setting.team == team for setting in choices)


def _switch(world: World, choices: Choices, setting: Setting, label: Phrase) -> Switch:
    is_on = bool(chosen_value(world, choices, setting))
    return Switch(setting=setting, label=label, is_on=is_on, is_chosen=setting in choices)


def _rows(
    world: World, choices: Choices, team: str, editing: str, keys: Iterable[str]
) -> tuple[ReplyRow, ...]:
    return tuple(_row(world, choices, team, key, is_open=key == editing) for key in keys)


def _row(world: World, choices: Choices, team: str, key: str, *, is_open: bool) -> ReplyRow:
    enabled, *others = (Setting(team, name, key) for name in REPLY_SETTINGS)
    switch = _switch(world, choices, enabled, phrase(f"reply_{key}"))
    return ReplyRow(key=key, switch=switch, is_edited=_any(choices, others), is_open=is_open)


def _any(choices: Choices, settings: Collection[Setting]) -> bool:
    return any(setting in choices for setting in settings)


def _editor(saved: Run, choices: Choices, team: str, key: str, draft: Draft | None) -> Editor:
    world = saved.scenario.world
    text, sender = Setting(team, "text", key), Setting(team, "sender", key)
    is_draft = draft is not None and draft.setting == text
    french = saved.language == "fr"
    names = [(field.key, field.fr if french else field.en) for field in fields_of(key)]
    names += [(switch.field, switch.fr if french else switch.en) for switch in switches_of(key)]
    return Editor(
        label=phrase(f"reply_{key}"),
        help=phrase("goes_out", when=phrase(f"when_{key}")),
        rule=BY_KEY[key].rule,
        text=text,
        written=draft.text if draft and is_draft else str(chosen_value(world, choices, text)),
        problems=draft.problems if draft and is_draft else (),
        is_text_chosen=text in choices or is_draft,
        sender=sender,
        is_team=chosen_value(world, choices, sender) == "team",
        is_sender_chosen=sender in choices,
        company_name=world.company.name or "",
        team_name=next(one.display_name for one in world.teams if one.key == team),
        fields=tuple(names),
    )
