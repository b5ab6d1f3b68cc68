"""The words of the timeline of a story, English and French side by side; each pair has the same fields."""

from __future__ import annotations

from collections.abc import Mapping

from autoreply_sim.analytics.phrases import Pair
from autoreply_sim.codes import Item

TIME: Pair = ("time (clock in {zone})", "heure (fuseau {zone})")
CALL: Pair = ("call: {outcome}", "appel : {outcome}")
CALL_TO: Pair = ("{customer} calls {team}: {outcome}", "{customer} appelle {team} : {outcome}")
ANSWERED_BY: Pair = ("by {advisor}", "par {advisor}")
MESSAGE: Pair = ("message", "message")
MESSAGE_OF: Pair = ("{customer} writes (ticket {ticket})", "{customer} écrit (ticket {ticket})")
REPLY: Pair = ("automated reply", "réponse automatique")
REPLY_TO: Pair = ("To {customer}, {channel}: {reply}", "À {customer}, {channel} : {reply}")
ACTION: Pair = ("advisor’s action", "action d’un conseiller")
ACTION_ON: Pair = ("{action} (ticket {ticket})", "{action} (ticket {ticket})")
ACTIONS: Mapping[Item, Pair] = {
    Item.CLOSE: ("an advisor closes the ticket", "un conseiller ferme le ticket"),
    Item.TAKE: ("an advisor takes the ticket", "un conseiller prend le ticket"),
    Item.REASSIGN: ("the ticket is reassigned", "le ticket est réattribué"),
}
"""Requests are left out: they are seen as the replies that they send."""
TICKET: Pair = ("Ticket {ticket} of {customer}: {status}", "Ticket {ticket} de {customer} : {status}")
TICKET_ROW: Pair = ("ticket {ticket}", "ticket {ticket}")
TICKETS: Mapping[str, Pair] = {
    "open": ("ticket, still open", "ticket encore ouvert"),
    "closed": ("ticket, closed", "ticket fermé"),
    "merged": ("ticket, merged", "ticket fusionné"),
}
STATUSES: Mapping[str, Pair] = {
    "open": ("open at the end", "ouvert à la fin"),
    "closed": ("closed", "fermé"),
    "merged": ("merged into ticket {into}", "fusionné avec le ticket {into}"),
}
FROM_TO: Pair = ("{first} – {last}", "{first} – {last}")
AT: Pair = ("{date}, {time}", "{date}, {time}")

FOUND: Pair = ("{calls}, {answered}; {replies}, {tickets}", "{calls}, {answered} ; {replies}, {tickets}")
CALLS: tuple[Pair, Pair] = (("{count} call", "{count} appel"), ("{count} calls", "{count} appels"))
ANSWERED: tuple[Pair, Pair] = (("{count} answered", "{count} pris"), ("{count} answered", "{count} pris"))
REPLIES: tuple[Pair, Pair] = (
    ("{count} reply sent", "{count} réponse envoyée"),
    ("{count} replies sent", "{count} réponses envoyées"),
)
TICKET_COUNTS: tuple[Pair, Pair] = (
    ("{count} ticket", "{count} ticket"),
    ("{count} tickets", "{count} tickets"),
)
NOTHING: Pair = ("Nothing happened that could be drawn", "Rien ne s’est passé qui puisse être dessiné")
