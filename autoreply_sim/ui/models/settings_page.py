"""The page of settings: the fourteen replies as the platform lists them, and everything else that a team saves."""

from __future__ import annotations

from dataclasses import dataclass, replace

from autoreply_sim.domain.policies import POLICIES
from autoreply_sim.domain.settings import ReplySettings
from autoreply_sim.rules.catalog import BY_KEY, REPLY_KEYS
from autoreply_sim.rules.moments import Moment
from autoreply_sim.ui.models.cockpit import LISTED, Cockpit
from autoreply_sim.ui.models.documents import At, read
from autoreply_sim.ui.models.phrase import Phrase, phrase
from autoreply_sim.ui.models.preview import Preview, preview
from autoreply_sim.units import MINUTE_MS

SECTIONS = ("general", "schedules", "routing", "policies")
"""The sections beside the fourteen replies, in the order of the list."""

_SWITCHES = {"ring_last_advisor": "R-RLA-1", "tickets_for_missed_calls": "R-TKT-5"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """Something that is on or off."""

    at: At
    label: Phrase
    help: Phrase | None
    rule: str
    is_on: bool
    is_changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One reply of the list."""

    key: str
    switch: Switch
    is_changed: bool
    """Anything of it differs from what is saved."""
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Another section of the list."""

    key: str
    label: Phrase
    is_changed: bool
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A policy: a question and its answers, or a number."""

    at: At
    question: str
    rule: str
    answers: tuple[tuple[str, str, bool], ...]
    """Value, meaning, whether it is chosen; none: it is a number."""
    number: str
    problems: tuple[str, ...]
    is_changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """One reply, opened: everything of it that can be set, beside how it looks."""

    key: str
    label: Phrase
    help: Phrase
    rule: str
    enabled: Switch
    sender: At
    is_team: bool
    company_name: str
    team_name: str
    quiet: At | None
    quiet_minutes: str
    quiet_problems: tuple[str, ...]
    template: Switch | None
    preview: Preview
    """Its text and its optional elements, and how it looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsPage:
    """The page as it stands; one of `editor`, `switches`, `choices` is shown, or a section of its own."""

    section: str
    rows: tuple[Row, ...]
    links: tuple[Link, ...]
    editor: Editor | None = None
    switches: tuple[Switch, ...] = ()
    choices: tuple[Choice, ...] = ()


def settings_page(cockpit: Cockpit) -> SettingsPage:
    """Return the page of the team that is shown."""
    section = open_section(cockpit)
    changes = cockpit.draft.changes
    return SettingsPage(
        section=section,
        rows=tuple(_row(cockpit, key, section, changes) for key in LISTED),
        links=tuple(_link(cockpit, key, section, changes) for key in SECTIONS),
        editor=_editor(cockpit, section) if section in REPLY_KEYS else None,
        switches=_team_switches(cockpit) if section == "general" else (),
        choices=_choices(cockpit) if section == "policies" else (),
    )


def open_section(cockpit: Cockpit) -> str:
    """Return which section is open: a reply's key, or one of SECTIONS."""
    return cockpit.section if cockpit.section in SECTIONS else cockpit.reply


def is_within(changes: tuple[At, ...], at: At) -> bool:
    """Say whether anything at or beneath a place is among the changes."""
    return any(change[: len(at)] == at for change in changes)


def _row(cockpit: Cockpit, key: str, section: str, changes: tuple[At, ...]) -> Row:
    return Row(
        key=key,
        switch=_switch(cockpit, cockpit.at("auto_replies", key, "enabled"), phrase(f"reply_{key}")),
        is_changed=is_within(changes, cockpit.at("auto_replies", key)),
        is_open=key == section,
    )


_PLACES = {
    "general": tuple((name,) for name in _SWITCHES),
    "schedules": (("schedules",),),
    "routing": (("call_trees",), ("routing_rules",)),
}
"""What of a team's document each section edits."""


def _link(cockpit: Cockpit, key: str, section: str, changes: tuple[At, ...]) -> Link:
    places = [cockpit.at(*place) for place in _PLACES[key]] if key in _PLACES else [("policies",)]
    is_changed = any(is_within(changes, place) for place in places)
    return Link(key=key, label=phrase(f"section_{key}"), is_changed=is_changed, is_open=key == section)


def _switch(
    cockpit: Cockpit, at: At, label: Phrase, described: Phrase | None = None, rule: str = ""
) -> Switch:
    is_on = bool(cockpit.value(at))
    is_changed = is_on != bool(read(cockpit.draft.saved, at))
    return Switch(at=at, label=label, help=described, rule=rule, is_on=is_on, is_changed=is_changed)


def _team_switches(cockpit: Cockpit) -> tuple[Switch, ...]:
    return tuple(
        _switch(cockpit, cockpit.at(name), phrase(name), phrase(f"{name}_help"), rule)
        for name, rule in _SWITCHES.items()
    )


def _choices(cockpit: Cockpit) -> tuple[Choice, ...]:
    place = 1 if cockpit.language == "fr" else 0
    found = []
    for spec in POLICIES:
        at = ("policies", spec.name)
        typed, problems = cockpit.typed.get(at, (cockpit.value(at), ()))
        answers = tuple((value, means[place], value == typed) for value, means in spec.values.items())
        found.append(
            Choice(
                at=at,
                question=spec.question[place],
                rule=spec.rule,
                answers=answers,
                number="" if answers else _number(typed),
                problems=problems,
                is_changed=cockpit.value(at) != read(cockpit.draft.saved, at),
            )
        )
    return tuple(found)


def _number(value: object) -> str:
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def _editor(cockpit: Cockpit, key: str) -> Editor:
    team, world = cockpit.team_of(cockpit.tried), cockpit.tried.world
    settings, at = team.settings.replies[key], cockpit.at("auto_replies", key)
    quiet, quiet_minutes, quiet_problems = _quiet(cockpit, key, settings)
    return Editor(
        key=key,
        label=phrase(f"reply_{key}"),
        help=phrase("goes_out", when=phrase(f"when_{key}")),
        rule=BY_KEY[key].rule,
        enabled=_switch(cockpit, (*at, "enabled"), phrase("is_sent")),
        sender=(*at, "sender"),
        is_team=settings.sender == "team",
        company_name=world.company.name or "",
        team_name=team.display_name,
        quiet=quiet,
        quiet_minutes=quiet_minutes,
        quiet_problems=quiet_problems,
        template=_template(cockpit, key),
        preview=_preview(cockpit, key, settings),
    )


def _preview(cockpit: Cockpit, key: str, settings: ReplySettings) -> Preview:
    """Return the reply as it is being written: what cannot be used yet is shown with its problems."""
    typed, _ = cockpit.typed.get(cockpit.at("auto_replies", key, "text"), (settings.text, ()))
    return preview(
        cockpit.tried.world,
        cockpit.team,
        key,
        settings if typed is None else replace(settings, text=str(typed)),
        channel=cockpit.channel,
        language=cockpit.language,
        last_good=settings.text,
    )


def _quiet(cockpit: Cockpit, key: str, settings: ReplySettings) -> tuple[At | None, str, tuple[str, ...]]:
    """Return where the quiet period stands, how it reads, and its problems; only one reply has one (R-MSG-23)."""
    at = cockpit.at("auto_replies", key, "quiet_period")
    typed, problems = cockpit.typed.get(at, (settings.quiet_period_ms / MINUTE_MS, ()))
    return at if key == "after_hours_texts" else None, _number(typed), problems


def _template(cockpit: Cockpit, key: str) -> Switch | None:
    """Return whether WhatsApp approved the text, for what advisors send: nothing else needs it (R-SUP-4)."""
    if BY_KEY[key].on in (Moment.CALL_ENDED, Moment.MESSAGE_CAME):
        return None
    at = cockpit.at("auto_replies", key, "whatsapp_template_approved")
    return _switch(cockpit, at, phrase("template_approved"), phrase("template_approved_help"), "R-SUP-4")
