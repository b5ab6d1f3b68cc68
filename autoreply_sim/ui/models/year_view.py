"""What somebody looks at on the page of the year: when what happens, and the events behind which figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from autoreply_sim.analytics.behind import rows_behind
from autoreply_sim.analytics.phrases import say
from autoreply_sim.ui.models.accounts import Account
from autoreply_sim.ui.models.cockpit import LISTED, Cockpit
from autoreply_sim.ui.models.documents import read
from autoreply_sim.ui.models.events_page import MOST, Asked, Events, Happened, all_events, events
from autoreply_sim.ui.models.finding_names import by_name
from autoreply_sim.ui.models.phrase import Phrase, phrase
from autoreply_sim.ui.models.settings_page import Switch
from autoreply_sim.ui.models.year import Lived, Years
from autoreply_sim.ui.models.year_page import HEATS, YearPage, label_of, year_page

HOURS = 7 * 24
"""Of a week."""


class YearView:
    """One visitor's view of the years of the account that is open."""

    def __init__(self, cockpit: Cockpit, years: Years | None = None) -> None:
        self.cockpit = cockpit
        self.years = Years() if years is None else years
        self.what = HEATS[0]
        self.asked: Asked | None = None
        self._of: Account | Lived | None = None  # what the list is of; gone, it is shown no more
        self._told: tuple[Lived, Lived, tuple[Asked, int, str, int], Events] | None = None
        self.number, self.most = 0, MOST

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
        in_week = isinstance(hour, int) and 0 <= hour < HOURS
        self.look(Asked(key=str(key), hour=hour if in_week else None, of_saved=of_saved is True))
        self.cockpit.show()

    def behind_finding(self, name: str) -> None:
        """Look at the events of a finding of the check-up."""
        asked = self.asked_of(name)
        if asked is not None:
            self.look(asked)
        self.cockpit.show()

    def asked_of(self, name: str) -> Asked | None:
        """Return what is asked for with a finding's name; None for one that is not there, or has no events."""
        found = by_name(self.sides()[1].findings).get(name)
        if found is None or found.consequence is None:
            return None
        return Asked(key="", finding=name, numbers=found.consequence.events)

    def counts(self, key: str) -> bool:
        """Say whether there are events behind a figure of this key."""
        try:
            rows_behind(self.sides()[1].scope, key)
        except ValueError:
            return False
        return True

    def look(self, asked: Asked | None, number: int = 0) -> None:
        """Remember what is looked at: some events or none, and one of them."""
        self.asked, self.number, self.most = asked, number, MOST
        self._of = self.cockpit.account if asked is None or asked.key else self.sides()[1]

    def event(self, number: int) -> None:
        """Look at one event of the list."""
        self.number = number
        self.cockpit.show()

    def list_more(self) -> None:
        """List more events."""
        self.most += MOST
        self.cockpit.show()

    def close(self) -> None:
        """Look at no events any more."""
        self.look(None)
        self.cockpit.show()

    @property
    def listed(self) -> Asked | None:
        """Which events are listed: none if those that were asked for belong to another account, or to another draft."""
        if self.asked is None or (self._of is not self.cockpit.account and self._of is not self.sides()[1]):
            return None
        return self.asked

    def events(self) -> Events | None:
        """Return the events behind the figure that is looked at, None if none is."""
        listed, (saved, tried) = self.listed, self.sides()
        if listed is None:
            return None
        side, other = (saved, tried) if listed.of_saved else (tried, saved)
        words = (listed, self.number, self.cockpit.language, self.most)
        if (
            self._told is None
            or self._told[0] is not side
            or self._told[1] is not other
            or self._told[2] != words
        ):
            self._told = (side, other, words, events(side, other, *words))
        return self._told[3]

    def all_events(self) -> Iterator[Happened]:
        """Yield every event behind the figure that is looked at; none if none is."""
        listed, (saved, tried) = self.listed, self.sides()
        side = saved if listed is not None and listed.of_saved else tried
        return iter(()) if listed is None else all_events(side, listed, self.cockpit.language)

    def title(self) -> Phrase:
        """Return what the list of events is called."""
        asked = self.asked or Asked(key=HEATS[0])
        if not asked.key:
            return self._title_of(asked.finding)
        label = label_of(asked.key, self.cockpit.language)
        if asked.hour is None:
            return phrase("events_behind", label=label)
        day, hour = divmod(asked.hour, 24)
        return phrase(
            "events_behind_hour", label=label, day=phrase(f"weekday_{day}"), hour=hour, next=hour + 1
        )

    def _title_of(self, finding: str) -> Phrase:
        found = by_name(self.sides()[1].findings).get(finding)
        if found is None or found.consequence is None:
            return phrase("contacts")
        return phrase("as_said", sentence=say(found.consequence.sentence, self.cockpit.language))
