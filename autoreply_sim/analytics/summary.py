"""What a drawn run came to, as sums that add: any cut of the work gives the same figures.

Everything that is kept is a count or a sum of milliseconds; shares and means are made of the sums when somebody asks,
and are None where nothing was counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any

from autoreply_sim.codes import Channel, Outcome, Reason, Title
from autoreply_sim.rules.catalog import REPLY_KEYS
from autoreply_sim.units import SECOND_MS

SERVICE_LEVEL_S = 20
"""Within how many seconds a call is answered that counts for the service level."""

ORIGINS: Mapping[str, tuple[Channel, Title]] = MappingProxyType(
    {
        "answered_call": (Channel.CALL, Title.OWN),
        "voicemail": (Channel.CALL, Title.VOICEMAIL),
        "missed_call": (Channel.CALL, Title.MISSED_CALL),
    }
    | {channel.word: (channel, Title.OWN) for channel in Channel if channel != Channel.CALL}
)
"""From what a ticket can come, and the channel and the title by which that is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The figures of one replication, or of several together: `one + other`, or `sum(them, Summary.empty())`."""

    calls: int
    """Calls that came in."""
    events: int
    """Events that happened, breaks included."""
    decisions: Mapping[str, Mapping[str, int]]
    """How often each reply was decided, by its key and the reason's word (`sent`, `disabled` …); zeros too."""
    tickets: Mapping[str, int]
    """Tickets by their origin, a key of ORIGINS; zeros too."""
    outcomes: Mapping[str, int]
    """Calls by the word of their outcome; zeros too."""
    rang_or_waited: int
    """Calls that rang or waited for an advisor who was free; the others ended before, or reached nobody."""
    wait_ms: int
    """How long these rang and waited together: from after the greeting and the menu until answered or given up."""
    wait_answered_ms: int
    """The part of it before answers."""
    answered_in_time: int
    """Calls answered within SERVICE_LEVEL_S."""
    busy_ms: int
    """Talk and after-call work of all advisors, within the period."""
    staffed_ms: int
    """Time that advisors were on an effective schedule of any team and not on a break, within the period."""

    @classmethod
    def empty(cls) -> Summary:
        """Return the summary of nothing at all."""
        counts: dict[str, Any] = {field.name: 0 for field in fields(cls)}
        counts["decisions"] = {key: {reason.word: 0 for reason in Reason} for key in REPLY_KEYS}
        counts["tickets"] = dict.fromkeys(ORIGINS, 0)
        counts["outcomes"] = {outcome.word: 0 for outcome in Outcome}
        return cls(**counts)

    def __add__(self, other: Summary) -> Summary:
        ours, theirs = _sums(self), _sums(other)
        return Summary(**{name: _added(value, theirs[name]) for name, value in ours.items()})

    @property
    def replies(self) -> dict[str, int]:
        """How many of each reply were sent, by key; all fourteen."""
        return {key: reasons[Reason.SENT.word] for key, reasons in self.decisions.items()}

    @property
    def suppressed(self) -> dict[str, int]:
        """How many replies were not sent, by reason; all reasons."""
        return {
            reason.word: sum(reasons[reason.word] for reasons in self.decisions.values())
            for reason in Reason
            if reason != Reason.SENT
        }

    @property
    def asa_s(self) -> float | None:
        """Average speed of answer: how long answered calls rang and waited, in seconds."""
        return _ratio(self.wait_answered_ms, self.outcomes[Outcome.ANSWERED.word] * SECOND_MS)

    @property
    def wait_mean_s(self) -> float | None:
        """How long calls rang and waited on average, answered or not, in seconds."""
        return _ratio(self.wait_ms, self.rang_or_waited * SECOND_MS)

    @property
    def abandoned(self) -> int:
        """How many callers hung up, in whichever phase."""
        return sum(count for outcome, count in self.outcomes.items() if outcome.startswith("hung_up"))

    @property
    def abandoned_share(self) -> float | None:
        """Share of the calls whose callers hung up."""
        return _ratio(self.abandoned, self.calls)

    @property
    def service_level(self) -> float | None:
        """Share of the calls that rang or waited which were answered within SERVICE_LEVEL_S."""
        return _ratio(self.answered_in_time, self.rang_or_waited)

    @property
    def occupancy(self) -> float | None:
        """Share of their time that advisors talked or worked after calls."""
        return _ratio(self.busy_ms, self.staffed_ms)

    def as_json(self) -> dict[str, Any]:
        """Return the figures as `autoreply-sim simulate --json` prints them."""
        return {
            "calls": self.calls,
            "events": self.events,
            "replies": self.replies,
            "suppressed": self.suppressed,
            "tickets": dict(self.tickets),
            "outcomes": dict(self.outcomes),
            "asa_s": self.asa_s,
            "wait_mean_s": self.wait_mean_s,
            "abandoned_share": self.abandoned_share,
            "service_level": self.service_level,
            "occupancy": self.occupancy,
        }


def _sums(summary: Summary) -> dict[str, Any]:
    return {field.name: getattr(summary, field.name) for field in fields(summary)}


def _added(one: Any, other: Any) -> Any:  # noqa: ANN401 (a count, or counts by name as deep as they go)
    if isinstance(one, Mapping):
        return {name: _added(value, other[name]) for name, value in one.items()}
    return one + other


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None
