"""What somebody looks at on the page of the year: when what happens, and the events behind which figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from autoreply_sim.ui.models.accounts import Account
from autoreply_sim.ui.models.cockpit import LISTED, Cockpit
from autoreply_sim.ui.models.documents import read
from autoreply_sim.ui.models.events_page import Asked, Events, events
from autoreply_sim.ui.models.phrase import Phrase, phrase
from autoreply_sim.ui.models.settings_page import Switch
from autoreply_sim.ui.models.year import Lived, Years
from autoreply_sim.ui.models.year_page import HEATS, YearPage, label_of, year_page

_HOURS = 7 * 24


class YearView:
    """One visitor's view of the years of the account that is open."""

    def __init__(self, cockpit: Cockpit, years: Years | None = None) -> None:
        self.cockpit = cockpit
        self.years = Years() if years is None else years
        self.what = HEATS[0]
        self.asked: Asked | None = None
        self.called = phrase("contacts")
        self._of: Account | Lived | None = None  # what the list is of; gone, it is shown no more
        self.number = 0

    def sides(self) -> tuple[Lived, Lived]:
        """Return the year as saved and with the draft; the same one where nothing differs."""
        return self.years.live(self.cockpit.saved), self.years.live(self.cockpit.tried)

    def page(self) -> YearPage:
        """Return the page."""
        saved, tried = self.sides()
        return year_page(saved, tried, what=self.what, language=self.cockpit.language)

    def switches(self) -> tuple[Switch, ...]:
        """Return what can be flipped beside the figures: the switches of the team that is shown."""
        cockpit = self.cockpit
        places = [(name, cockpit.at(name)) for name in ("ring_last_advisor", "tickets_for_missed_calls")]
        places += [(f"reply_{key}", cockpit.at("auto_replies", key, "enabled")) for key in LISTED]
        return tuple(
            Switch(
                at=at,
                label=phrase(label),
                help=None,
                rule="",
                is_on=bool(cockpit.value(at)),
                is_changed=bool(cockpit.value(at)) != bool(read(cockpit.draft.saved, at)),
            )
            for label, at in places
        )

    def heat(self, what: str) -> None:
        """Look at when something else happens."""
        self.what = what if what in HEATS else self.what
        self.cockpit.show()

    def behind(self, asked: Sequence[Any]) -> None:
        """Look at the events behind a figure: its key, an hour of the week or None, whether as saved."""
        key, hour, of_saved = asked
        in_week = isinstance(hour, int) and 0 <= hour < _HOURS
        self.asked = Asked(key=str(key), hour=hour if in_week else None, of_saved=of_saved is True)
        self.number, self._of = 0, self.cockpit.account
        self.cockpit.show()

    def look_at(self, numbers: tuple[int, ...], called: Phrase) -> None:
        """Look at events of the draft's year that no figure counts, under some words."""
        self.asked, self.called, self.number = Asked(key="", numbers=numbers), called, 0
        self._of = self.sides()[1]
        self.cockpit.show()

    def event(self, number: int) -> None:
        """Look at one event of the list."""
        self.number = number
        self.cockpit.show()

    def close(self) -> None:
        """Look at no events any more."""
        self.asked, self.number = None, 0
        self.cockpit.show()

    def events(self) -> Events | None:
        """Return the events behind the figure that is looked at, None if none is."""
        if self.asked is None:
            return None
        saved, tried = self.sides()
        if self._of is not self.cockpit.account and self._of is not tried:
            return None
        side, other = (saved, tried) if self.asked.of_saved else (tried, saved)
        return events(side, other, self.asked, self.number, self.cockpit.language)

    def title(self) -> Phrase:
        """Return what the list of events is called."""
        asked = self.asked or Asked(key=HEATS[0])
        if not asked.key:
            return self.called
        label = label_of(asked.key, self.cockpit.language)
        if asked.hour is None:
            return phrase("events_behind", label=label)
        day, hour = divmod(asked.hour, 24)
        return phrase(
            "events_behind_hour", label=label, day=phrase(f"weekday_{day}"), hour=hour, next=hour + 1
        )
