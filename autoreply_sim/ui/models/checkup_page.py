"""The page of the check-up: what looks wrong with the draft, what that came to in the year, and where to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from autoreply_sim.analytics.checkup import Finding, Severity
from autoreply_sim.analytics.phrases import say
from autoreply_sim.rules.catalog import REPLY_KEYS
from autoreply_sim.ui.models.finding_names import by_name
from autoreply_sim.ui.models.phrase import Phrase, phrase
from autoreply_sim.ui.models.year_view import YearView

_SECTIONS: Mapping[str, str] = MappingProxyType(
    {"schedules": "schedules", "call_trees": "routing", "routing_rules": "routing"}
)
"""Sections of the settings by the keys of the document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One finding as the page shows it."""

    place: int
    """Its place among the findings."""
    severity: Severity
    team: str
    sentence: str
    help: str
    came_of_it: str
    events: int
    """How many events behind it can be looked at."""
    rules: tuple[str, ...]
    goes_to: str
    """The section of the settings that mends it; empty: none does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckupPage:
    """The page as it stands."""

    tally: tuple[tuple[Severity, Phrase], ...]
    findings: tuple[Found, ...]
    is_draft: bool


class CheckupView:
    """One visitor's check-up of the draft."""

    def __init__(self, year: YearView) -> None:
        self.year, self.cockpit = year, year.cockpit

    def findings(self) -> tuple[Finding, ...]:
        """Return what looks wrong with the draft, the worst first."""
        tried = self.year.years.live(self.cockpit.tried)
        return tried.findings

    def page(self) -> CheckupPage:
        """Return the page."""
        found, cockpit = self.findings(), self.cockpit
        names = {team.key: team.display_name for team in cockpit.tried.world.teams}
        counts = {severity: sum(one.severity == severity for one in found) for severity in Severity}
        return CheckupPage(
            tally=tuple(
                (severity, phrase(f"findings_{severity}", count=count)) for severity, count in counts.items()
            ),
            findings=tuple(_found(place, one, names, cockpit.language) for place, one in enumerate(found)),
            is_draft=bool(cockpit.draft.changes),
        )

    def go(self, place: int) -> None:
        """Go to where a finding can be mended."""
        found = self.findings()
        if 0 <= place < len(found):
            self.cockpit.go(page="settings", section=section_of(found[place]), team=found[place].team or "")

    def events(self, place: int) -> None:
        """Look at the events of a finding."""
        names = list(by_name(self.findings()))
        if 0 <= place < len(names):
            self.year.behind_finding(names[place])


def section_of(finding: Finding) -> str:
    """Return the section of the settings that mends a finding; empty where the settings have none."""
    match finding.path:
        case ("teams", _, "auto_replies", str(reply), *_) if reply in REPLY_KEYS:
            return reply
        case ("teams", _, str(key), *_) if key in _SECTIONS:
            return _SECTIONS[key]
        case ("teams", _, "ring_last_advisor" | "tickets_for_missed_calls", *_):
            return "general"
        case ("policies", *_):
            return "policies"
    return ""


def _found(place: int, one: Finding, names: Mapping[str, str], language: str) -> Found:
    came = one.consequence
    return Found(
        place=place,
        severity=one.severity,
        team=names.get(one.team or "", ""),
        sentence=say(one.sentence, language),
        help=say(one.help, language),
        came_of_it="" if came is None else say(came.sentence, language),
        events=0 if came is None else len(came.events),
        rules=one.rules,
        goes_to=section_of(one),
    )
