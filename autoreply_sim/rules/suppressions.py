"""What holds back a reply that fired and is switched on, in the order in which it is looked at (R-SUP)."""

from __future__ import annotations

from dataclasses import dataclass

from autoreply_sim.codes import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """Something that holds back a reply which fired and is on (R-SUP-1 to R-SUP-6)."""

    reason: Reason
    rule: str
    bit: int


SUPPRESSIONS: tuple[Suppression, ...] = tuple(
    Suppression(reason=reason, rule=f"R-SUP-{number}", bit=number - 1)
    for number, reason in enumerate(
        (
            Reason.WITHHELD_NUMBER,
            Reason.LANDLINE,
            Reason.OPTED_OUT,
            Reason.WHATSAPP_WINDOW_CLOSED,
            Reason.PAYMENTS_UNAVAILABLE,
            Reason.QUIET_PERIOD,
        ),
        start=1,
    )
)
"""In the order in which they are looked at; the first that holds is the reason."""
