"""How a run shows itself in a notebook: what was sent, and the tickets at the end, as one small piece of HTML.

Names and texts come from people's files: everything is escaped, kept from being read as mathematics, and isolated so
that it cannot turn the direction of what stands beside it. Colours are the page's own: light and dark both work.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import numpy as np

from autoreply_sim.analytics.context import Context, Row, rows
from autoreply_sim.analytics.explain import trigger_of
from autoreply_sim.analytics.phrases import CHANNELS, Pair, say
from autoreply_sim.analytics.replytext import reply_text
from autoreply_sim.codes import Channel, Reason, Status
from autoreply_sim.domain.schedules import zone
from autoreply_sim.units import local

MOST = 12
"""How many replies, and how many tickets, are shown; the rest are counted."""

_NOTHING_SENT: Pair = ("No reply was sent.", "Aucune réponse n’a été envoyée.")
_NO_TICKET: Pair = ("No ticket was made.", "Aucun ticket n'a été créé.")
_COUNTS: Pair = (
    "events {events} · calls {calls} · replies sent {sent}, not sent {unsent} · tickets {tickets}",
    "événements {events} · appels {calls} · réponses envoyées {sent}, non envoyées {unsent} · tickets {tickets}",
)
_TIMES: Pair = ("Times in {zone}.", "Heures : {zone}.")
_MORE: Pair = ("… and {count} more", "… et {count} de plus")
_REPLIES: Pair = ("When|Reply|To|Text", "Quand|Réponse|À|Texte")
_TICKETS: Pair = ("Ticket|Team|Customer|Advisor|Status", "Ticket|Équipe|Client|Conseiller|État")
_UNASSIGNED: Pair = ("unassigned", "non attribué")
_STATUS: dict[Status, Pair] = {Status.OPEN: ("open", "ouvert"), Status.CLOSED: ("closed", "fermé")}
_MERGED: Pair = ("merged into {ticket}", "fusionné avec {ticket}")

# Two classes, because notebooks align every cell of a table to the right with two of their own.
STYLE = """<style>
div.autoreply-sim.run { border: 1px solid rgba(128, 128, 128, .45); border-radius: 6px; max-width: 62em;
  overflow-x: auto; padding: .6em .9em; }
div.autoreply-sim.run p { margin: .2em 0; }
div.autoreply-sim.run p.quiet { opacity: .75; }
div.autoreply-sim.run table { border-collapse: collapse; margin: .5em 0; }
div.autoreply-sim.run th, div.autoreply-sim.run td { background: none; padding: .25em .9em .25em 0; text-align: left;
  vertical-align: top; }
div.autoreply-sim.run td { white-space: pre-wrap; }
div.autoreply-sim.run td:first-child { white-space: nowrap; }
</style>"""


def run_html(context: Context, title: str) -> str:
    """Return what came of a story called `title`, in the language of the context."""
    return framed(title, _counts(context), _replies(context), _tickets(context))


def _counts(context: Context) -> str:
    ledger = context.ledger
    sent = int((ledger.decisions["reason"] == Reason.SENT).sum())
    counts = {"events": len(ledger.happened), "calls": len(ledger.calls), "tickets": len(ledger.tickets)}
    unsent = len(ledger.decisions) - sent
    return quiet(say(_COUNTS, context.language, sent=sent, unsent=unsent, **counts))


def _replies(context: Context) -> str:
    decisions = context.ledger.decisions
    sent = decisions[decisions["reason"] == Reason.SENT]
    if not len(sent):
        return quiet(say(_NOTHING_SENT, context.language))
    numbers = context.numbers[sent["row"]]
    shown = rows(sent[np.lexsort((numbers, sent["at_ms"]))[:MOST]])
    told = table(say(_REPLIES, context.language), (_reply(context, row) for row in shown))
    times = quiet(say(_TIMES, context.language, zone=context.world.timezone))
    return told + _more(len(sent), context.language) + times


def _reply(context: Context, decision: Row) -> tuple[str, ...]:
    language = context.language
    at = local(decision.at_ms, zone(context.world.timezone))
    channel = say(CHANNELS[Channel(decision.channel)], language)
    return (
        f"{at:%Y-%m-%d %H:%M}",
        say(trigger_of(decision).label, language),
        f"{_customer(context, decision.customer)}, {channel}",
        reply_text(context, decision),
    )


def _tickets(context: Context) -> str:
    tickets = context.ledger.tickets
    if not len(tickets):
        return quiet(say(_NO_TICKET, context.language))
    shown = enumerate(rows(tickets[:MOST]), start=1)
    told = table(say(_TICKETS, context.language), (_ticket(context, place, row) for place, row in shown))
    return told + _more(len(tickets), context.language)


def _ticket(context: Context, number: int, ticket: Row) -> tuple[str, ...]:
    language = context.language
    status = say(_STATUS[Status(ticket.status)], language)
    if ticket.merged_into >= 0:
        status = say(_MERGED, language, ticket=ticket.merged_into + 1)
    return (
        str(number),
        context.team_name(ticket.team),
        _customer(context, ticket.customer),
        context.advisor_name(ticket.advisor) or say(_UNASSIGNED, language),
        status,
    )


def _customer(context: Context, place: int) -> str:
    """Return a customer's name; without one, their key."""
    return context.customer_name(place) or context.customer(place)


def framed(title: str, *parts: str) -> str:
    """Return pieces of HTML beneath a title, in one frame with its style."""
    head = f"<p><strong>{safe(title)}</strong></p>" if title else ""
    inside = "\n".join((STYLE, head, *parts))
    return f'<div class="autoreply-sim run tex2jax_ignore mathjax_ignore">{inside}</div>'


def table(heads: str, lines: Iterable[Iterable[str]]) -> str:
    """Return a table as HTML; `heads` are set apart by bars."""
    head = "".join(f'<th scope="col">{safe(name)}</th>' for name in heads.split("|"))
    body = "\n".join(
        "<tr>" + "".join(f"<td>{safe(value)}</td>" for value in line) + "</tr>" for line in lines
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table>"


def _more(count: int, language: str) -> str:
    return quiet(say(_MORE, language, count=count - MOST)) if count > MOST else ""


def quiet(text: str) -> str:
    """Return a paragraph of less weight."""
    return f'<p class="quiet">{safe(text)}</p>'


def safe(text: str) -> str:
    """Return a text that cannot be read as HTML, and whose direction of writing ends with it."""
    return f"<bdi>{escape(text)}</bdi>"
