"""Zone names in calendar files: IANA, Windows or a vendor's path around an IANA name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from autoreply_sim.domain.schedules import zone_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A date or wall-clock time of a calendar file; `wall` is None for a whole day."""

    day: date
    wall: time | None
    timezone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneNames:
    """What a calendar's zone names mean: `aliases` from its own definitions, `floating` for times without."""

    aliases: dict[str, str]
    floating: str | None

    def moment(self, value: Any, parameters: Any) -> Moment:  # noqa: ANN401  # icalendar's values are untyped
        """A date or datetime as icalendar read it. Raises ValueError if its zone is unknown."""
        if not isinstance(value, datetime):
            if not isinstance(value, date):
                raise TypeError(f"{value!r:.60} is no date; correct it in the calendar")
            return Moment(day=value, wall=None, timezone=self._of_floating())
        if "TZID" in parameters:
            timezone = self.iana(str(parameters["TZID"]))
        else:
            timezone = self._of_floating() if value.tzinfo is None else "UTC"
        return Moment(day=value.date(), wall=value.time(), timezone=timezone)

    def iana(self, name: str) -> str:
        """The IANA name of a zone. Raises ValueError if there is none."""
        known = zone_names()
        candidates = [name, WINDOWS_TO_OLSON.get(name, ""), self.aliases.get(name, "")]
        path = name.strip("/").split("/")
        candidates += ["/".join(path[-parts:]) for parts in (3, 2)]
        for candidate in candidates:
            if candidate in known:
                return candidate
        raise ValueError(f"no time zone is called {name!r:.60}; give the event an IANA zone in the calendar")

    def _of_floating(self) -> str:
        if self.floating is None:
            raise ValueError("its times have no zone; give it one, or say which zone to read them in")
        return self.iana(self.floating)
