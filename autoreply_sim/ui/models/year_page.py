"""The page of the year: what the draft changes in it, in figures, and the events behind every one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from autoreply_sim.analytics.metric_lines import side_by_side
from autoreply_sim.analytics.metrics import Good, Metric, metric_of
from autoreply_sim.analytics.phrases import say
from autoreply_sim.analytics.summary import ORIGINS
from autoreply_sim.analytics.summary_lines import count_in
from autoreply_sim.analytics.summary_words import HELD_BACK
from autoreply_sim.analytics.summary_words import ORIGINS as ORIGIN_WORDS
from autoreply_sim.rules.catalog import BY_KEY
from autoreply_sim.ui.models.cockpit import LISTED
from autoreply_sim.ui.models.phrase import Phrase, phrase
from autoreply_sim.ui.models.year import Lived
from autoreply_sim.ui.words import words

TILES = (
    "left_without_a_word",
    "answered_share",
    "wait_s",
    "replies",
    "tickets",
    "duplicate_share",
    "missed_joined_share",
    "first_response_h",
)
"""The metrics that stand first."""

HEATS = ("left_without_word", "offered", "missed", "replies_sent", "tickets_made")
"""What can be looked at by hour and day."""

_FOUR_DIGITS = 1_000
_MINUS = "\u2212"
_BEHIND = {
    "left_without_a_word": "left_without_word",
    "wait_s": "",
    "first_response_h": "",
    "sms_segments": "",
    "segments_per_sms": "",
    "sms_cost": "",
    "reply_cost": "",
    "cost_per_contact": "",
}
"""The events behind a metric where they are not those of its part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure, as saved and with the draft; `behind` is the key of the events that it counts, or empty."""

    key: str
    label: str
    means: str
    saved: str
    tried: str
    change: str
    """Empty where nothing changes."""
    is_good: bool | None
    """Whether customers are better off; None: neither."""
    behind: str
    width_saved: int = 0
    """Of a bar, in percent of the longest."""
    width_tried: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One hour of one day of the week."""

    hour: int
    count: int
    change: int
    shade: int
    """0 to 9."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat:
    """What happens when: a row per day, Monday first."""

    what: str
    choices: tuple[tuple[str, Phrase], ...]
    hours: tuple[int, ...]
    days: tuple[tuple[Phrase, tuple[Cell, ...]], ...]
    total: Phrase
    is_long: bool
    """Whether there are counts of four digits, which need room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPage:
    """The page as it stands."""

    title: str
    period: Phrase
    is_different: bool
    tiles: tuple[Figure, ...]
    replies: tuple[Figure, ...]
    held: tuple[Figure, ...]
    origins: tuple[Figure, ...]
    heat: Heat


def year_page(saved: Lived, tried: Lived, *, what: str, language: str) -> YearPage:
    """Return the page; `what` is one of HEATS."""
    traffic = tried.run.scenario.traffic
    days = 0 if traffic is None else traffic.days
    return YearPage(
        title=tried.run.scenario.title,
        period=phrase(
            "year_period",
            days=phrase("year_days", count=days),
            calls=phrase("year_calls", count=tried.sums["offered"]),
        ),
        is_different=saved.settings != tried.settings,
        tiles=tuple(figure_of(metric_of(key), saved.sums, tried.sums, language) for key in TILES),
        replies=_counts(saved, tried, language, (f"sent:{key}" for key in LISTED)),
        held=_held(saved, tried, language),
        origins=_counts(saved, tried, language, (f"tickets:{origin}" for origin in ORIGINS)),
        heat=heat(saved, tried, what if what in HEATS else HEATS[0], language),
    )


def heat(saved: Lived, tried: Lived, what: str, language: str) -> Heat:
    """Return when something happens with the draft, and by how much that differs from what is saved."""
    now, then = tried.by_hour(what), saved.by_hour(what)
    used = np.flatnonzero((now + then).sum(axis=0))
    hours = tuple(range(int(used[0]), int(used[-1]) + 1)) if len(used) else tuple(range(24))
    most = max(int(now.max()), 1)
    return Heat(
        what=what,
        choices=tuple((key, phrase(f"heat_{key}")) for key in HEATS),
        hours=hours,
        days=tuple(
            (
                phrase(f"weekday_{day}"),
                tuple(
                    Cell(
                        hour=hour,
                        count=int(now[day, hour]),
                        change=int(now[day, hour] - then[day, hour]),
                        shade=-(-9 * int(now[day, hour]) // most),
                    )
                    for hour in hours
                ),
            )
            for day in range(7)
        ),
        total=phrase("heat_total", total=count_in(int(now.sum()), language)),
        is_long=most >= _FOUR_DIGITS,
    )


def figure_of(metric: Metric, saved: Mapping[str, int], tried: Mapping[str, int], language: str) -> Figure:
    """Return a metric of one year, as saved and with the draft; the arguments are their sums."""
    before, after = metric.value(saved), metric.value(tried)
    said, said_now, change = side_by_side(metric, before, after, language)
    is_more = (after or 0.0) > (before or 0.0)
    better = {Good.MORE: is_more, Good.LESS: not is_more}.get(metric.good)
    return Figure(
        key=metric.key,
        label=_first_up(say(metric.label, language)),
        means=say(metric.definition, language),
        saved=said,
        tried=said_now,
        change=change,
        is_good=better if change else None,
        behind=_BEHIND.get(metric.key, metric.part),
    )


def _first_up(words: str) -> str:
    return words[:1].upper() + words[1:]


def _counts(saved: Lived, tried: Lived, language: str, keys: Iterator[str]) -> tuple[Figure, ...]:
    found = list(keys)
    most = max([1, *(saved.sums[key] for key in found), *(tried.sums[key] for key in found)])
    return tuple(_count(saved, tried, language, key, most) for key in found)


def _held(saved: Lived, tried: Lived, language: str) -> tuple[Figure, ...]:
    keys = [f"held:{reason.word}" for reason in HELD_BACK]
    keys = [key for key in keys if saved.sums[key] or tried.sums[key]]
    return _counts(saved, tried, language, iter(sorted(keys, key=lambda key: -tried.sums[key])))


def label_of(key: str, language: str) -> str:
    """Return what the events of a sum are called: a reply, a reason, an origin, or a kind of contact."""
    kind, _, name = key.partition(":")
    if kind == "sent":
        return say(BY_KEY[name].label, language)
    if kind == "tickets":
        return say(ORIGIN_WORDS[name], language)
    if kind == "held":
        return next(say(pair, language) for reason, pair in HELD_BACK.items() if reason.word == name)
    return words(language).get(f"heat_{key}", words(language)["contacts"])


def _count(saved: Lived, tried: Lived, language: str, key: str, most: int) -> Figure:
    before, after = saved.sums[key], tried.sums[key]
    change = after - before
    sign = "+" if change > 0 else _MINUS
    return Figure(
        key=key,
        label=label_of(key, language),
        means="",
        saved=count_in(before, language),
        tried=count_in(after, language),
        change=f"{sign}{count_in(abs(change), language)}" if change else "",
        is_good=None,
        behind=key if after or before else "",
        width_saved=round(100 * before / most),
        width_tried=round(100 * after / most),
    )
