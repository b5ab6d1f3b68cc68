"""The address: the query that reopens what is shown, on whichever page, and what of one is not there any more.

Only what differs from the default is put into it, and only what belongs to the page that is open. Whatever stands in an
address may have been typed by anybody: what is not here is told, and the rest is shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from autoreply_sim.io.store import UnknownVersion
from autoreply_sim.ui.models.address_fields import (
    Field,
    compare_fields,
    events_fields,
    number_of,
    settings_fields,
    year_fields,
)
from autoreply_sim.ui.models.cockpit import LISTED, PAGES, Cockpit
from autoreply_sim.ui.models.compare_page import CompareView
from autoreply_sim.ui.models.phrase import Phrase, phrase
from autoreply_sim.ui.models.ring_view import RingView
from autoreply_sim.ui.models.settings_page import SECTIONS
from autoreply_sim.ui.models.year_view import YearView

STEPS = ("account", "page", "team")
"""What the browser's Back and Forward go between; everything else changes the address in place."""

_MOST_NOTES, _LONGEST = 5, 60


class Address:
    """The address of one visitor's cockpit."""

    def __init__(self, cockpit: Cockpit, ring: RingView, year: YearView, comparison: CompareView) -> None:
        self.cockpit = cockpit
        self.fields: dict[str, tuple[Field, ...]] = {
            "settings": settings_fields(ring),
            "year": (*year_fields(year), *events_fields(year)),
            "check_up": events_fields(year),
            "compare": compare_fields(comparison),
        }

    def add(self, page: str, field: Field) -> None:
        """Carry one more thing of a page, which only its pieces know."""
        self.fields[page] = (*self.fields[page], field)

    def query(self) -> dict[str, str]:
        """Return the query that reopens this view; what is as it is by default is empty."""
        cockpit = self.cockpit
        fields = () if cockpit.base is None else self.fields[cockpit.page]
        return cockpit.address() | {field.name: field.write() for field in fields}

    def open(self, query: Mapping[str, str], account: str, draft: str) -> None:
        """Open an account with a draft, and of it what a query asks for."""
        with self.cockpit.hold_trait_notifications():
            self.cockpit.open(account, draft, number_of(query.get("version", "")))
            self._show(query)

    def visit(self, query: Mapping[str, str]) -> None:
        """Show again what a query asks for, as the browser went back to it; drafts stay as they are now."""
        cockpit = self.cockpit
        account = query.get("account", "")
        if cockpit.dialog != "conflict":  # which nobody leaves without an answer
            cockpit.dialog, cockpit.note = "", ""
        with cockpit.hold_trait_notifications():
            if cockpit.account is None or account not in ("", cockpit.account.name):
                cockpit.open(account)
            self._show(query)

    def _show(self, query: Mapping[str, str]) -> None:
        missing = list(self._go(query))
        self.cockpit.notes = tuple(_note(name, value) for name, value in missing[:_MOST_NOTES])
        self.cockpit.show()

    def _go(self, query: Mapping[str, str]) -> list[tuple[str, str]]:
        """Go where a query says, and return what of it is not here, by name."""
        cockpit = self.cockpit
        teams = () if cockpit.base is None else tuple(team.key for team in cockpit.base.world.teams)
        known = {"page": PAGES, "section": (*SECTIONS, *LISTED), "team": teams}
        missing = []
        for name, values in known.items():
            value = query.get(name, "")
            if value in values:
                setattr(cockpit, name, value)
            elif value:
                missing.append((name, value))
        if not self._is_saved(query.get("version", "")):
            missing.append(("version", query["version"]))
        fields = () if cockpit.base is None else self.fields[cockpit.page]
        for field in fields:
            missing += [(field.name, value) for value in field.read(query.get(field.name, ""))]
        return missing

    def _is_saved(self, version: str) -> bool:
        """Say whether there is a version that the draft of a link may be of; one that says none is of any."""
        cockpit, number = self.cockpit, number_of(version)
        if not version or cockpit.base is None or number == 0:
            return True
        try:
            return number is not None and bool(cockpit.document_of(number))
        except UnknownVersion:
            return False


def _note(name: str, value: str) -> Phrase:
    short = value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
    return phrase("link_unknown", what=phrase(f"link_{name}"), value=short)
