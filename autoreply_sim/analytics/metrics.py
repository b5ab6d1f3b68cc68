"""The metrics, each declared once: what it is called, what it means, and the sums that it is made of.

To add one, add it to `METRICS`; if it needs a sum that is not counted yet, count that in measure.py. The tables of a
simulation, comparisons, reports and the page of metrics in the docs read the same declarations.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from autoreply_sim.analytics.metric_words import HELD, HELD_MEANS, SENT, SENT_MEANS, TEXTS
from autoreply_sim.analytics.phrases import Pair, say
from autoreply_sim.analytics.prices import MICRO
from autoreply_sim.analytics.summary_words import HELD_BACK
from autoreply_sim.arguments import check_names
from autoreply_sim.errors import did_you_mean
from autoreply_sim.rules.catalog import CATALOG
from autoreply_sim.units import HOUR_MS, SECOND_MS


class Unit(StrEnum):
    """What a metric is counted in."""

    COUNT = "count"
    SHARE = "share"
    SECONDS = "seconds"
    HOURS = "hours"
    RATIO = "ratio"
    MONEY = "money"


class Good(StrEnum):
    """Which way a metric should go, as those see it who call and write."""

    MORE = "more"
    LESS = "less"
    NEITHER = "neither"


_SCALE = {Unit.SECONDS: SECOND_MS, Unit.HOURS: HOUR_MS, Unit.MONEY: MICRO}
"""Times are counted in milliseconds, money in millionths of the price list's currency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One metric: a sum, or one sum over another (names as `measure` returns them)."""

    key: str
    label: Pair
    definition: Pair
    unit: Unit
    part: str
    whole: str | None = None
    """None: a count, by replication."""
    good: Good = Good.NEITHER
    rule: str = ""
    """The rule of the rulebook that it rests on, if there is one."""

    @property
    def scale(self) -> int:
        """By what the part is divided to be in the metric's unit."""
        return _SCALE.get(self.unit, 1)

    def value(self, sums: Mapping[str, int]) -> float | None:
        """Return what the sums come to; None where there is nothing to divide by."""
        whole = 1 if self.whole is None else sums[self.whole]
        return sums[self.part] / self.scale / whole if whole else None


def _metric(
    key: str, unit: Unit, part: str, whole: str | None = None, *, good: Good = Good.NEITHER, rule: str = ""
) -> Metric:
    label, definition = TEXTS[key]
    return Metric(
        key=key, label=label, definition=definition, unit=unit, part=part, whole=whole, good=good, rule=rule
    )


def _sent() -> Iterable[Metric]:
    for trigger in CATALOG:
        english, french = (say(trigger.label, language).partition(" (")[0] for language in ("en", "fr"))
        yield Metric(
            key=f"sent_{trigger.key}",
            label=(SENT[0].format(reply=english), SENT[1].format(reply=french)),
            definition=(SENT_MEANS[0].format(reply=english), SENT_MEANS[1].format(reply=french)),
            unit=Unit.COUNT,
            part=f"sent:{trigger.key}",
            rule=trigger.rule,
        )


def _held() -> Iterable[Metric]:
    for reason, (english, french) in HELD_BACK.items():
        yield Metric(
            key=f"held_{reason.word}",
            label=(HELD[0].format(reason=english), HELD[1].format(reason=french)),
            definition=(HELD_MEANS[0].format(reason=english), HELD_MEANS[1].format(reason=french)),
            unit=Unit.COUNT,
            part=f"held:{reason.word}",
        )


METRICS: tuple[Metric, ...] = (
    _metric("offered", Unit.COUNT, "offered"),
    _metric("answered_share", Unit.SHARE, "answered", "offered", good=Good.MORE),
    _metric("voicemail_share", Unit.SHARE, "left_voicemail", "offered", rule="R-TKT-3"),
    _metric("abandoned_share", Unit.SHARE, "missed", "offered", good=Good.LESS, rule="R-CALL-5"),
    _metric("abandoned_greeting_share", Unit.SHARE, "hung_up_greeting", "offered", good=Good.LESS, rule="R-CALL-5"),
    _metric("abandoned_menu_share", Unit.SHARE, "hung_up_menu", "offered", good=Good.LESS, rule="R-CALL-5"),
    _metric("abandoned_ringing_share", Unit.SHARE, "hung_up_ringing", "offered", good=Good.LESS, rule="R-CALL-5"),
    _metric("abandoned_voicemail_share", Unit.SHARE, "hung_up_voicemail", "offered", good=Good.LESS, rule="R-CALL-5"),
    _metric("asa_s", Unit.SECONDS, "wait_answered_ms", "answered", good=Good.LESS, rule="R-SIM-4"),
    _metric("wait_s", Unit.SECONDS, "wait_ms", "rang_or_waited", good=Good.LESS, rule="R-SIM-4"),
    _metric("service_level", Unit.SHARE, "answered_in_time", "rang_or_waited", good=Good.MORE),
    _metric("talk_s", Unit.SECONDS, "talk_ms", "answered"),
    _metric("occupancy", Unit.SHARE, "busy_ms", "staffed_ms", rule="R-SIM-3"),
    _metric("ring_no_answer", Unit.SHARE, "rings_in_vain", "rings", good=Good.LESS, rule="R-CALL-4"),
    _metric("rla_share", Unit.SHARE, "rla_applied", "offered", rule="R-RLA-1"),
    _metric("rla_hit_rate", Unit.SHARE, "rla_answered_by_last", "rla_applied", good=Good.MORE, rule="R-RLA-2"),
    _metric("rla_rescue_rate", Unit.SHARE, "rla_rescued", "rla_not_answered_by_last", good=Good.MORE, rule="R-CALL-3"),
    _metric("contacts", Unit.COUNT, "contacts"),
    _metric("left_without_a_word", Unit.SHARE, "left_without_word", "contacts", good=Good.LESS),
    _metric("first_word_h", Unit.HOURS, "first_word_ms", "contacts_with_word", good=Good.LESS),
    _metric("responded_share", Unit.SHARE, "tickets_responded", "tickets_waiting", good=Good.MORE),
    _metric("first_response_h", Unit.HOURS, "response_ms", "tickets_responded", good=Good.LESS),
    _metric("replies", Unit.COUNT, "replies_sent"),
    _metric("replies_per_contact", Unit.RATIO, "replies_to_contacts", "contacts"),
    _metric("sms", Unit.COUNT, "sms_sent", rule="R-MSG-26"),
    _metric("tickets", Unit.COUNT, "tickets_made"),
    _metric("tickets_per_customer", Unit.RATIO, "tickets_made", "customers", good=Good.LESS),
    _metric("duplicate_share", Unit.SHARE, "tickets_beside_open", "tickets_made", good=Good.LESS, rule="R-TKT-2"),
    _metric("missed_joined_share", Unit.SHARE, "missed_joined", "missed", good=Good.MORE, rule="R-TKT-4"),
    _metric("reopenings", Unit.COUNT, "reopened", rule="R-TKT-9"),
    *_sent(),
    *_held(),
)  # fmt: skip
"""All metrics, in the order in which tables show them."""

TEXT_METRICS: tuple[Metric, ...] = (
    _metric("sms_segments", Unit.COUNT, "sms_segments", rule="R-MSG-26"),
    _metric("segments_per_sms", Unit.RATIO, "sms_segments", "sms_sent"),
    _metric("sms_cost", Unit.MONEY, "sms_cost"),
    _metric("whatsapp_cost", Unit.MONEY, "whatsapp_cost"),
    _metric("reply_cost", Unit.MONEY, "reply_cost"),
    _metric("cost_per_contact", Unit.MONEY, "reply_cost", "contacts"),
)
"""Those that are counted only where a price list was given: texts are measured for them."""

_BY_KEY = {metric.key: metric for metric in (*METRICS, *TEXT_METRICS)}


def metric_of(key: str) -> Metric:
    """Return the metric of a key. Raises ValueError for one that there is not, with the nearest one."""
    if key not in _BY_KEY:
        raise ValueError(f"no metric is called {key!r}; {did_you_mean(key, _BY_KEY)}")
    return _BY_KEY[key]


def metrics_of(keys: Iterable[str] | None) -> tuple[Metric, ...]:
    """Return the metrics of these keys, in their order; None: all of them. Raises ValueError as `metric_of` does."""
    if keys is None:
        return METRICS
    check_names("metrics", keys)
    return tuple(map(metric_of, [keys] if isinstance(keys, str) else keys))
