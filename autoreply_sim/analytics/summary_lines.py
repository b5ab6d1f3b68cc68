"""A summary in words and figures, section by section: what the command line aligns and a notebook shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from autoreply_sim.analytics import summary_words as words
from autoreply_sim.analytics.phrases import Pair, say
from autoreply_sim.analytics.summary import SERVICE_LEVEL_S, Summary
from autoreply_sim.codes import Outcome
from autoreply_sim.rules.catalog import CATALOG

_NARROW_SPACE = "\u202f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure: what it is, how many, which share of the section's whole, and what else is to be said."""

    label: str
    figure: str
    share: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What belongs together: the head, with the figure of the whole if there is one, and the lines beneath."""

    head: Line
    lines: tuple[Line, ...]


def sections(summary: Summary, language: str) -> tuple[Section, ...]:
    """Return the summary in English (`en`) or French (`fr`)."""
    return (
        _section(words.CALLS, summary.calls, _calls(summary, language), language),
        _section(words.WAITING, None, _waiting(summary, language), language),
        _section(words.ADVISORS, None, _advisors(summary, language), language),
        _section(words.REPLIES, sum(summary.replies.values()), _replies(summary, language), language),
        _section(words.TICKETS, sum(summary.tickets.values()), _tickets(summary, language), language),
    )


def count_in(count: int, language: str) -> str:
    """Return a count with its thousands set apart: 1,234,567 or 1 234 567."""
    return _set_apart(f"{count:,}", language)


def number_in(number: float, language: str, digits: int = 1) -> str:
    """Return a number rounded to some digits: 1,234.5 or 1 234,5."""
    return _set_apart(f"{number:,.{digits}f}", language)


def _set_apart(written: str, language: str) -> str:
    if language != "fr":
        return written
    return written.replace(",", _NARROW_SPACE).replace(".", ",")


def _section(head: Pair, whole: int | None, lines: Iterator[Line], language: str) -> Section:
    figure = "" if whole is None else count_in(whole, language)
    return Section(head=Line(label=say(head, language), figure=figure), lines=tuple(lines))


def _calls(summary: Summary, language: str) -> Iterator[Line]:
    for outcome in Outcome:
        count = summary.outcomes[outcome.word]
        yield _part(words.OUTCOMES[outcome], count, summary.calls, language)
    yield _part(words.ABANDONED, summary.abandoned, summary.calls, language)


def _waiting(summary: Summary, language: str) -> Iterator[Line]:
    yield _line(words.ASA, _seconds(summary.asa_s, language), language)
    yield _line(words.WAIT_MEAN, _seconds(summary.wait_mean_s, language), language)
    label = say(words.SERVICE_LEVEL, language, seconds=SERVICE_LEVEL_S)
    in_time = count_in(summary.answered_in_time, language)
    yield Line(label=label, figure=in_time, share=_percent(summary.service_level, language))


def _advisors(summary: Summary, language: str) -> Iterator[Line]:
    share = _percent(summary.occupancy, language)
    yield replace(_line(words.OCCUPANCY, "", language), share=share)


def _replies(summary: Summary, language: str) -> Iterator[Line]:
    for trigger in CATALOG:
        label = say(trigger.label, language).partition(" (")[0]
        figure = count_in(summary.replies[trigger.key], language)
        yield Line(label=label, figure=figure, note=_held_back(summary, trigger.key, language))


def _held_back(summary: Summary, reply: str, language: str) -> str:
    """Return why a reply that was due was not sent, and how often, the most frequent reason first."""
    counts = {reason: summary.decisions[reply][reason.word] for reason in words.HELD_BACK}
    found = sorted((-count, reason) for reason, count in counts.items() if count)
    said = (
        f"{say(words.HELD_BACK[reason], language)} {count_in(-count, language)}" for count, reason in found
    )
    return say(words.HELD, language, reasons=", ".join(said)) if found else ""


def _tickets(summary: Summary, language: str) -> Iterator[Line]:
    whole = sum(summary.tickets.values())
    for origin, count in summary.tickets.items():
        yield _part(words.ORIGINS[origin], count, whole, language)


def _part(label: Pair, count: int, whole: int, language: str) -> Line:
    share = _percent(count / whole if whole else None, language)
    return Line(label=say(label, language), figure=count_in(count, language), share=share)


def _line(label: Pair, figure: str, language: str) -> Line:
    return Line(label=say(label, language), figure=figure)


def _seconds(seconds: float | None, language: str) -> str:
    if seconds is None:
        return say(words.NOTHING, language)
    return say(words.SECONDS, language, count=number_in(seconds, language))


def _percent(share: float | None, language: str) -> str:
    if share is None:
        return say(words.NOTHING, language)
    return number_in(share * 100, language) + (f"{_NARROW_SPACE}%" if language == "fr" else "%")
