"""What the builders of a scenario share: the names of its world, its zone and country, and where problems go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import islice

from autoreply_sim.errors import did_you_mean
from autoreply_sim.io.scenario_event_models import ScenarioFile
from autoreply_sim.io.scenario_report import Report, as_written
from autoreply_sim.io.scenario_shape import Shape
from autoreply_sim.io.scenario_times import instant
from autoreply_sim.io.scenario_values import shown
from autoreply_sim.io.yaml12_data import Items, Path, Section, inside

WITHHELD = "withheld"
_MOST_HINTS = 100
"""Names that a misspelt one is compared with: comparing takes its time."""

_TICKET_MAKERS = frozenset({"call", "text", "ticket"})
_PHONE = re.compile(r"(?:(?:tel|sms|whatsapp):)?([-+0-9().\s/]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where a builder looks a name up, reads a time, and puts a problem.

    Names are those of the file as it was written: a team with a problem of its own is no unknown team.
    """

    report: Report
    rest: Section
    """The tree without what the first check left out; builders' paths lead through it."""
    missed: frozenset[Path]
    stand_ins: frozenset[Path]
    zone: str
    country: str
    advisors: Mapping[str, object]
    customers: Mapping[str, object]
    teams: Mapping[str, object]
    events: int
    """How many events the file tells."""
    most_tickets: int
    """No story of these events can make more."""

    def problem(self, path: Path, message: str, *, of_key: bool = False, is_harmless: bool = False) -> None:
        """Report a problem, unless it says something of what stands in, or of a whole whose parts were left out."""
        written = as_written(self.rest, path)
        if _is_in(self.missed, written):
            self.report.miss(written)
        else:
            self.report.add(written, message, of_key=of_key, is_harmless=is_harmless)

    def is_whole(self, path: Path) -> bool:
        """Return whether nothing at or beneath a path stands in for what is missing or wrong."""
        return not self.stand_ins or not _is_in(self.stand_ins, as_written(self.rest, path))

    def check_team(self, key: str, path: Path) -> None:
        """Report a team that is not in the world."""
        self._check("team", key, self.teams, path)

    def check_dialled(self, key: str, path: Path) -> None:
        """Report a team that is not in the world, or that cannot be called and texted: it has no number."""
        self.check_team(key, path)
        team = inside(self.report.tree, ("teams", key))
        if not isinstance(team, Section) or team.get("number") is not None:
            return
        instead = team.get("communication_team")
        hint = f"write {instead!r}, whose number it uses" if instead else "name one that has"
        self.problem(path, f"team {key!r} has no number of its own; {hint}")

    def check_ticket(self, number: int, path: Path) -> None:
        """Report a ticket that cannot exist, however the story goes."""
        if number > self.most_tickets:
            message = (
                f"ticket {number} does not exist: the events of this file make {self.most_tickets} at most"
            )
            # Like every event that names a ticket which it cannot, this one does nothing.
            message = f"{message}; tickets are numbered from 1 as they are created"
            self.problem(path, message, is_harmless=True)

    def check_customer(self, key: str, path: Path) -> None:
        """Report a customer who is not in the world."""
        self._check("customer", key, self.customers, path)

    def check_advisor(self, key: str, path: Path) -> None:
        """Report an advisor who is not in the world."""
        self._check("advisor", key, self.advisors, path)

    def check_advisors(self, keys: Iterable[str], path: Path) -> tuple[str, ...]:
        """Return a list of advisors; report those who are not in the world and those who stand in it twice."""
        seen: list[str] = []
        for position, key in enumerate(keys):
            self.check_advisor(key, (*path, position))
            if key in seen:
                self.problem((*path, position), f"advisor {key!r} stands in this list twice; name them once")
            seen.append(key)
        return tuple(dict.fromkeys(seen))

    def instant(self, moment: datetime) -> int:
        """Return a moment in UTC ms, read in the file's zone unless it has an offset."""
        return instant(moment, self.zone)

    def phone(self, written: str, path: Path) -> str | None:
        """Return a phone number as E.164; report one that is impossible and return None."""
        number = e164(written, self.country)
        if number is None:
            message = f"{shown(written)} is no possible phone number; write it with + and its country code"
            self.problem(path, message)
        return number

    def _check(self, kind: str, key: str, known: Mapping[str, object], path: Path) -> None:
        if key not in known:
            hint = "correct it" if self.report.is_full else did_you_mean(key, islice(known, _MOST_HINTS))
            self.problem(path, f"no {kind} is called {shown(key)}; {hint}")


def desk_for(file: ScenarioFile, shape: Shape, report: Report) -> Desk:
    """Return the desk for a file."""
    told = inside(report.tree, ("events",))
    events = told if isinstance(told, Items) else []
    return Desk(
        report=report,
        rest=shape.rest,
        missed=shape.missed,
        stand_ins=shape.stand_ins,
        zone=file.timezone,
        country=file.company.country,
        advisors=_keys(report.tree, "advisors"),
        customers=_keys(report.tree, "customers"),
        teams=_keys(report.tree, "teams"),
        events=len(events),
        most_tickets=sum(
            isinstance(event, Section) and not _TICKET_MAKERS.isdisjoint(event) for event in events
        ),
    )


@lru_cache(maxsize=4096)
def e164(written: str, country: str) -> str | None:
    """Return a phone number in E.164 form, None if it is impossible; possible is enough, fictional ones are."""
    import phonenumbers  # noqa: PLC0415  # 0.1 s that a file without phone numbers need not wait for

    plain = _PHONE.fullmatch(written.strip())
    try:
        number = phonenumbers.parse(plain[1] if plain else "", country)
    except phonenumbers.NumberParseException:
        return None
    possible = (
        phonenumbers.is_possible_number_with_reason(number) == phonenumbers.ValidationResult.IS_POSSIBLE
    )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if possible else None


def _is_in(paths: Iterable[Path], path: Path) -> bool:
    """Return whether one of some paths is this one, or leads on from it."""
    return any(one[: len(path)] == path for one in paths)


def _keys(tree: object, section: str) -> Mapping[str, object]:
    found = inside(tree, (section,))
    return found if isinstance(found, Section) else {}
