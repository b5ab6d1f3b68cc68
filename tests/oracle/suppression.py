"""Why a reply that fired and is enabled is still not sent (section 5, Suppression)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .clock import HOUR, MINUTE
from .state import Customer, Ticket, World

Why = tuple[str, str]  # reason code and rule id


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """What may lead to replies: when, by whose settings, to whom, on which channel and ticket."""

    event: int
    at: int
    team: str
    customer: Customer
    channel: str
    ticket: Ticket | None
    asked_by_advisor: bool = False


def why_suppressed(world: World, occasion: Occasion, reply: str) -> Why | None:
    """The first of R-SUP-1 to R-SUP-6 that holds a reply back."""
    customer = occasion.customer
    sms = occasion.channel == "sms"
    whatsapp = occasion.channel == "whatsapp"
    in_order = [
        (sms and customer.phone is None, "withheld_number", "R-SUP-1"),
        (sms and customer.landline, "landline", "R-SUP-2"),
        ((sms or whatsapp) and customer.opted_out, "opted_out", "R-SUP-3"),
        (whatsapp and is_window_closed(world, occasion, reply), "whatsapp_window_closed", "R-SUP-4"),
        (reply == "request_payment" and world.country not in ("US", "CA"), "payments_unavailable", "R-SUP-5"),
        (reply == "after_hours_texts" and is_quiet(world, occasion), "quiet_period", "R-SUP-6"),
    ]
    return next(((reason, rule) for holds, reason, rule in in_order if holds), None)


def is_window_closed(world: World, occasion: Occasion, reply: str) -> bool:
    """Over 24 h since the customer's last WhatsApp message; advisors' actions only, no template (R-SUP-4)."""
    if not occasion.asked_by_advisor or settings(world, occasion.team, reply).get(
        "whatsapp_template_approved"
    ):
        return False
    last = occasion.customer.last_whatsapp
    return last is None or occasion.at - last > 24 * HOUR


def is_quiet(world: World, occasion: Occasion) -> bool:
    """Within the quiet period after the last one that was sent to this customer by this team (R-MSG-23)."""
    last = world.after_hours_texts_sent.get((occasion.team, occasion.customer.key))
    minutes = int(settings(world, occasion.team, "after_hours_texts").get("quiet_period", 0))
    return last is not None and occasion.at < last + minutes * MINUTE


def settings(world: World, team: str, reply: str) -> dict[str, Any]:
    """What is saved for one reply of a team (R-MSG-27)."""
    return dict((world.teams[team].get("auto_replies") or {}).get(reply) or {})
