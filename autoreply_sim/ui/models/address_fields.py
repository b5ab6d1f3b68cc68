"""What of each page an address carries: how it is written there, and how it is read again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from autoreply_sim.rules.catalog import REPLY_KEYS
from autoreply_sim.ui.models.compare_page import CHOSEN, DAYS, REPLICATIONS, CompareView
from autoreply_sim.ui.models.events_page import Asked
from autoreply_sim.ui.models.preview_channels import channels_of
from autoreply_sim.ui.models.ring_view import RingView
from autoreply_sim.ui.models.settings_page import open_section
from autoreply_sim.ui.models.year_page import HEATS
from autoreply_sim.ui.models.year_view import HOURS, YearView

_YEARS = range(1900, 2200)
"""Years of which a week can be shown: calendars of other times are of no use to anybody."""

_FINDING, _SAVED, _NONE = "finding", "saved", "none"
_LONGEST_NUMBER = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that an address carries."""

    name: str
    write: Callable[[], str]
    """Returns it as it stands; empty where it is as it is by default."""
    read: Callable[[str], tuple[str, ...]]
    """Shows what was written, the default where that is empty; returns what of it is not here."""


def settings_fields(ring: RingView) -> tuple[Field, ...]:
    """Return those of the settings: the channel of the preview, the week, the schedule that is open."""
    cockpit = ring.cockpit

    def is_open() -> bool:
        return open_section(cockpit) == "schedules"

    def channels() -> tuple[str, ...]:
        section = open_section(cockpit)
        return channels_of(section) if section in REPLY_KEYS else ()

    def read_channel(text: str) -> tuple[str, ...]:
        cockpit.channel = text if text in channels() else ""
        return _missing(text, is_here=text == cockpit.channel)

    def write_week() -> str:
        return str(ring.chosen or "") if is_open() and ring.chosen != ring.first_monday else ""

    def read_week(text: str) -> tuple[str, ...]:
        day = _day(text) if is_open() else None
        ring.choose(day, None)
        return _missing(text, is_here=day is not None)

    def write_schedule() -> str:
        form = ring.schedules().form if is_open() and ring.index is not None else None
        return "" if form is None else str(form.index + 1)

    def read_schedule(text: str) -> tuple[str, ...]:
        number = number_of(text)
        is_here = is_open() and number is not None and 0 < number <= len(ring.schedules().rows)
        ring.choose(ring.chosen, number - 1 if is_here and number is not None else None)
        return _missing(text, is_here=is_here)

    return (
        Field(
            name="channel",
            write=lambda: cockpit.channel if cockpit.channel in channels()[1:] else "",
            read=read_channel,
        ),
        Field(name="week", write=write_week, read=read_week),
        Field(name="schedule", write=write_schedule, read=read_schedule),
    )


def year_fields(year: YearView) -> tuple[Field, ...]:
    """Return that of the year alone: when what happens."""

    def read(text: str) -> tuple[str, ...]:
        year.what = text if text in HEATS else HEATS[0]
        return _missing(text, is_here=text in HEATS)

    return (Field(name="when", write=lambda: year.what if year.what != HEATS[0] else "", read=read),)


def events_fields(year: YearView) -> tuple[Field, ...]:
    """Return those of the events behind a figure or a finding: which, of what hour and side, which is open."""
    return (_behind(year), _hour(year), _side(year), _event(year))


def _behind(year: YearView) -> Field:
    def write() -> str:
        asked = year.listed
        return "" if asked is None else asked.key or f"{_FINDING}:{asked.finding}"

    def read(text: str) -> tuple[str, ...]:
        kind, _, name = text.partition(":")
        if kind == _FINDING:
            year.look(year.asked_of(name))
        else:
            year.look(Asked(key=text) if text and year.counts(text) else None)
        return _missing(text, is_here=year.asked is not None)

    return Field(name="behind", write=write, read=read)


def _hour(year: YearView) -> Field:
    def write() -> str:
        asked = year.listed
        return "" if asked is None or asked.hour is None else str(asked.hour)

    def read(text: str) -> tuple[str, ...]:
        hour, asked = number_of(text), year.asked
        if asked is None or not asked.key or hour is None or hour >= HOURS:
            return _missing(text, is_here=False)
        year.look(replace(asked, hour=hour))
        return ()

    return Field(name="hour", write=write, read=read)


def _side(year: YearView) -> Field:
    def write() -> str:
        asked = year.listed
        return _SAVED if asked is not None and asked.of_saved else ""

    def read(text: str) -> tuple[str, ...]:
        asked = year.asked
        if asked is None or not asked.key or text != _SAVED:
            return _missing(text, is_here=False)
        year.look(replace(asked, of_saved=True))
        return ()

    return Field(name="side", write=write, read=read)


def _event(year: YearView) -> Field:
    def is_open() -> bool:
        found = year.events() if year.number else None
        return found is not None and found.open is not None

    def read(text: str) -> tuple[str, ...]:
        year.look(year.asked, number_of(text) or 0)
        is_here = is_open()
        if not is_here:
            year.look(year.asked)
        return _missing(text, is_here=is_here)

    return Field(name="event", write=lambda: str(year.number) if is_open() else "", read=read)


def compare_fields(view: CompareView) -> tuple[Field, ...]:
    """Return those of a comparison: what is compared, for how many days, how often."""

    def write_variants() -> str:
        chosen = view.present()
        return "" if chosen == CHOSEN else ",".join(chosen) or _NONE

    def read_variants(text: str) -> tuple[str, ...]:
        if text == _NONE:
            return view.select(())
        return view.select(text.split(",") if text else CHOSEN)

    def read_days(text: str) -> tuple[str, ...]:
        days = number_of(text)
        view.days = days if days in DAYS and days is not None else DAYS[1]
        return _missing(text, is_here=days == view.days)

    def read_replications(text: str) -> tuple[str, ...]:
        count = number_of(text)
        view.replications = count if count in REPLICATIONS and count is not None else REPLICATIONS[1]
        return _missing(text, is_here=count == view.replications)

    return (
        Field(name="variants", write=write_variants, read=read_variants),
        Field(name="days", write=lambda: _unless(view.days, DAYS[1]), read=read_days),
        Field(
            name="replications",
            write=lambda: _unless(view.replications, REPLICATIONS[1]),
            read=read_replications,
        ),
    )


def _missing(text: str, *, is_here: bool) -> tuple[str, ...]:
    return () if is_here or not text else (text,)


def _unless(number: int, usual: int) -> str:
    return "" if number == usual else str(number)


def number_of(text: str) -> int | None:
    """Return a number from 0 on, None for anything else."""
    is_one = text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER
    return int(text) if is_one else None


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in _YEARS else None
